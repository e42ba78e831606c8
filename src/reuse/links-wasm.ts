/** Links found by the kernel (wasm/links.ts): reports pass through its memory one by one, links come out in blocks. */

import { instantiateCopies } from './copies-module.js';
import type { Corpus } from './corpus.js';
import type { Links, Slice } from './links.js';
import { Layout } from './wasm-kernel.js';

/** Links written a call; and a run of n documents may add three times as many. */
const ENOUGH = 1 << 16;
const MOST_OF_A_RUN = 3;
/** Digits that a hash is sorted by, and bytes of the counts of one. */
const DIGITS = 3;
const COUNTS = 4 * 2 ** 11;
/** Bytes of an entry, and of a link. */
const ENTRY = 8;
const LINK = 8;

/** As `linksInWords`; undefined where the kernel cannot be had. Cost: linear. */
export function linksInWasm(
  corpus: Corpus,
  explained: Uint8Array,
  maxIssuers: number,
  slice: Slice,
): Links | undefined {
  const { starts, documents, tokens } = corpus;
  let longest = 0;
  for (let d = 0; d < documents.length; d++) longest = Math.max(longest, starts[d + 1]! - starts[d]!);
  // A slice of many holds its share and a little more; of a corpus that repeats itself perhaps much more: see below.
  const room = Math.min(tokens.length, Math.ceil((tokens.length / slice.of) * 1.2) + 1024);
  const layout = new Layout();
  const countsAt = layout.take(COUNTS);
  const startsAt = layout.take(4 * (documents.length + 1));
  const issuersAt = layout.take(4 * documents.length);
  const heldAt = layout.take(4 * documents.length);
  const idsAt = layout.take(4 * longest);
  const kindsAt = layout.take(longest);
  const explainedAt = layout.take(longest);
  const outAt = layout.take(LINK * (ENOUGH + MOST_OF_A_RUN * documents.length + 64));
  const entriesAt = layout.take(ENTRY * room);
  const othersAt = layout.take(ENTRY * room);
  const kernel = instantiateCopies(layout.size);
  if (kernel === undefined) return undefined;
  const { buffer } = kernel.memory;
  new Uint32Array(buffer, startsAt, starts.length).set(starts);
  const issuers = new Uint32Array(buffer, issuersAt, documents.length);
  for (const [d, { issuer }] of documents.entries()) issuers[d] = issuer;
  const ids = new Uint32Array(buffer, idsAt, longest);
  const kinds = new Uint8Array(buffer, kindsAt, longest);
  const known = new Uint8Array(buffer, explainedAt, longest);

  kernel.arrangeEntries(entriesAt, othersAt, room, countsAt);
  kernel.arrangeDocuments(startsAt, issuersAt, documents.length, heldAt);
  kernel.openSlice(slice.index, slice.of, maxIssuers);
  for (let d = 0; d < documents.length; d++) {
    const [from, to] = [starts[d]!, starts[d + 1]!];
    ids.set(tokens.id.subarray(from, to));
    kinds.set(tokens.kind.subarray(from, to));
    known.set(explained.subarray(from, to));
    // More than was laid out for: one run fills most of a corpus. Words find room as they go.
    if (kernel.enterRuns(idsAt, kindsAt, explainedAt, to - from, from) === 0) return undefined;
  }
  for (let digit = 0; digit < DIGITS; digit++) kernel.sortByDigit(digit);
  const links: Uint32Array[] = [];
  const count = kernel.entryCount();
  for (let entry = 0; entry < count; entry = kernel.nextEntry()) {
    const end = kernel.linkRuns(entry, outAt, ENOUGH);
    if (end > outAt) links.push(new Uint32Array(buffer, outAt, (end - outAt) >> 2).slice());
  }
  return links;
}
