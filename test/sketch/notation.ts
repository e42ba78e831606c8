/** Passages written as strings: `passages('春眠', '不觉晓')`. Shared by the tests of the room. */

import type { Passages } from '../../src/sketch/kernel.js';

export function passages(...texts: readonly string[]): { symbols: Uint16Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(texts.length + 1);
  const joined = texts.join('');
  const symbols = Uint16Array.from({ length: joined.length }, (_, i) => joined.charCodeAt(i));
  texts.forEach((text, i) => {
    offsets[i + 1] = offsets[i]! + text.length;
  });
  return { symbols, offsets };
}

/** The same passages with 32-bit symbols, as the matching layer has them. */
export function widen({ symbols, offsets }: Passages): { symbols: Uint32Array; offsets: Uint32Array } {
  return { symbols: Uint32Array.from(symbols), offsets };
}

/** Jaccard of the shingle sets, as the definition says it. */
export function naiveJaccard(a: string, b: string, k: number): number {
  const left = naiveShingles(a, k);
  const right = naiveShingles(b, k);
  let shared = 0;
  for (const shingle of left) if (right.has(shingle)) shared++;
  return shared / (left.size + right.size - shared);
}

export function naiveShingles(text: string, k: number): Set<string> {
  if (text.length < k) return new Set([text]);
  return new Set(Array.from({ length: text.length - k + 1 }, (_, i) => text.slice(i, i + k)));
}
