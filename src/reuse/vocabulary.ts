/**
 * The units of a draft numbered from 0, so that counting is indexing. Sources are read in the draft's numbers: a unit
 * that the draft does not have can explain nothing in it and gets one number for all.
 */

import type { Shingles } from './shingles.js';

export interface Vocabulary {
  /** Distinct units of the draft; `size` is the number of every foreign unit, `size + 1` of every explained token. */
  readonly size: number;
  readonly slots: Int32Array;
  readonly ids: Uint32Array;
  /** The draft in these numbers. */
  readonly word: Int32Array;
}

/** One text in the numbers of a vocabulary. */
export interface Side {
  readonly shingles: Shingles;
  readonly length: number;
  readonly word: Int32Array;
  /** Occurrences of each number. */
  readonly count: Int32Array;
}

/** The numbers are given in the order in which units first appear. Cost: linear. */
export function vocabularyOf({ id: identity, length }: Shingles): Vocabulary {
  let capacity = 64;
  while (capacity < length * 2) capacity *= 2;
  const slots = new Int32Array(capacity);
  const ids = new Uint32Array(length);
  const word = new Int32Array(length);
  const mask = capacity - 1;
  let size = 0;
  for (let i = 0; i < length; i++) {
    const id = identity[i]!;
    let at = spread(id) & mask;
    for (;;) {
      const held = slots[at]!;
      if (held === 0) {
        ids[size] = id;
        word[i] = size;
        slots[at] = ++size;
        break;
      }
      if (ids[held - 1] === id) {
        word[i] = held - 1;
        break;
      }
      at = (at + 1) & mask;
    }
  }
  return { size, slots, ids, word };
}

/** The draft itself, whose units are numbered already. */
export function draftSide(shingles: Shingles, vocabulary: Vocabulary): Side {
  if (shingles.explained) return sideOf(shingles, vocabulary);
  const { length } = shingles;
  const { size, word } = vocabulary;
  const count = new Int32Array(size + 2);
  for (let i = 0; i < length; i++) count[word[i]!]!++;
  return { shingles, length, word, count };
}

export function sideOf(shingles: Shingles, vocabulary: Vocabulary): Side {
  const { size, slots, ids } = vocabulary;
  const mask = slots.length - 1;
  const { id: identity, length, explained } = shingles;
  const word = new Int32Array(length);
  const count = new Int32Array(size + 2);
  for (let i = 0; i < length; i++) {
    let number = size;
    if (explained?.[i] === 1) number = size + 1;
    else {
      const id = identity[i]!;
      let at = spread(id) & mask;
      for (let held = slots[at]!; held !== 0; held = slots[at]!) {
        if (ids[held - 1] === id) {
          number = held - 1;
          break;
        }
        at = (at + 1) & mask;
      }
    }
    word[i] = number;
    count[number]!++;
  }
  return { shingles, length, word, count };
}

function spread(id: number): number {
  return Math.imul(id ^ (id >>> 16), 0x9e3779b1) >>> 7;
}
