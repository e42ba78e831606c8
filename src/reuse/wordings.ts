/**
 * The wordings that a corpus taught, as they can be kept: what its formulas read, with all that finding them in a text took
 * from the corpus. One draft after another is then held against them.
 */

/** Raised when the same reports teach otherwise, or it is written down otherwise: what was kept before is learned anew. */
export const LEARNING = 3;

/** Wording w has columns `start[w]` to `start[w + 1]`; one value a column or a wording in each list. */
export interface Wordings {
  /** Issuers that they were learned from. */
  readonly issuers: number;
  readonly start: Uint32Array;
  /** Identity of each column's token; the kind where it is a slot. */
  readonly id: Uint32Array;
  /** Which of the marks each column has. */
  readonly marks: Uint8Array;
  /** Issuers of each wording. */
  readonly said: Uint32Array;
  /** Votes that each needs, and which of the ends it has. */
  readonly needed: Uint32Array;
  readonly ends: Uint8Array;
}

/** A slot to show, a literal of the wording's own, a column at which a run begins that votes. */
export const Mark = { slot: 1, own: 2, vote: 4 } as const;
/** Occurrences mostly open or close a clause; some literals are the wording's own. */
export const End = { opens: 1, closes: 2, own: 4 } as const;
