/**
 * What stands at a unit that is more than a character of its own: a number, a date, a place, a mask, a word, or a break
 * that depends on what is around it. Apart from the loop over the text (tokenise.ts), which engines compile anew for each
 * kind of token it meets for the first time: what is rare is met late, and this is a twentieth of the loop.
 */

import { Gap, Kind } from '../model/tokens.js';
import { CLASS_OF, Class, GAP_OF, TRIGGERS, Trigger } from './characters.js';
import { dotGap, lineEndGap } from './latin.js';
import { isOwnLevel } from './level.js';
import { scanCertain, scanMask } from './masks.js';
import { scanDigits } from './numbers.js';
import { scanNumerals } from './numerals.js';
import { placeLength, placeOpeners } from './place-match.js';
import { wordEnd, wordId } from './words.js';

/** Imported names are looked up at every use, constants of the file are not. */
const classOf = CLASS_OF;
const triggersOf = TRIGGERS;
const {
  digit: CLASS_DIGIT,
  dot: CLASS_DOT,
  han: CLASS_HAN,
  letter: CLASS_LETTER,
  lineEnd: CLASS_LINE_END,
  mark: CLASS_MARK,
  mask: CLASS_MASK,
} = Class;
const { weak: GAP_WEAK } = Gap;
const { han: KIND_HAN, level: KIND_LEVEL, place: KIND_PLACE, word: KIND_WORD } = Kind;
const { level: TRIGGER_LEVEL, numeral: TRIGGER_NUMERAL } = Trigger;

/** What the loop does at a unit: below `PLAIN` a mark with that strength. */
export const PLAIN = 6;
export const LETTER = 7;
export const SIGN = 8;

const LETTER_X = 0x78;
/** ○ among numerals is 〇. */
const ZERO_SIGN = 0x25cb;
const ZERO = 0x3007;

let shared: Uint8Array | undefined;

/** What to do at each unit, where `own` names are places too. */
export function actsFor(own: readonly string[]): Uint8Array {
  shared ??= acts();
  if (own.length === 0) return shared;
  const table = shared.slice();
  for (const name of own) if (table[name.charCodeAt(0)] === PLAIN) table[name.charCodeAt(0)] = SIGN;
  return table;
}

function acts(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(SIGN);
  const openers = placeOpeners();
  for (let unit = 0; unit < table.length; unit++) {
    const sign = classOf[unit];
    if (sign === CLASS_MARK) table[unit] = GAP_OF[unit]!;
    else if (sign === CLASS_LETTER && (unit | 0x20) !== LETTER_X) table[unit] = LETTER;
    else if (sign === CLASS_HAN && triggersOf[unit] === 0 && openers[unit] === 0) table[unit] = PLAIN;
  }
  return table;
}

/**
 * Reads the sign at `i`: `16 × end + kind`, its identity in `id[row]`; or, where it is a break, −1 less its strength.
 * `behindPlace`: a place ends at `i`.
 */
export function readSign(
  units: Uint16Array,
  i: number,
  behindPlace: boolean,
  own: readonly string[],
  id: Uint32Array,
  row: number,
): number {
  const unit = units[i]!;
  const sign = classOf[unit]!;
  let scanned = 0;
  if (sign === CLASS_HAN) {
    const trigger = triggersOf[unit]!;
    if (trigger === TRIGGER_NUMERAL) scanned = scanNumerals(units, i);
    if (scanned === 0) {
      const place = placeLength(units, i, behindPlace) || (own.length === 0 ? 0 : ownLength(units, i, own));
      if (place > 0) scanned = 16 * (i + place) + KIND_PLACE;
      else if (trigger > TRIGGER_NUMERAL) scanned = scanTrigger(units, i, trigger);
    }
    id[row] = scanned === 0 ? unit : scanned & 15;
    return scanned === 0 ? 16 * (i + 1) + KIND_HAN : scanned;
  }
  if (sign === CLASS_LINE_END) return -1 - lineEndGap(units, i);
  if (sign === CLASS_DIGIT) scanned = scanDigits(units, i);
  if (scanned === 0) return readRare(units, i, id, row);
  id[row] = scanned & 15;
  return scanned;
}

/** The issuer's own level, and 某 that stands for something; 0 otherwise. */
function scanTrigger(units: Uint16Array, i: number, trigger: number): number {
  if (trigger === TRIGGER_LEVEL) return isOwnLevel(units, i) ? 16 * (i + 1) + KIND_LEVEL : 0;
  return scanCertain(units, i);
}

/** Words, masks, and stops among words. */
function readRare(units: Uint16Array, i: number, id: Uint32Array, row: number): number {
  const unit = units[i]!;
  const sign = classOf[unit]!;
  if (sign === CLASS_DOT) return -1 - dotGap(units, i);
  if (sign === CLASS_MASK || (unit | 0x20) === LETTER_X) {
    const scanned = scanMask(units, i);
    if (scanned !== 0) {
      id[row] = scanned & 15;
      return scanned;
    }
    if (unit === ZERO_SIGN && i > 0 && triggersOf[units[i - 1]!] === TRIGGER_NUMERAL) {
      id[row] = ZERO;
      return 16 * (i + 1) + KIND_HAN;
    }
    if (sign === CLASS_MASK) return -1 - GAP_WEAK;
  }
  const to = wordEnd(units, i);
  id[row] = wordId(units, i, to);
  return 16 * to + KIND_WORD;
}

function ownLength(units: Uint16Array, i: number, own: readonly string[]): number {
  for (const name of own) {
    let k = 0;
    while (k < name.length && units[i + k] === name.charCodeAt(k)) k++;
    if (k === name.length) return k;
  }
  return 0;
}
