/**
 * Which script a text is in, and Traditional folded to Simplified for matching. The fold is character by character:
 * it keeps every offset, and the Traditional copies met in practice were made character by character from mainland
 * wording, so phrase conversion would only add errors. Table: OpenCC, through opencc-js.
 */

import table from 'opencc-js/dict/TSCharacters';
import type { Script } from '../model/report.js';
import { unitsOfText } from './utf16.js';

/** Simplified unit for each BMP unit; identity where nothing is to be folded. Built once, on first use. */
let simplified: Uint16Array | undefined;

function foldTable(): Uint16Array {
  if (simplified) return simplified;
  const fold = new Uint16Array(0x10000);
  for (let unit = 0; unit < fold.length; unit++) fold[unit] = unit;
  for (const entry of table.split('|')) {
    const [from = '', to = ''] = entry.split(' ');
    // 乾 is 乾 in 乾坤 and 乾隆 and 干 elsewhere; 著 and 瞭 likewise read both ways: a wrong fold costs more than none.
    if (from.length === 1 && to.length === 1 && !'乾著瞭'.includes(from)) fold[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  simplified = fold;
  return fold;
}

/** The table that folds a Traditional UTF-16 unit to its Simplified one; shared, so copy it before changing it. */
export function simplifiedUnits(): Uint16Array {
  return foldTable();
}

/** What a unit says of its text's script, as bits; the table is built once, on first use. */
const Letter = { latin: 1, han: 2, traditional: 6 } as const;
let letters: Uint8Array | undefined;

function lettersTable(): Uint8Array {
  if (letters) return letters;
  const fold = foldTable();
  const table = new Uint8Array(0x10000);
  table.fill(Letter.latin, 0x41, 0x5b).fill(Letter.latin, 0x61, 0x7b).fill(Letter.latin, 0xc0, 0x250);
  for (let unit = 0x3400; unit < 0xa000; unit++) table[unit] = fold[unit] === unit ? Letter.han : Letter.traditional;
  letters = table;
  return table;
}

const HAN = /[\u3400-\u9fff]/;
const LATIN = /[A-Za-z\u00c0-\u024f]/;
const SAMPLE = 20_000;
/** Han units beyond which a text with this share of Traditional-only characters is Traditional. */
const TRADITIONAL_SHARE = 0.03;

/** Judges by the first 20,000 units: the share of Han, and of Han that exist only in Traditional text. */
export function detectScript(text: string, mayHoldHan = true): Script {
  const table = lettersTable();
  const sample = text.slice(0, SAMPLE);
  if (!mayHoldHan || !HAN.test(sample)) return LATIN.test(sample) ? 'latin' : 'other';
  const units = unitsOfText(sample);
  let latin = 0;
  let han = 0;
  let traditional = 0;
  for (let i = 0; i < units.length; i++) {
    const letter = table[units[i]!]!;
    latin += letter & 1;
    han += (letter >> 1) & 1;
    traditional += letter >> 2;
  }
  if (latin > 8 * han) return 'latin';
  return traditional > TRADITIONAL_SHARE * han ? 'traditional' : 'simplified';
}
