/** The stages that can be inspected, without the code behind them: help must not load the whole program. */

export const WHAT = {
  decode: 'format, encoding, and what was wrong with the bytes',
  repair: 'corrections, the original beside the replacement',
  outline: 'reports, headings, who, where, when',
  normalise: 'the layer that matching reads',
  shingles: 'distinct 3-grams of each sentence',
  signature: 'estimate beside exact Jaccard of similar sentences',
  bands: 'the S-curve of the banding',
  candidates: 'candidate pairs of sentences',
  repeats: 'every stretch of 13 characters or more that stands twice',
  links: 'matched sentences of two reports',
  label: 'why the character at an offset has its label',
} as const;

export type StageName = keyof typeof WHAT;

export const STAGE_NAMES: readonly StageName[] = Object.keys(WHAT) as StageName[];
