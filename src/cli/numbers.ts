/** Numbers as users type them. */

import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

/** `0.2` or `20%`, from 0 to 1. */
export function parseShare(flag: string, value: string, say: Say): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(value.trim());
  const share = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (!(share >= 0 && share <= 1)) throw new UsageError(say.badShare(flag, value));
  return share;
}

/** A whole number from `least` to `most`. */
export function parseWhole(flag: string, value: string, least: number, most: number, say: Say): number {
  const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) throw new UsageError(say.badNumber(flag, value, `${least}–${most}`));
  return number;
}
