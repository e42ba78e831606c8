/**
 * How alike two short aligned stretches are, by edit distance: Myers' bit vectors (1999). Clauses, which one word holds, go to
 * the package; its collator path depends on the locale and is never taken. Longer stretches go through blocks of 32 units of the
 * shorter text, |a|·|b| / 32 steps: the package makes strings and packs carries there, and takes twice the time.
 */

import clauseDistance from 'fast-levenshtein';

/** Units that one word of bits holds. */
const BLOCK = 32;
const MORE = 1;

/** Which units of the block of the pattern are this unit; all 0 between two blocks. */
const equal = new Int32Array(0x10000);
let text = new Uint16Array(0);
let pattern = new Uint16Array(0);
/** What the row of cells above a block hands down at each unit of the text: 1 for one more than to the left, 2 for one less. */
let handed = new Uint8Array(0);

/** Insertions, deletions and replacements of UTF-16 units that turn `a` into `b`. */
export function levenshtein(a: string, b: string): number {
  const [longer, shorter] = a.length < b.length ? [b, a] : [a, b];
  if (longer.length <= BLOCK) return clauseDistance.get(longer, shorter);
  if (longer.length > text.length) {
    text = new Uint16Array(2 * longer.length);
    handed = new Uint8Array(2 * longer.length);
  }
  if (shorter.length > pattern.length) pattern = new Uint16Array(2 * shorter.length);
  put(longer, text);
  put(shorter, pattern);
  // What both begin and end with changes no distance, and of a copy it is most.
  let from = 0;
  while (from < shorter.length && text[from] === pattern[from]) from++;
  let end = longer.length;
  let last = shorter.length;
  while (last > from && text[end - 1] === pattern[last - 1]) {
    end--;
    last--;
  }
  return last === from ? end - from : distance(from, end, last);
}

function put(from: string, room: Uint16Array): void {
  for (let i = 0; i < from.length; i++) room[i] = from.charCodeAt(i);
}

/** From `text[from, end)` to `pattern[from, last)`, of which there is something. */
function distance(from: number, end: number, last: number): number {
  for (let i = from; i < end; i++) handed[i] = MORE;
  let cost = 0;
  for (let first = from; first < last; first += BLOCK) {
    const next = Math.min(last, first + BLOCK);
    for (let i = first; i < next; i++) equal[pattern[i]!]! |= 1 << (i - first);
    cost = first - from + costOfBlock(from, end, next - first - 1);
    for (let i = first; i < next; i++) equal[pattern[i]!] = 0;
  }
  return cost;
}

/**
 * One block over the text; gives what its row `low` costs at the end, over the row above it at the start. `up` and `down`: the
 * units of the block that cost one more, or one less, than the unit above them.
 */
function costOfBlock(from: number, end: number, low: number): number {
  const units = text;
  const rows = handed;
  let up = -1;
  let down = 0;
  let cost = low + 1;
  for (let i = from; i < end; i++) {
    const above = rows[i]!;
    const less = above >>> 1;
    const same = equal[units[i]!]!;
    const met = same | less;
    const across = (((met & up) + up) ^ up) | met;
    const more = down | ~(across | up);
    const fewer = up & across;
    rows[i] = (more >>> 31) | ((fewer >>> 30) & 2);
    cost += ((more >>> low) & 1) - ((fewer >>> low) & 1);
    const moreLeft = (more << 1) | (above & MORE);
    const changed = same | down;
    up = (fewer << 1) | less | ~(changed | moreLeft);
    down = moreLeft & changed;
  }
  return cost;
}

/** Share of the longer string's units that agree when both are aligned, 0..1; two empty strings are identical. */
export function identityOf(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - levenshtein(a, b) / longer;
}
