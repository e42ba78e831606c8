/** Full dates (year, month, day) as they stand in title blocks: Arabic, Chinese, with spaces inside. */

import { ordinalNumeral, positionalNumeral } from './numeral.js';

export interface DateFound {
  /** ISO 8601. */
  readonly iso: string;
  readonly year: number;
  readonly month: number;
  /** Where it stands in the text searched. */
  readonly from: number;
  readonly to: number;
}

const ARABIC = /(?<!\d)((?:19|20)\s?\d\s?\d)\s*年\s*(\d\s?\d?)\s*月\s*(\d\s?\d?)\s*[日号]/g;
const CHINESE =
  /([一二][〇零九][〇零一二三四五六七八九]{2})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*[日号]/g;

/** Every full date of a folded text, in order. */
export function findDates(text: string): readonly DateFound[] {
  const found: DateFound[] = [];
  for (const match of text.matchAll(ARABIC)) add(found, match, digits(match[1]), digits(match[2]), digits(match[3]));
  for (const match of text.matchAll(CHINESE)) {
    add(
      found,
      match,
      positionalNumeral((match[1] ?? '').replaceAll('零', '〇')),
      ordinalNumeral(match[2] ?? ''),
      ordinalNumeral(match[3] ?? ''),
    );
  }
  return found.sort((a, b) => a.from - b.from);
}

function digits(text = ''): number {
  return Number(text.replace(/\s/g, ''));
}

function add(
  found: DateFound[],
  match: RegExpExecArray,
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
): void {
  if (!year || !month || !day || month > 12 || day > 31) return;
  const two = (value: number): string => String(value).padStart(2, '0');
  const iso = `${year}-${two(month)}-${two(day)}`;
  found.push({ iso, year, month, from: match.index, to: match.index + match[0].length });
}
