/**
 * Surprise: the bits of a passage (passages.ts) less what the search itself explains. Who looks at a thousand times as
 * much text finds chance agreement a thousand times as often; log2 of the text searched is taken off, as an E-value does.
 */

/** Tokens of a source that count as one search: about one report's share of a comparison. */
const SEARCH_UNIT = 10_000;

/** Bits to take off when sources of so many tokens in all were searched; 0 for a single report. */
export function searchBits(tokens: number): number {
  return Math.log2(Math.max(1, tokens / SEARCH_UNIT));
}
