/**
 * Text as folded UTF-16 units for matching: full-width ASCII to half-width, every space to one, and Traditional to
 * Simplified where the text is Traditional. Unit for unit, so that offsets stay those of the text. Never NFKC: it
 * would change lengths, and 〇 ℃ ㎡ mean something here.
 */

import { simplifiedUnits } from './script.js';
import { unitsOfText } from './utf16.js';

const tables: (Uint16Array | undefined)[] = [undefined, undefined];

/** Small forms, dashes of one column, tildes and crosses. The dash — stays: two of them are a Chinese dash. */
const PAIRS = '∶: ﹕: ﹑、 ﹐, ﹔; ﹖? ﹗! ﹪% –- −- ‐- ‑- 〜~ ∼~ 〔( 〕) ✕× ╳× ✖× ﹡* ∗*'.split(' ');

/** The folded unit of each BMP unit; made once a script. */
export function foldTable(traditional: boolean): Uint16Array {
  const known = tables[traditional ? 1 : 0];
  if (known) return known;
  const fold = new Uint16Array(0x10000);
  const script = traditional ? simplifiedUnits() : undefined;
  for (let unit = 0; unit < fold.length; unit++) fold[unit] = script?.[unit] ?? unit;
  for (let unit = 0xff01; unit <= 0xff5e; unit++) fold[unit] = unit - 0xfee0;
  for (const space of [0x09, 0xa0, 0x2002, 0x2003, 0x2009, 0x200b, 0x200c, 0x200d, 0x2060, 0x3000, 0xad, 0xfeff])
    fold[space] = 0x20;
  for (const end of [0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]) fold[end] = 0x0a;
  for (const pair of PAIRS) fold[pair.charCodeAt(0)] = pair.charCodeAt(1);
  tables[traditional ? 1 : 0] = fold;
  return fold;
}

/** `text` folded, one unit for one. Cost: linear. */
export function foldUnits(text: string, traditional: boolean): Uint16Array {
  return foldedOnce(text, traditional).units.slice();
}

export interface FoldedOnce {
  /** Good until units of another text are asked for. */
  readonly units: Uint16Array;
  /** No unit is larger. */
  readonly most: number;
}

/** The same for who reads the units at once. */
export function foldedOnce(text: string, traditional: boolean): FoldedOnce {
  const fold = foldTable(traditional);
  const units = unitsOfText(text);
  return { units, most: foldAll(units, fold) };
}

/** Folds units in place; all of their bits. A loop of its own: what stands behind a long one is not known to engines when it is compiled. */
function foldAll(units: Uint16Array, fold: Uint16Array): number {
  let most = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = fold[units[i]!]!;
    units[i] = unit;
    most |= unit;
  }
  return most;
}
