/** What `flagCopies` can be told: one home for its knobs, with defaults, units and reasons. */

import { TaohuaError } from '../model/errors.js';
import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import type { FormulaBank } from './bank.js';
import { thresholdOf } from './threshold.js';

export interface FlagOptions extends Running {
  /** Nothing but these texts is known: no corpus statistics, no formula set apart. Default false. */
  readonly pairwise?: boolean;
  /** Shortest copied stretch of a draft, in characters of the text. Default 50, and 1 with `pairwise`. */
  readonly minChars?: number;
  /** Shortest stretch of a source, in characters of the text. Default `minChars`. */
  readonly minSourceChars?: number;
  /** Bits of surprise from which an agreement counts. Default 60, and 45 with `pairwise`. */
  readonly minBits?: number;
  /**
   * With `pairwise`: also look for a stretch that sums up a whole source. Default false. This and minimal lengths of 100 and
   * 225 characters are what the cases of the PAN 2013 corpus call for; reports do not.
   */
  readonly summaries?: boolean;
  /** Also report agreement that formulas explain. Default false. */
  readonly formulas?: boolean;
  /** Issuers a wording needs to be a formula: a share of all issuers below 1, a count from 2 on. Default 2 %, at least 3. */
  readonly minIssuers?: number;
  /** Formulas learned from a larger corpus. */
  readonly bank?: FormulaBank;
  /**
   * Whether counts that ship with taohua may tell what everybody says, where the reports are of few issuers. Default true; never
   * with `pairwise`.
   */
  readonly shipped?: boolean;
  /** Texts that may be copied: a template, the own report of last year. */
  readonly base?: readonly Report[];
}

export interface Limits {
  readonly minChars: number;
  readonly minSourceChars: number;
  readonly minBits: number;
  readonly minIssuers: number;
}

const MIN_CHARS = 50;
const MIN_BITS = 60;
/** Bits from which an agreement of two texts is looked at. */
export const PAIR_BITS = 45;

/** The options with every default in place, for a corpus of so many issuers; throws for a number that is none. */
export function limitsOf(options: FlagOptions, issuers = 0): Limits {
  const minChars = options.minChars ?? (options.pairwise ? 1 : MIN_CHARS);
  const limits = {
    minChars,
    minSourceChars: options.minSourceChars ?? minChars,
    minBits: options.minBits ?? (options.pairwise ? PAIR_BITS : MIN_BITS),
    minIssuers: thresholdOf(issuers, options.minIssuers),
  };
  for (const [name, value] of Object.entries(limits)) {
    if (!(value >= 0)) throw new TaohuaError('bad-argument', `${name} is ${value}; it must be a number from 0 on.`);
  }
  return limits;
}
