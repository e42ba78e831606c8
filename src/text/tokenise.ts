/**
 * A repaired layer as the stream of tokens that all matching reads (model/tokens.ts). One pass over the folded units:
 * whitespace dropped, punctuation kept only as the strength of the break, and what varies by rule (numbers, dates,
 * places, ordinals, the issuer's own level, masks) read as one typed token each. No regular expression, no slicing.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { CLASS_OF, Class, GAP_OF, TRIGGERS, Trigger } from './characters.js';
import { foldedOnce } from './fold.js';
import { dotGap, lineEndGap } from './latin.js';
import type { Layer, PiecedText } from './layer.js';
import { isOwnLevel } from './level.js';
import { scanCertain, scanMask } from './masks.js';
import { scanDigits } from './numbers.js';
import { scanNumerals } from './numerals.js';
import { placeLength, placeOpeners } from './place-match.js';

export interface TokeniseOptions {
  /** Fold Traditional to Simplified; only for text detected as Traditional. */
  readonly traditional: boolean;
  /** Short names that only the issuer's own text uses (東丽 for 东丽区), read as places too. */
  readonly own?: readonly string[];
}

/** Imported names are looked up at every use, constants of the file are not: the loops below run a fifth faster by these. */
const classOf = CLASS_OF;
const gapOf = GAP_OF;
const triggersOf = TRIGGERS;
const {
  digit: CLASS_DIGIT,
  dot: CLASS_DOT,
  han: CLASS_HAN,
  letter: CLASS_LETTER,
  lineEnd: CLASS_LINE_END,
  mark: CLASS_MARK,
  mask: CLASS_MASK,
  roman: CLASS_ROMAN,
  surrogate: CLASS_SURROGATE,
} = Class;
const { none: GAP_NONE, paragraph: GAP_PARAGRAPH, weak: GAP_WEAK } = Gap;
const { han: KIND_HAN, level: KIND_LEVEL, place: KIND_PLACE, word: KIND_WORD } = Kind;
const { certain: TRIGGER_CERTAIN, level: TRIGGER_LEVEL, numeral: TRIGGER_NUMERAL } = Trigger;

const WORD_BIT = 0x80000000;
/** Words agree when their first six letters do: inflection then costs no match (design note on passages). */
const WORD_PREFIX = 6;
/** ○ among numerals is 〇. */
const ZERO_SIGN = 0x25cb;
const ZERO = 0x3007;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Reads `layer` into tokens; offsets are those of the source below the layer. Cost: linear. */
export function tokenise(layer: Layer, options: TokeniseOptions): Tokens {
  const tokens = tokeniseText(layer.text, options);
  const { length, start, end } = tokens;
  for (let i = 0; i < length; i++) {
    start[i] = layer.start[start[i] ?? 0] ?? 0;
    end[i] = layer.end[(end[i] ?? 1) - 1] ?? 0;
  }
  return tokens;
}

/** The same for a text of which only the tokens are wanted: no map of every unit is made. Cost: linear. */
export function tokenisePieces({ text, pieces }: PiecedText, options: TokeniseOptions): Tokens {
  const tokens = tokeniseText(text, options);
  const { length, start, end } = tokens;
  const [only] = pieces;
  // A text without corrections stands where it stood.
  if (pieces.length === 1 && only?.source === 0 && !only.isWhole) return tokens;
  let s = 0;
  let e = 0;
  for (let i = 0; i < length; i++) {
    const first = start[i]!;
    const last = end[i]! - 1;
    while (pieces[s]!.to <= first) s++;
    while (pieces[e]!.to <= last) e++;
    const opening = pieces[s]!;
    const closing = pieces[e]!;
    start[i] = opening.isWhole ? opening.source : opening.source + first - opening.from;
    end[i] = closing.isWhole ? closing.sourceEnd : closing.source + last - closing.from + 1;
  }
  return tokens;
}

/** Reads `text` into tokens; offsets are those of `text`. */
export function tokeniseText(text: string, options: TokeniseOptions): Tokens {
  const { units, most } = foldedOnce(text, options.traditional);
  if (most < FIRST_HAN || !mayHoldHanSpace(units) || !HAN_SPACE.test(text)) return scan(units, options);
  const { kept, at } = withoutHanSpaces(units);
  const tokens = scan(kept, options);
  const { length, start, end } = tokens;
  for (let i = 0; i < length; i++) {
    start[i] = at[start[i] ?? 0] ?? 0;
    end[i] = (at[(end[i] ?? 1) - 1] ?? 0) + 1;
  }
  return tokens;
}

