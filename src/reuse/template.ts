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
  const symbol = template.symbol.slice(from, to);
  return {
    ...template,
    symbol,
    gap: template.gap.slice(from, to),
    origin: template.origin.slice(from, to),
    literals: weightOf(symbol),
  };
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
  const right = extend(columns, positions, length, 1);
  const left = extend(columns, right.kept, 0, -1);
  const at = left.kept[0]!;
  return { from: at - left.steps, to: at + length + right.steps };
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

function extend(
  columns: Columns,
  positions: Uint32Array,
  reach: number,
  direction: 1 | -1,
): { readonly steps: number; readonly kept: Uint32Array } {
  const { issuer } = columns;
  let kept = positions;
  let issuers = 0;
  let last = -1;
  for (let i = 0; i < positions.length; i++) {
    const own = issuer[positions[i]!]!;
    if (own !== last) issuers++;
    last = own;
  }
  let steps = 0;
  let share = KEPT;
  while (steps < STEPS) {
    const offset = direction === 1 ? reach + steps : -steps - 1;
    votes.clear();
    for (let i = 0; i < kept.length; i++) {
      const next = nextOf(columns, kept[i]!, offset, direction);
      if (next >= 0) votes.add(next, issuer[kept[i]!]!, 0);
    }
    const best = votes.best();
    if (best.issuers < 2) break;
    if (isSlot(best.symbol)) share = KEPT_SLOT;
    if (best.issuers < share * issuers) break;
    kept = kept.filter((at) => nextOf(columns, at, offset, direction) === best.symbol);
    steps++;
  }
  return { steps, kept };
}

/** Votes on the next token. */
const votes = new Ballot();

/** The symbol `offset` tokens from a position, inside its sentence and clause; -1 where there is none. */
function nextOf({ symbol, gap, room, back }: Columns, at: number, offset: number, direction: 1 | -1): number {
  const inside = direction === 1 ? room[at]! > offset : back[at]! >= -offset;
  const next = at + offset;
  return inside && gap[direction === 1 ? next : next + 1]! < Gap.clause ? symbol[next]! : -1;
}
