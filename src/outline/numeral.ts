/**
 * Chinese numerals as numbers. Two readers, because 二〇一九 (positional, years) and 二十一 (additive, ordinals) follow
 * different rules and a reader of the one misreads the other.
 */

const DIGITS = new Map(
  [...'〇一二三四五六七八九']
    .map((digit, value): [string, number] => [digit, value])
    .concat([
      ['零', 0],
      ['两', 2],
      ['○', 0],
    ]),
);

/** `'二〇一九'` → 2019; undefined when there is a sign that is no digit. */
export function positionalNumeral(text: string): number | undefined {
  let value = 0;
  for (const sign of text) {
    const digit = DIGITS.get(sign);
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return text === '' ? undefined : value;
}

/** `'二十一'` → 21, `'一百零五'` → 105, `'12'` → 12; undefined when it is no such numeral. Up to 9999. */
export function ordinalNumeral(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  let value = 0;
  let digit: number | undefined;
  for (const sign of text) {
    const unit = sign === '十' ? 10 : sign === '百' ? 100 : sign === '千' ? 1000 : 0;
    if (unit > 0) {
      value += (digit ?? 1) * unit;
      digit = undefined;
      continue;
    }
    if (digit !== undefined && digit !== 0) return undefined;
    digit = DIGITS.get(sign);
    if (digit === undefined) return undefined;
  }
  value += digit ?? 0;
  return value > 0 ? value : undefined;
}