/** A space between two Han characters, as PDFs and typists leave them inside names and words. */
const HAN_SPACE = /[\u3400-\u9fff][ \t\u00a0\u3000\u200b]+[\u3400-\u9fff]/;
const FIRST_HAN = 0x3400;

/** Some space stands behind a Han character: a look at the units is four times as cheap as the expression. */
function mayHoldHanSpace(units: Uint16Array): boolean {
  for (let i = 1; i < units.length; i++) if (units[i] === 0x20 && units[i - 1]! >= FIRST_HAN) return true;
  return false;
}

/** `units` without the spaces between Han, and where each kept unit stood. */
function withoutHanSpaces(units: Uint16Array): { readonly kept: Uint16Array; readonly at: Uint32Array } {
  const kept = new Uint16Array(units.length);
  const at = new Uint32Array(units.length);
  let length = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit === 0x20 && classOf[kept[length - 1] ?? 0] === CLASS_HAN) {
      let next = i + 1;
      while (units[next] === 0x20) next++;
      if (classOf[units[next] ?? 0] === CLASS_HAN) {
        i = next - 1;
        continue;
      }
    }
    kept[length] = unit;
    at[length++] = i;
  }
  return { kept: kept.subarray(0, length), at: at.subarray(0, length) };
}

function scan(units: Uint16Array, options: TokeniseOptions): Tokens {
  const own = options.own ?? [];
  const openers = own.length === 0 ? placeOpeners() : withOpeners(own);
  const { length } = units;
  const columns = columnsFor(length);
  const { id, kind, gap, start, end } = columns;
  let count = 0;
  let pending: number = GAP_PARAGRAPH;
  for (let i = 0; i < length; ) {
    const unit = units[i]!;
    const sign = classOf[unit]!;
    let scanned = 0;
    if (sign === CLASS_LETTER && (unit | 0x20) !== LETTER_X) {
      // The commonest token of a text of words, its identity made on the way.
      const named = Math.min(length, i + WORD_PREFIX);
      let hash = FNV_OFFSET;
      let to = i;
      for (let at = unit; ; at = units[to]!) {
        hash = Math.imul(hash ^ (at >= 0x41 && at <= 0x5a ? at + 32 : at), FNV_PRIME);
        if (++to === named || !isInWord(units[to]!)) break;
      }
      if (to === named) while (to < length && isInWord(units[to]!)) to++;
      id[count] = WORD_BIT | hash;
      kind[count] = KIND_WORD;
      gap[count] = pending;
      start[count] = i;
      end[count++] = to;
      pending = GAP_NONE;
      i = to;
      if (i < length && units[i] === 0x20) i++;
      continue;
    }
    if (sign === CLASS_MARK) {
      const strength = gapOf[unit]!;
      if (strength > pending) pending = strength;
      i++;
      continue;
    }
    let to = i + 1;
    let token: number = KIND_WORD;
    let identity = 0;
    if (sign === CLASS_HAN) {
      const trigger = triggersOf[unit]!;
      if (trigger !== 0) {
        if (trigger === TRIGGER_NUMERAL) scanned = scanNumerals(units, i);
        else if (trigger === TRIGGER_CERTAIN) scanned = scanCertain(units, i);
      }
      if (scanned === 0 && openers[unit] === 1) {
        const behindPlace = count > 0 && kind[count - 1] === KIND_PLACE && end[count - 1] === i;
        const place = placeLength(units, i, behindPlace) || ownLength(units, i, own);
        if (place > 0) scanned = 16 * (i + place) + KIND_PLACE;
      }
      if (scanned === 0 && trigger === TRIGGER_LEVEL && isOwnLevel(units, i)) scanned = 16 * (i + 1) + KIND_LEVEL;
      if (scanned === 0) {
        token = KIND_HAN;
        identity = unit;
      }
    } else if (sign === CLASS_LINE_END || sign === CLASS_DOT) {
      const strength = sign === CLASS_DOT ? dotGap(units, i) : lineEndGap(units, i);
      if (strength > pending) pending = strength;
      i++;
      continue;
    } else if (sign === CLASS_DIGIT) {
      scanned = scanDigits(units, i);
    } else if (sign === CLASS_MASK || unit === 0x58 || unit === LETTER_X) {
      scanned = scanMask(units, i);
      if (scanned === 0 && unit === ZERO_SIGN && triggersOf[units[i - 1] ?? 0] === TRIGGER_NUMERAL) {
        token = KIND_HAN;
        identity = ZERO;
      } else if (scanned === 0 && sign === CLASS_MASK) {
        if (pending < GAP_WEAK) pending = GAP_WEAK;
        i++;
        continue;
      }
    }
    if (scanned !== 0) {
      token = identity = scanned & 15;
      to = scanned >>> 4;
    } else if (token === KIND_WORD) {
      to = wordEnd(units, i);
      identity = wordId(units, i, to);
    }
    id[count] = identity;
    kind[count] = token;
    gap[count] = pending;
    start[count] = i;
    end[count++] = to;
    pending = GAP_NONE;
    i = to;
  }
  return finished(columns, count);
}

