/**
 * How much a string reads like text, in points a character: common Han and Chinese punctuation count for it, rare Han,
 * private use, control characters and U+FFFD against it. Wrong decodings of Chinese bytes come out rare or unassigned.
 */

import { COMMON_HAN } from './common-han.data.js';
import { simplifiedUnits } from './script.js';

/** Tenths of a point for each BMP unit; built once, on first use. */
let points: Int8Array | undefined;

const TOP = 30;
const COMMON = 10;
const RARE = -10;
const BROKEN = -60;

function pointsTable(): Int8Array {
  if (points) return points;
  const table = new Int8Array(0x10000);
  table.fill(-15);
  table.fill(RARE, 0x3400, 0xa000);
  table.fill(BROKEN, 0xd800, 0xfb00);
  table.fill(BROKEN, 0x7f, 0xa0);
  table.fill(BROKEN, 0x00, 0x20);
  table.fill(RARE, 0xac00, 0xd7b0);
  table.fill(0, 0x20, 0x7f);
  for (const unit of [0x09, 0x0a, 0x0d]) table[unit] = 0;
  table.fill(5, 0xc0, 0x180);
  table.fill(3, 0x370, 0x500);
  table.fill(0, 0xff01, 0xff5f);
  table.fill(0, 0x3041, 0x3100);
  table[0xfffd] = BROKEN;
  // GB2312 level 1 (rows 16 to 55) holds the 3,755 common characters; the decoder itself knows which they are.
  const row = new Uint8Array(2);
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0xb0; lead <= 0xd7; lead++) {
    for (let trail = 0xa1; trail <= (lead === 0xd7 ? 0xf9 : 0xfe); trail++) {
      row[0] = lead;
      row[1] = trail;
      table[decoder.decode(row).charCodeAt(0)] = COMMON;
    }
  }
  for (const char of COMMON_HAN) table[char.charCodeAt(0)] = TOP;
  for (const char of '，。、：；（）“”‘’《》！？—…·％　') table[char.charCodeAt(0)] = 15;
  const fold = simplifiedUnits();
  for (let unit = 0x3400; unit < 0xa000; unit++) {
    const simple = fold[unit] ?? unit;
    if (simple !== unit) table[unit] = table[simple] ?? RARE;
  }
  points = table;
  return table;
}

/** Mean points of the non-ASCII characters (ASCII says nothing), 0 where there are none. Cost: linear. */
export function plausibility(text: string): number {
  const table = pointsTable();
  let sum = 0;
  let counted = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x20 && unit < 0x7f) continue;
    const score = table[unit] ?? 0;
    if (score === 0) continue;
    // Letters with marks stand alone inside Latin words; a run of them is misread Han.
    const previous = text.charCodeAt(i - 1);
    sum += unit >= 0xa0 && unit < 0x180 && previous >= 0xa0 && previous < 0x180 ? RARE : score;
    counted++;
  }
  return counted === 0 ? 0 : sum / (10 * counted);
}

/** True for a character of GB2312 level 1 or its Traditional form. */
export function isCommonHan(unit: number): boolean {
  return unit >= 0x3400 && (pointsTable()[unit] ?? 0) >= COMMON && unit < 0xa000;
}
