/** The same work by other people's packages, or by the data structures one would reach for first. */

import { createRequire } from 'node:module';
import bloomFilters from 'bloom-filters';
import minhash from 'minhash';

const require = createRequire(import.meta.url);

const K = 3;
const VALUES = 128;

/** Shingles as strings, as these packages want them. */
function* shingles({ symbols, offsets }, passage) {
  const text = String.fromCharCode(...symbols.subarray(offsets[passage], offsets[passage + 1]));
  for (let i = 0; i + K <= text.length; i++) yield text.slice(i, i + K);
}

export function signWithMinhash(passages) {
  const signatures = [];
  for (let p = 0; p + 1 < passages.offsets.length; p++) {
    const signature = new minhash.Minhash({ numPerm: VALUES });
    for (const shingle of shingles(passages, p)) signature.update(shingle);
    signatures.push(signature);
  }
  return signatures;
}

/** The package takes numbers only, so it gets the hashes for nothing: `hashes` holds one array a passage. */
export function signWithBloomFilters(hashes) {
  const factory = new bloomFilters.MinHashFactory(VALUES, 2 ** 31 - 1);
  return hashes.map((values) => {
    const signature = factory.create();
    signature.bulkLoad(values);
    return signature;
  });
}

/** Buckets of one band in a Map of strings, as LSH indexes in JavaScript have them. */
export function groupWithMap(signatures, { permutations, rows, band }) {
  const buckets = new Map();
  for (let row = band * rows, i = 0; row < signatures.length; row += permutations, i++) {
    const key = signatures.subarray(row, row + rows).join('.');
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [i]);
    else bucket.push(i);
  }
  let groups = 0;
  for (const bucket of buckets.values()) if (bucket.length > 1) groups++;
  return groups;
}

export function sortWithMnemonist(text) {
  const SuffixArray = require('mnemonist/suffix-array');
  return new SuffixArray(text).array;
}
