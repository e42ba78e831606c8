/**
 * Pairs of tokens where the same telling run stands: eight tokens with enough literals, not all said by everybody, that few
 * issuers have. Runs are grouped by their hash, slice by slice, so that memory has a bound; a group makes a few links,
 * never all its pairs, so that what everybody says costs no more than what one says.
 */

import type { Corpus } from './corpus.js';
import { linksInWords } from './links-js.js';
import { linksInWasm } from './links-wasm.js';

/** One part of the hashes. */
export interface Slice {
  readonly index: number;
  readonly of: number;
}

/** Links in blocks: two tokens each, side by side, the first the smaller. */
export type Links = readonly Uint32Array[];

/** Runs entered at a time: some 200 MB. */
const SLICE = 12_000_000;

/** `explained`: tokens that formulas explain; `maxIssuers`: a run in more issuers points nowhere. Cost: linear. */
export function linksOf(corpus: Corpus, explained: Uint8Array, maxIssuers: number): Links {
  const links: Uint32Array[] = [];
  const of = Math.max(1, Math.ceil(corpus.tokens.length / SLICE));
  for (let index = 0; index < of; index++) {
    const slice = { index, of };
    const found =
      linksInWasm(corpus, explained, maxIssuers, slice) ?? linksInWords(corpus, explained, maxIssuers, slice);
    for (const block of found) links.push(block);
  }
  return links;
}

/** Calls `meet` with both tokens of each link. */
export function eachLink(links: Links, meet: (a: number, b: number) => void): void {
  for (let k = 0; k < links.length; k++) {
    const block = links[k]!;
    for (let i = 0; i < block.length; i += 2) meet(block[i]!, block[i + 1]!);
  }
}
