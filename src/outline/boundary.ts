/**
 * How much a place between two characters looks like a clause boundary whose sign was lost. Learnt from the text itself:
 * which character pairs end clauses and which begin them, against how often they stand anywhere (naive Bayes over the pair
 * to the left and the pair to the right, backed off to single characters). Used where headings run into the body.
 */

/** Log-odds, base e, of a boundary in `text` right before offset `at`; about 0 where nothing speaks for or against. */
export type BoundaryModel = (text: string, at: number) => number;

const TABLE = 1 << 16;
/** Weight of the back-off, in occurrences. */
const PRIOR = 3;
/** Share of characters that begin a clause, in official prose. */
const BASE = 0.1;
/** Units learnt from at most: more changes little. */
const ENOUGH = 400_000;
/** What it costs a cut that its four characters stand together elsewhere. */
const TOGETHER = 1.5;

/** Counts the pairs of a folded text. Cost: linear. */
export function boundaryModel(units: Uint16Array): BoundaryModel {
  const four = new Uint8Array(TABLE * 8);
  const total1 = new Uint16Array(TABLE);
  const total2 = new Uint16Array(TABLE);
  const start1 = new Uint16Array(TABLE);
  const start2 = new Uint16Array(TABLE);
  const end1 = new Uint16Array(TABLE);
  const end2 = new Uint16Array(TABLE);
  // Five units in a row: the two before, the one counted, the two behind it.
  let before = 0;
  let previous = 0;
  // Beyond the end stands nothing; asking there for a unit makes the whole loop slow.
  const length = Math.min(units.length, ENOUGH);
  let unit = length > 0 ? units[0]! : 0;
  let next = length > 1 ? units[1]! : 0;
  let second = length > 2 ? units[2]! : 0;
  let opens = true;
  for (let i = 0; i < length; i++) {
    const third = i + 3 < length ? units[i + 3]! : 0;
    const sign = SIGNS[unit] === 1;
    if (sign) {
      if (!opens && i > 1) {
        bump(end1, previous);
        bump(end2, pair(before, previous));
      }
    } else {
      const both = pair(unit, next);
      bump(total1, unit);
      bump(total2, both);
      const key = mixed(unit, next, second, third);
      if (four[key] !== 2) four[key]!++;
      if (opens) {
        bump(start1, unit);
        bump(start2, both);
      }
    }
    opens = sign;
    before = previous;
    previous = unit;
    unit = next;
    next = second;
    second = third;
  }
  return (text, at) => {
    const left = text.charCodeAt(at - 1);
    const leftPair = pair(text.charCodeAt(at - 2), left);
    const right = text.charCodeAt(at);
    const rightPair = pair(right, text.charCodeAt(at + 1));
    const startsAlone = share(start1[right], total1[right], BASE);
    const starts = share(start2[rightPair], total2[rightPair], startsAlone);
    const endsAlone = share(end1[left], total1[left], BASE);
    const ends = share(end2[leftPair], total2[leftPair], endsAlone);
    const elsewhere = (four[around(text, at)] ?? 0) > 1 ? TOGETHER : 0;
    return Math.log(starts / BASE) + Math.log(ends / BASE) - elsewhere;
  };
}

/** Key of the two units before `at` and the two behind it. */
function around(text: string, at: number): number {
  return mixed(text.charCodeAt(at - 2), text.charCodeAt(at - 1), text.charCodeAt(at), text.charCodeAt(at + 1));
}

function mixed(a: number, b: number, c: number, d: number): number {
  const before = Math.imul(a, 0x2c9277b5) ^ Math.imul(b, 0x1b873593);
  const behind = Math.imul(c, 0xcc9e2d5) ^ Math.imul(d, 0x85ebca6b);
  const all = Math.imul(before ^ (before >>> 15) ^ behind, 0x2545f491);
  return (all ^ (all >>> 13)) & (TABLE * 8 - 1);
}

function share(count = 0, of = 0, prior: number): number {
  return (count + PRIOR * prior) / (of + PRIOR);
}

function bump(counts: Uint16Array, key: number): void {
  const count = counts[key]!;
  if (count < 0xffff) counts[key] = count + 1;
}

function pair(a: number, b: number): number {
  return (Math.imul(a, 0x9e37) ^ Math.imul(b, 0x85eb)) & (TABLE - 1);
}

/** 1 for whatever is no letter, Han character or digit: it separates clauses here. */
const SIGNS: Uint8Array = new Uint8Array(0x10000)
  .fill(1)
  .fill(0, 0x3400, 0xa000)
  .fill(0, 0x30, 0x3a)
  .fill(0, 0x41, 0x5b)
  .fill(0, 0x61, 0x7b);
