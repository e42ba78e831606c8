/**
 * Which documents does a draft draw on? FracMinHash (Irber et al. 2022): of each document the shingle hashes below a
 * threshold are kept, one in 16, and an inverted index counts how many of the draft's stand in each document. Unlike
 * MinHash the sample grows with the document, so that a short draft inside a long report is still seen.
 */

import { TaohuaError } from '../model/errors.js';
import type { Passages } from './kernel.js';
import { checkInteger, checkOffsets, type Symbols } from './params.js';
import { sortByKey } from './radix.js';
import { hashShingles, seedOffset, shingleCount } from './shingle.js';

export interface ContainmentOptions {
  /**
   * Symbols in a shingle. Default 5, range 1–64: over a whole document 3-grams of common words meet by chance, 5-grams
   * rarely do.
   */
  readonly k?: number;
  /** One hash in `fraction` is kept. Default 16, range 1–65,536. The error grows with its root: .008 at C = .05. */
  readonly fraction?: number;
  /** Unsigned 32-bit. Default 1. */
  readonly seed?: number;
}

export interface ContainmentIndex {
  readonly documents: number;
  /**
   * Share of the draft's distinct shingles that stand in each document, estimated, 0..1. Cost: the postings of the
   * draft's hashes. A draft of which no hash was kept gives zeros.
   */
  query(symbols: Symbols): Float64Array;
}

/** Distinct kept hashes of symbols[start, end), in no order that means anything. */
type Sampler = (passages: Passages, document: number) => Uint32Array;

/** An index of documents to ask how much of a draft stands in each. Cost: linear in the text; 4 bytes a kept hash and 12 to find it. */
export function buildContainmentIndex(documents: Passages, options: ContainmentOptions = {}): ContainmentIndex {
  const k = checkInteger('k', options.k ?? 5, 1, 64);
  const fraction = checkInteger('fraction', options.fraction ?? 16, 1, 65_536);
  const seed = checkInteger('seed', options.seed ?? 1, 0, 2 ** 32 - 1);
  const count = checkOffsets(documents.symbols, documents.offsets);
  const sample = createSampler({ k, seed, most: Math.floor((2 ** 32 - 1) / fraction) });
  const samples = Array.from({ length: count }, (_, document) => sample(documents, document));
  const index = invert(samples);
  const shared = new Uint32Array(count);
  return {
    documents: count,
    query(symbols) {
      const hashes = sample({ symbols, offsets: new Uint32Array([0, symbols.length]) }, 0);
      shared.fill(0);
      for (const hash of hashes) {
        const at = index.find(hash);
        if (at < 0) continue;
        for (let p = index.starts[at]!; p < index.starts[at + 1]!; p++) shared[index.documents[p]!]!++;
      }
      return Float64Array.from(shared, (n) => (hashes.length === 0 ? 0 : n / hashes.length));
    },
  };
}

function createSampler({
  k,
  seed,
  most,
}: {
  readonly k: number;
  readonly seed: number;
  readonly most: number;
}): Sampler {
  const offset = seedOffset(seed);
  const piece = 65_536;
  const hashes = new Uint32Array(piece);
  let kept = new Uint32Array(1024);
  return ({ symbols, offsets }, document) => {
    const start = offsets[document]!;
    const end = offsets[document + 1]!;
    const total = shingleCount(end - start, k);
    let n = 0;
    for (let done = 0; done < total; done += piece) {
      const stop = Math.min(end, start + done + piece + k - 1);
      const count = hashShingles({ symbols, start: start + done, end: stop }, k, offset, hashes);
      for (let i = 0; i < count; i++) {
        if (hashes[i]! > most) continue;
        if (n === kept.length) {
          const grown = new Uint32Array(2 * n);
          grown.set(kept);
          kept = grown;
        }
        kept[n++] = hashes[i]!;
      }
    }
    return distinct(kept.subarray(0, n));
  };
}

/** Sorts in place and drops what repeats. */
function distinct(values: Uint32Array): Uint32Array {
  values.sort();
  let n = 0;
  for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[i - 1]) values[n++] = values[i]!;
  return values.slice(0, n);
}

interface Inverted {
  /** Documents of hash number h: documents[starts[h] .. starts[h + 1]), ascending. */
  readonly documents: Uint32Array;
  readonly starts: Uint32Array;
  /** Number of a hash, -1 when no document has it. */
  find(hash: number): number;
}

function invert(samples: readonly Uint32Array[]): Inverted {
  const total = samples.reduce((sum, sample) => sum + sample.length, 0);
  if (total > 2 ** 31) {
    throw new TaohuaError(
      'too-large',
      `The documents have ${total} kept hashes; at most ${2 ** 31} fit. Raise fraction.`,
    );
  }
  const keys = new Uint32Array(total);
  const owners = new Uint32Array(total);
  let at = 0;
  samples.forEach((sample, document) => {
    keys.set(sample, at);
    owners.fill(document, at, at + sample.length);
    at += sample.length;
  });
  sortByKey(keys, owners);
  const starts = new Uint32Array(total + 1);
  const slots = 2 ** Math.ceil(Math.log2(2 * total + 2));
  const table = new Int32Array(slots).fill(-1);
  const names = new Uint32Array(total);
  const slotOf = (hash: number): number => {
    let slot = Math.imul(hash, 0x9e3779b1) & (slots - 1);
    while (table[slot]! >= 0 && names[table[slot]!] !== hash) slot = (slot + 1) & (slots - 1);
    return slot;
  };
  let n = 0;
  for (let i = 0; i < total; i++) {
    if (i > 0 && keys[i] === keys[i - 1]) continue;
    names[n] = keys[i]!;
    starts[n] = i;
    table[slotOf(keys[i]!)] = n++;
  }
  starts[n] = total;
  return { documents: owners, starts, find: (hash) => table[slotOf(hash)]! };
}
