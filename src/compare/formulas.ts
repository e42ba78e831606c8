/**
 * Which sentences are formula, by a bank of formulas learned from a large corpus. Two reports alone cannot say what is
 * widespread: without a bank no sentence is.
 */

import type { Side } from './side.js';

/** What a comparison needs of a formula bank: the token identities of each formula. */
export interface FormulaSource {
  readonly formulas: readonly { readonly tokens: readonly number[] }[];
}

/** Share of a sentence that formulas must cover. */
const COVERED = 0.6;
/** Tokens by which a formula is looked up. Shorter formulas are not used: they are words. */
const KEY = 6;

/** One flag a sentence. Cost: linear in the tokens and the bank, for formulas that share few beginnings. */
export function markFormulas({ tokens, first }: Side, bank: FormulaSource | undefined): Uint8Array {
  const marks = new Uint8Array(first.length - 1);
  if (!bank) return marks;
  const known = new Map<string, (readonly number[])[]>();
  for (const { tokens: formula } of bank.formulas) {
    if (formula.length < KEY) continue;
    const key = formula.slice(0, KEY).join(' ');
    const same = known.get(key);
    if (same) same.push(formula);
    else known.set(key, [formula]);
  }
  const covered = new Uint8Array(tokens.length);
  for (let t = 0; t + KEY <= tokens.length; t++) {
    for (const formula of known.get(tokens.id.subarray(t, t + KEY).join(' ')) ?? []) {
      let n = KEY;
      while (n < formula.length && tokens.id[t + n] === formula[n]) n++;
      if (n === formula.length) covered.fill(1, t, t + n);
    }
  }
  for (let i = 0; i < marks.length; i++) {
    let sum = 0;
    for (let t = first[i]!; t < first[i + 1]!; t++) sum += covered[t]!;
    marks[i] = Number(sum > 0 && sum >= COVERED * (first[i + 1]! - first[i]!));
  }
  return marks;
}
