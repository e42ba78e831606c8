/**
 * A repaired layer as the stream of tokens that all matching reads (model/tokens.ts). One pass over the folded units:
 * whitespace dropped, punctuation kept only as the strength of the break, and what varies by rule (numbers, dates,
 * places, ordinals, the issuer's own level, masks) read as one typed token each. No regular expression, no slicing.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { CLASS_OF, Class, GAP_OF, TRIGGERS, Trigger } from './characters.js';
import { foldUnits } from './fold.js';
import { dotGap, lineEndGap } from './latin.js';
import type { Layer, PiecedText } from './layer.js';
import { isOwnLevel } from './level.js';
import { scanCertain, scanMask } from './masks.js';
import { isDigit, scanDigits } from './numbers.js';
import { scanNumerals } from './numerals.js';
import { placeLength, placeOpeners } from './place-match.js';

export interface TokeniseOptions {
  /** Fold Traditional to Simplified; only for text detected as Traditional. */
  readonly traditional: boolean;
  /** Short names that only the issuer's own text uses (東丽 for 东丽区), read as places too. */
  readonly own?: readonly string[];
}

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
  const units = foldUnits(text, options.traditional);
  if (!HAN_SPACE.test(text)) return scan(units, options);
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

/** `units` without the spaces between Han, and where each kept unit stood. */
function withoutHanSpaces(units: Uint16Array): { readonly kept: Uint16Array; readonly at: Uint32Array } {
  const kept = new Uint16Array(units.length);
  const at = new Uint32Array(units.length);
  let length = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit === 0x20 && CLASS_OF[kept[length - 1] ?? 0] === Class.han) {
      let next = i + 1;
      while (units[next] === 0x20) next++;
      if (CLASS_OF[units[next] ?? 0] === Class.han) {
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
  const tokens = TokenColumns.for(units.length);
  let pending: number = Gap.paragraph;
  let i = 0;
  while (i < units.length) {
    const unit = units[i] ?? 0;
    const kind = CLASS_OF[unit] ?? 0;
    let scanned = 0;
    let id = 0;
    if (kind === Class.han) {
      const trigger = TRIGGERS[unit] ?? 0;
      if (trigger !== 0) {
        if (trigger === Trigger.numeral) scanned = scanNumerals(units, i);
        else if (trigger === Trigger.certain) scanned = scanCertain(units, i);
      }
      if (scanned === 0 && openers[unit]) {
        const length = placeLength(units, i, tokens.endsInPlace(i)) || ownLength(units, i, own);
        if (length > 0) scanned = 16 * (i + length) + Kind.place;
      }
      if (scanned === 0 && trigger === Trigger.level && isOwnLevel(units, i)) scanned = 16 * (i + 1) + Kind.level;
      if (scanned === 0) {
        tokens.push(Kind.han, unit, pending, i, i + 1);
        pending = Gap.none;
        i++;
        continue;
      }
      id = scanned & 15;
    } else if (kind === Class.mark) {
      const gap = GAP_OF[unit] ?? 0;
      if (gap > pending) pending = gap;
      i++;
      continue;
    } else if (kind === Class.lineEnd) {
      const gap = lineEndGap(units, i);
      if (gap > pending) pending = gap;
      i++;
      continue;
    } else if (kind === Class.dot) {
      const gap = dotGap(units, i);
      if (gap > pending) pending = gap;
      i++;
      continue;
    } else if (kind === Class.digit) {
      scanned = scanDigits(units, i);
      id = scanned & 15;
    } else if (kind === Class.mask || unit === 0x58 || unit === 0x78) {
      scanned = scanMask(units, i);
      id = scanned & 15;
      if (scanned === 0 && unit === ZERO_SIGN && TRIGGERS[units[i - 1] ?? 0] === Trigger.numeral) {
        tokens.push(Kind.han, ZERO, pending, i, i + 1);
        pending = Gap.none;
        i++;
        continue;
      }
      if (scanned === 0 && kind === Class.mask) {
        if (pending < Gap.weak) pending = Gap.weak;
        i++;
        continue;
      }
    }
    if (scanned === 0) {
      const end = wordEnd(units, i);
      tokens.push(Kind.word, wordId(units, i, end), pending, i, end);
      i = end;
    } else {
      const end = scanned >>> 4;
      tokens.push(scanned & 15, id, pending, i, end);
      i = end;
    }
    pending = Gap.none;
  }
  return tokens.finish();
}

/** End of the word at `i`: letters and digits; one astral character; one roman numeral sign. */
function wordEnd(units: Uint16Array, i: number): number {
  const unit = units[i] ?? 0;
  const kind = CLASS_OF[unit] ?? 0;
  if (kind === Class.surrogate) return unit < 0xdc00 && ((units[i + 1] ?? 0) & 0xfc00) === 0xdc00 ? i + 2 : i + 1;
  if (kind === Class.roman) return i + 1;
  let end = i + 1;
  while (end < units.length && (CLASS_OF[units[end] ?? 0] === Class.letter || isDigit(units[end]))) end++;
  return end;
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

function wordId(units: Uint16Array, from: number, to: number): number {
  const first = units[from] ?? 0;
  if (CLASS_OF[first] === Class.surrogate && to === from + 2)
    return (WORD_BIT | ((first - 0xd800) * 0x400 + (units[from + 1] ?? 0) - 0xdc00 + 0x10000)) >>> 0;
  let hash = FNV_OFFSET;
  if (CLASS_OF[first] === Class.roman) {
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

/** The growing columns; `finish` copies what was pushed. */
class TokenColumns {
  private readonly capacity: number;
  private readonly id: Uint32Array;
  private readonly kind: Uint8Array;
  private readonly gap: Uint8Array;
  private readonly start: Uint32Array;
  private readonly end: Uint32Array;
  private length = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.id = new Uint32Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.gap = new Uint8Array(capacity);
    this.start = new Uint32Array(capacity);
    this.end = new Uint32Array(capacity);
  }

  /** Empty columns with room enough: the last ones again, unless the text is longer than most. */
  static for(capacity: number): TokenColumns {
    if (capacity > KEPT_COLUMNS) return new TokenColumns(capacity);
    if (capacity > kept.capacity) kept = new TokenColumns(Math.min(KEPT_COLUMNS, capacity * 2));
    kept.length = 0;
    return kept;
  }

  push(kind: number, id: number, gap: number, start: number, end: number): void {
    const at = this.length++;
    this.id[at] = id;
    this.kind[at] = kind;
    this.gap[at] = gap;
    this.start[at] = start;
    this.end[at] = end;
  }

  /** Whether a place token ends right at `position`. */
  endsInPlace(position: number): boolean {
    return this.length > 0 && this.kind[this.length - 1] === Kind.place && this.end[this.length - 1] === position;
  }

  finish(): Tokens {
    const { length } = this;
    return {
      length,
      id: this.id.slice(0, length),
      kind: this.kind.slice(0, length),
      gap: this.gap.slice(0, length),
      start: this.start.slice(0, length),
      end: this.end.slice(0, length),
    };
  }
}

/** Units of a text up to which its columns are used again: for short texts new memory costs more than reading them. */
const KEPT_COLUMNS = 1 << 18;
let kept: TokenColumns = new TokenColumns(0);