const LETTER_X = 0x78;

function isInWord(unit: number): boolean {
  const sign = classOf[unit];
  return sign === CLASS_LETTER || sign === CLASS_DIGIT;
}

/** End of the word at `i`: letters and digits; one astral character; one roman numeral sign. */
function wordEnd(units: Uint16Array, i: number): number {
  const unit = units[i] ?? 0;
  const sign = classOf[unit] ?? 0;
  if (sign === CLASS_SURROGATE) return unit < 0xdc00 && ((units[i + 1] ?? 0) & 0xfc00) === 0xdc00 ? i + 2 : i + 1;
  if (sign === CLASS_ROMAN) return i + 1;
  let end = i + 1;
  while (end < units.length && isInWord(units[end]!)) end++;
  return end;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

function wordId(units: Uint16Array, from: number, to: number): number {
  const first = units[from] ?? 0;
  if (classOf[first] === CLASS_SURROGATE && to === from + 2)
    return (WORD_BIT | ((first - 0xd800) * 0x400 + (units[from + 1] ?? 0) - 0xdc00 + 0x10000)) >>> 0;
  let hash = FNV_OFFSET;
  if (classOf[first] === CLASS_ROMAN) {
    const letters = ROMAN[(first - 0x2160) & 15] ?? '';
    for (let k = 0; k < letters.length; k++) hash = Math.imul(hash ^ letters.charCodeAt(k), FNV_PRIME);
  } else {
    const end = Math.min(to, from + WORD_PREFIX);
    for (let i = from; i < end; i++) {
      const unit = units[i] ?? 0;
      hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit), FNV_PRIME);
    }
  }
  return (WORD_BIT | hash) >>> 0;
}

function withOpeners(own: readonly string[]): Uint8Array {
  const openers = placeOpeners().slice();
  for (const name of own) openers[name.charCodeAt(0)] = 1;
  return openers;
}

function ownLength(units: Uint16Array, i: number, own: readonly string[]): number {
  for (const name of own) {
    let k = 0;
    while (k < name.length && units[i + k] === name.charCodeAt(k)) k++;
    if (k === name.length) return k;
  }
  return 0;
}

type Columns = Omit<Tokens, 'length'> & { readonly capacity: number };

function columnsOf(capacity: number): Columns {
  return {
    capacity,
    id: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    gap: new Uint8Array(capacity),
    start: new Uint32Array(capacity),
    end: new Uint32Array(capacity),
  };
}

/** Units of a text up to which its columns are used again: for short texts new memory costs more than reading them. */
const KEPT_COLUMNS = 1 << 18;
let kept: Columns = columnsOf(0);

/** Columns with room enough: the last ones again, unless the text is longer than most. */
function columnsFor(capacity: number): Columns {
  if (capacity > KEPT_COLUMNS) return columnsOf(capacity);
  if (capacity > kept.capacity) kept = columnsOf(Math.min(KEPT_COLUMNS, capacity * 2));
  return kept;
}

function finished({ id, kind, gap, start, end }: Columns, length: number): Tokens {
  return {
    length,
    id: id.slice(0, length),
    kind: kind.slice(0, length),
    gap: gap.slice(0, length),
    start: start.slice(0, length),
    end: end.slice(0, length),
  };
}
