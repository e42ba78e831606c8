/** A stable name for a report: the same path and content give the same id, on any machine and in any order. */

import { unitsOfText } from '../text/utf16.js';

/** `'dir/a.txt'`, second report → `'a.txt#2-1f0c9a…'`. `content` is the report's own text. */
export function reportId(path: string | undefined, number: number, content: string): string {
  const name = path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) ?? 'text';
  return `${name}#${number}-${hash53(`${path ?? ''}\u0000`, content)}`;
}

/** 53 bits in base 36 of the texts as one: two multiply-and-xor lanes (cyrb53), enough to tell apart any set of files a person can hold. */
export function hash53(...texts: readonly string[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const text of texts) {
    const units = unitsOfText(text);
    for (let i = 0; i < units.length; i++) {
      const unit = units[i]!;
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}
