/**
 * What equality alone settles: units with the same tokens form a class, and a class that stands once on each side is an
 * anchor (patience difference, Cohen). From an anchor outwards, equal neighbours are linked too. This keeps the costly
 * search to what really changed, and sentences that are repeated many times from meeting each other pair by pair.
 */

import type { UnitRows } from './features.js';

export interface Classes {
  /** Class of each unit; equal units of either side share one. */
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly count: number;
}

/** Tokens an anchor needs: shorter units are equal by chance. */
const ANCHOR_TOKENS = 8;

/** Cost: linear in the tokens. */
export function classify(a: UnitRows, b: UnitRows): Classes {
  const known = new Map<number, { rows: UnitRows; unit: number; name: number }>();
  const name = (rows: UnitRows, unit: number): number => {
    let key = hashOf(rows, unit);
    for (;;) {
      const other = known.get(key);
      if (!other) {
        known.set(key, { rows, unit, name: known.size });
        return known.size - 1;
      }
      if (isEqual(rows, unit, other.rows, other.unit)) return other.name;
      key++;
    }
  };
  const nameAll = (rows: UnitRows): Uint32Array => {
    const names = new Uint32Array(rows.first.length - 1);
    for (let i = 0; i < names.length; i++) names[i] = name(rows, i);
    return names;
  };
  const [inA, inB] = [nameAll(a), nameAll(b)];
  return { a: inA, b: inB, count: known.size };
}

/** Partner in B of each unit of A that equality settles; -1 for the others. Cost: linear in the units. */
export function anchor(a: UnitRows, classes: Classes): Int32Array {
  const partner = new Int32Array(classes.a.length).fill(-1);
  const takenB = new Uint8Array(classes.b.length);
  const onlyA = onlyUnits(classes.a, classes.count);
  const onlyB = onlyUnits(classes.b, classes.count);
  for (let c = 0; c < classes.count; c++) {
    const [i, j] = [onlyA[c]!, onlyB[c]!];
    if (i < 0 || j < 0 || a.first[i + 1]! - a.first[i]! < ANCHOR_TOKENS) continue;
    partner[i] = j;
    takenB[j] = 1;
  }
  for (const step of [1, -1]) {
    const size = partner.length;
    for (let n = 0; n < size; n++) {
      const i = step > 0 ? n : size - 1 - n;
      const j = partner[i]! + step;
      const next = i + step;
      if (partner[i]! < 0 || next < 0 || next >= size || j < 0 || j >= takenB.length) continue;
      if (partner[next]! >= 0 || takenB[j] || classes.a[next] !== classes.b[j]) continue;
      partner[next] = j;
      takenB[j] = 1;
    }
  }
  return partner;
}

/** The one unit of each class; -1 where there is none, -2 where there are several. */
function onlyUnits(names: Uint32Array, count: number): Int32Array {
  const only = new Int32Array(count).fill(-1);
  names.forEach((name, unit) => {
    only[name] = only[name] === -1 ? unit : -2;
  });
  return only;
}

function hashOf({ tokens, first }: UnitRows, unit: number): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let t = first[unit]!; t < first[unit + 1]!; t++) {
    low = Math.imul(low ^ tokens.id[t]!, 0x01000193);
    high = Math.imul(high ^ tokens.id[t]!, 0x85ebca6b);
    high ^= high >>> 15;
  }
  return (high & 0xfffff) * 0x100000000 + (low >>> 0);
}

function isEqual(p: UnitRows, i: number, q: UnitRows, j: number): boolean {
  const [from, other] = [p.first[i]!, q.first[j]!];
  const length = p.first[i + 1]! - from;
  if (q.first[j + 1]! - other !== length) return false;
  for (let t = 0; t < length; t++) if (p.tokens.id[from + t] !== q.tokens.id[other + t]) return false;
  return true;
}
