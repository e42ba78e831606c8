/** What makes a seed of a closed repeat: what its edges must not be torn from, and how much it must say that others do not. */

/** A piece of a neighbouring clause shorter than this (literals) is cut off with its clause mark. */
export const FRAGMENT: number = 6;
/** What an occurrence must still have uncovered to speak for a seed: literals, and share of its own. */
export const FRESH: number = 5;
export const FRESH_SHARE: number = 0.5;
/** An uncovered stretch of a refused repeat that is worth a seed of its own. Literals. */
export const STRETCH: number = 8;

/** Words that belong to what stands behind them, and words that belong to what stands before them. */
export const LOOSE_END: ReadonlySet<number> = new Set(
  [...'的和与及在对将以把为从向由是等'].map((c) => c.charCodeAt(0)),
);
export const LOOSE_START: ReadonlySet<number> = new Set([...'的了和与及等'].map((c) => c.charCodeAt(0)));
