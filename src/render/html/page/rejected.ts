/**
 * What the page shows once the reader took some formulas for none: their characters are the report's own words. Every
 * view reads these documents, so that bars, strips, texts and matrix agree with the numbers.
 */

import { LABELS, type PageDocument } from '../page-data.js';

const OWN = String(LABELS.indexOf('specific'));
const FORMULA = String(LABELS.indexOf('formula'));
const SLOT = String(LABELS.indexOf('slot'));
const COPIED = String(LABELS.indexOf('copied'));

/** `rejected`: numbers of formulas, counting from 1 as `refs` does. Linear in the labels; the same object when nothing changes. */
export function withoutFormulas(document: PageDocument, rejected: ReadonlySet<number>): PageDocument {
  if (rejected.size === 0 || !document.refs.some((number) => rejected.has(number))) return document;
  const refs: number[] = [];
  let kinds = '';
  let ref = 0;
  for (const kind of document.kinds) {
    if (kind !== FORMULA && kind !== SLOT && kind !== COPIED) {
      kinds += kind;
      continue;
    }
    const number = document.refs[ref++] ?? 0;
    if (kind !== COPIED && rejected.has(number)) kinds += OWN;
    else {
      kinds += kind;
      refs.push(number);
    }
  }
  return { ...document, kinds, refs };
}
