/** Exact copies collapse first: passages with equal signatures become one, so that a sentence said everywhere is cheap. */

import { createKeyTable } from './key-table.js';
import type { Signatures } from './sign.js';

export interface Copies {
  /** The first passage of each class of equal signatures, ascending. */
  readonly first: Uint32Array;
  /** Class c is members[starts[c] .. starts[c + 1]), ascending. */
  readonly members: Uint32Array;
  readonly starts: Uint32Array;
}

export function collapseCopies(signatures: Signatures, permutations: number): Copies {
  const passages = signatures.length / permutations;
  const owner = findOwners(signatures, permutations);
  const classOf = new Uint32Array(passages);
  let classes = 0;
  for (let i = 0; i < passages; i++) classOf[i] = owner[i] === i ? classes++ : classOf[owner[i]!]!;
  const first = new Uint32Array(classes);
  const starts = new Uint32Array(classes + 1);
  for (let i = 0; i < passages; i++) {
    if (owner[i] === i) first[classOf[i]!] = i;
    starts[classOf[i]! + 1]!++;
  }
  for (let c = 0; c < classes; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice(0, classes);
  const members = new Uint32Array(passages);
  for (let i = 0; i < passages; i++) members[next[classOf[i]!]!++] = i;
  return { first, members, starts };
}

/** The first passage with the same signature: by a hash of the whole row, then value by value. */
function findOwners(signatures: Signatures, permutations: number): Uint32Array {
  const passages = signatures.length / permutations;
  const keys = new Uint32Array(passages);
  for (let i = 0, row = 0; i < passages; i++, row += permutations) {
    let h = 0;
    for (let c = row; c < row + permutations; c++) h = Math.imul(h ^ signatures[c]!, 0x9e3779b1);
    h ^= h >>> 15;
    keys[i] = Math.imul(h, 0x85ebca6b);
  }
  const owner = new Uint32Array(passages);
  for (let i = 0; i < passages; i++) owner[i] = i;
  const table = createKeyTable(passages).enter(keys);
  for (let piece = 0; piece < table.pieces; piece++) {
    const { members, starts, count } = table.group(piece);
    for (let g = 0; g < count; g++) {
      let end = starts[g + 1]!;
      // Members that differ from the first in spite of the hash stay for another round.
      for (const from = starts[g]!; end - from > 1; ) {
        const head = members[from]!;
        let left = from;
        for (let m = from + 1; m < end; m++) {
          const member = members[m]!;
          if (sameRow(signatures, permutations, head, member)) owner[member] = head;
          else members[left++] = member;
        }
        end = left;
      }
    }
  }
  return owner;
}

function sameRow(signatures: Signatures, permutations: number, i: number, j: number): boolean {
  const a = i * permutations;
  const b = j * permutations;
  for (let c = 0; c < permutations; c++) if (signatures[a + c] !== signatures[b + c]) return false;
  return true;
}
