/**
 * A template: the wording of a formula as columns, some of them slots. It is born as a run of the corpus (its exemplar)
 * and may lose, gain or change columns when its occurrences disagree with the exemplar.
 */

import { Gap, Kind } from '../model/tokens.js';
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
  const { symbol, gap, issuer, room, back } = columns;
  let kept = positions;
  let issuers = 0;
  let last = -1;
  for (const at of positions) {
    if (issuer[at] !== last) issuers++;
    last = issuer[at]!;
  }
  let steps = 0;
  let share = KEPT;
  while (steps < STEPS) {
    const votes = new Map<number, { issuers: number; last: number }>();
    for (const at of kept) {
      const inside = direction === 1 ? room[at]! > reach + steps : back[at]! > steps;
      if (!inside) continue;
      const next = direction === 1 ? at + reach + steps : at - steps - 1;
      if (gap[direction === 1 ? next : next + 1]! >= Gap.clause) continue;
      const vote = votes.get(symbol[next]!);
      if (vote === undefined) votes.set(symbol[next]!, { issuers: 1, last: issuer[at]! });
      else if (vote.last !== issuer[at]!) {
        vote.issuers++;
        vote.last = issuer[at]!;
      }
    }
    let best = -1;
    let most = 1;
    for (const [next, vote] of votes) {
      if (vote.issuers > most || (vote.issuers === most && best >= 0 && next < best)) {
        best = next;
        most = vote.issuers;
      }
    }
    if (best < 0) break;
    if (isSlot(best)) share = KEPT_SLOT;
    if (most < share * issuers) break;
    const goOn = kept.filter((at) => {
      const inside = direction === 1 ? room[at]! > reach + steps : back[at]! > steps;
      const next = direction === 1 ? at + reach + steps : at - steps - 1;
      return inside && gap[direction === 1 ? next : next + 1]! < Gap.clause && symbol[next] === best;
    });
    kept = goOn;
    steps++;
  }
  return { steps, kept };
}
