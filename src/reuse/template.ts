/**
 * A template: the wording of a formula as columns, some of them slots. It is born as a run of the corpus (its exemplar)
 * and may lose, gain or change columns when its occurrences disagree with the exemplar.
 */

import { Gap, Kind } from '../model/tokens.js';
import { Ballot } from './ballot.js';
import { type Columns, literalWeight, weightBetween } from './columns.js';

export interface Template {
  /** One symbol a column; slots are the kinds from `Kind.number` on. */
  readonly symbol: Uint32Array;
  /** Break before each column. */
  readonly gap: Uint8Array;
  /** The token each column was read from; empty for a template of a bank. */
  readonly origin: Uint32Array;
  /** Summed weight of its literals. */
  readonly literals: number;
  /** The entry of a formula bank that it came from: its place there, its text, and its issuers elsewhere. */
  readonly banked?: { readonly entry: number; readonly text: string; readonly issuers: number };
}

export function isSlot(symbol: number): boolean {
  return symbol >= Kind.number && symbol < 16;
}

const SLOT_NAMES = new Map<number, string>(
  Object.entries(Kind)
    .filter(([, kind]) => kind >= Kind.number)
    .map(([name, kind]) => [kind, name]),
);

/** The name of a slot's kind. */
export function slotName(symbol: number): string {
  return SLOT_NAMES.get(symbol) ?? 'any';
}

/** A slot as it is written in a wording. */
export function slotText(symbol: number): string {
  return `{${slotName(symbol)}}`;
}

/** The template that reads as tokens [from, to) of the corpus do. */
export function templateOf(columns: Columns, from: number, to: number): Template {
  const origin = new Uint32Array(to - from);
  for (let c = 0; c < origin.length; c++) origin[c] = from + c;
  return {
    symbol: columns.symbol.slice(from, to),
    gap: columns.gap.slice(from, to),
    origin,
    literals: weightBetween(columns, from, to),
  };
}

/** The same template with only columns [from, to). */
export function trimmed(template: Template, from: number, to: number): Template {
  const { symbol, gap, origin, banked } = template;
  return templateFrom(symbol.slice(from, to), gap.slice(from, to), origin.slice(from, to), banked);
}

/** A template of these columns, in the shape that all have: what reads them is compiled for one. */
export function templateFrom(
  symbol: Uint32Array,
  gap: Uint8Array,
  origin: Uint32Array,
  banked?: Template['banked'],
): Template {
  const literals = weightOf(symbol);
  return banked === undefined ? { symbol, gap, origin, literals } : { symbol, gap, origin, literals, banked };
}

export function weightOf(symbol: Uint32Array): number {
  let sum = 0;
  for (let c = 0; c < symbol.length; c++) sum += symbolWeight(symbol[c]!);
  return sum;
}

export function symbolWeight(symbol: number): number {
  return literalWeight(isSlot(symbol) ? symbol : symbol < 0x10000 ? Kind.han : Kind.word);
}

/** How far the wording runs on beyond its exemplar: tokens, each step kept by half of the issuers. */
const STEPS = 12;
const KEPT = 0.5;
/** A typed slot, and what follows it, is kept by fewer: its value may be written out as words. */
const KEPT_SLOT = 0.3;

/**
 * Extends occurrences [positions[k], positions[k] + length) to both sides while most issuers go on alike, up to the next
 * clause mark. Returns the run of the corpus that all who agreed share.
 */
export function extended(
  columns: Columns,
  positions: Uint32Array,
  length: number,
): { readonly from: number; readonly to: number } {
  if (positions.length === 2) return extendedPair(columns, positions[0]!, positions[1]!, length);
  const going = new Going(columns, positions);
  const right = going.extend(length, 1);
  const left = going.extend(0, -1);
  const at = going.first();
  return { from: at - left, to: at + length + right };
}

/** Two occurrences go on while they agree. */
function extendedPair(
  { symbol, gap, room, back }: Columns,
  a: number,
  b: number,
  length: number,
): { readonly from: number; readonly to: number } {
  let [from, to] = [0, length];
  while (
    to < length + STEPS &&
    Math.min(room[a]!, room[b]!) > to &&
    symbol[a + to] === symbol[b + to] &&
    Math.max(gap[a + to]!, gap[b + to]!) < Gap.clause
  ) {
    to++;
  }
  while (
    from < STEPS &&
    Math.min(back[a]!, back[b]!) > from &&
    symbol[a - from - 1] === symbol[b - from - 1] &&
    Math.max(gap[a - from]!, gap[b - from]!) < Gap.clause
  ) {
    from++;
  }
  return { from: a - from, to: a + to };
}

/** Occurrences that still go on alike, fewer at each step. */
class Going {
  private readonly columns: Columns;
  private readonly kept: Uint32Array;
  /** What stands next at each of them, -1 where there is nothing. */
  private readonly next: Int32Array;
  private count: number;

  constructor(columns: Columns, positions: Uint32Array) {
    this.columns = columns;
    this.kept = positions.slice();
    this.next = new Int32Array(positions.length);
    this.count = positions.length;
  }

  first(): number {
    return this.kept[0]!;
  }

  /** Steps that most issuers make alike, beyond `reach` tokens. */
  extend(reach: number, direction: 1 | -1): number {
    const issuers = this.countIssuers();
    let share = KEPT;
    for (let steps = 0; steps < STEPS; steps++) {
      this.ask(direction === 1 ? reach + steps : -steps - 1, direction);
      const best = votes.best();
      if (best.issuers < 2) return steps;
      if (isSlot(best.symbol)) share = KEPT_SLOT;
      if (best.issuers < share * issuers || this.isTie(best)) return steps;
      this.keep(best.symbol);
    }
    return STEPS;
  }

  /** Whether as many go on otherwise alike (始终保持, 一直保持): neither is more the wording than the other. */
  private isTie({ symbol, issuers }: { readonly symbol: number; readonly issuers: number }): boolean {
    for (let i = 0; i < this.count; i++) {
      const other = this.next[i]!;
      if (other >= 0 && other !== symbol && votes.issuersOf(other) === issuers) return true;
    }
    return false;
  }

  private countIssuers(): number {
    const { issuer } = this.columns;
    let issuers = 0;
    let last = -1;
    for (let i = 0; i < this.count; i++) {
      const own = issuer[this.kept[i]!]!;
      if (own !== last) issuers++;
      last = own;
    }
    return issuers;
  }

  /** Each occurrence votes for what stands `offset` tokens from it, inside its sentence and clause. */
  private ask(offset: number, direction: 1 | -1): void {
    const { columns, kept, next, count } = this;
    votes.clear();
    for (let i = 0; i < count; i++) {
      const symbol = nextOf(columns, kept[i]!, offset, direction);
      next[i] = symbol;
      if (symbol >= 0) votes.add(symbol, columns.issuer[kept[i]!]!, 0);
    }
  }

  private keep(symbol: number): void {
    const { kept, next } = this;
    let left = 0;
    for (let i = 0; i < this.count; i++) if (next[i] === symbol) kept[left++] = kept[i]!;
    this.count = left;
  }
}

/** Votes on the next token. */
const votes = new Ballot();

/** The symbol `offset` tokens from a position, inside its sentence and clause; -1 where there is none. */
function nextOf({ symbol, gap, room, back }: Columns, at: number, offset: number, direction: 1 | -1): number {
  const inside = direction === 1 ? room[at]! > offset : back[at]! >= -offset;
  const next = at + offset;
  return inside && gap[direction === 1 ? next : next + 1]! < Gap.clause ? symbol[next]! : -1;
}
