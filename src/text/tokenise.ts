/**
 * A repaired layer as the stream of tokens that all matching reads (model/tokens.ts). One pass over the folded units:
 * whitespace dropped, punctuation kept only as the strength of the break, and what varies by rule (numbers, dates,
 * places, ordinals, the issuer's own level, masks) read as one typed token each. No regular expression, no slicing.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { CLASS_OF, Class } from './characters.js';
import { type FoldedOnce, foldedOnce } from './fold.js';
import type { Layer, PiecedText } from './layer.js';
import { actsFor, LETTER, PLAIN, readSign } from './signs.js';
import { columnsFor, finished, type TokenColumns } from './token-columns.js';
import { FNV_OFFSET, FNV_PRIME, isInWord, WORD_BIT, WORD_PREFIX } from './words.js';

export interface TokeniseOptions {
  /** Fold Traditional to Simplified; only for text detected as Traditional. */
  readonly traditional: boolean;
  /** Short names that only the issuer's own text uses (東丽 for 东丽区), read as places too. */
  readonly own?: readonly string[];
}

/** Imported names are looked up at every use, constants of the file are not: the loops below run a fifth faster by these. */
const classOf = CLASS_OF;
const { han: CLASS_HAN } = Class;
const { none: GAP_NONE, paragraph: GAP_PARAGRAPH } = Gap;
const { han: KIND_HAN, place: KIND_PLACE, word: KIND_WORD } = Kind;
const ACT_PLAIN = PLAIN;
const ACT_LETTER = LETTER;

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
  const folded = foldedOnce(text, options.traditional);
  const { units, most } = folded;
  if (most < FIRST_HAN || !mayHoldHanSpace(units) || !HAN_SPACE.test(text)) return scan(folded, options);
  const { kept, at } = withoutHanSpaces(units);
  const tokens = scan({ units: kept, most }, options);
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
  const length = keepUnits(units, kept, at);
  return { kept: kept.subarray(0, length), at: at.subarray(0, length) };
}

function keepUnits(units: Uint16Array, kept: Uint16Array, at: Uint32Array): number {
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
  return length;
}

function scan({ units, most }: FoldedOnce, options: TokeniseOptions): Tokens {
  const own = options.own ?? [];
  const columns = columnsFor(units.length);
  return finished(columns, most < FIRST_HAN ? scanWords(units, columns, own) : scanHan(units, columns, own));
}

/** A text of Han characters: what is not one of these or a mark is read by others. Gives the number of tokens. */
function scanHan(units: Uint16Array, { id, kind, gap, start, end }: TokenColumns, own: readonly string[]): number {
  const acts = actsFor(own);
  const { length } = units;
  let count = 0;
  let pending: number = GAP_PARAGRAPH;
  let placeEnd = -1;
  for (let i = 0; i < length; ) {
    const unit = units[i]!;
    const act = acts[unit]!;
    if (act < ACT_PLAIN) {
      if (act > pending) pending = act;
      i++;
      continue;
    }
    let to = i + 1;
    let token: number = KIND_HAN;
    if (act === ACT_PLAIN) id[count] = unit;
    else {
      const read = readSign(units, i, placeEnd === i, own, id, count);
      if (read < 0) {
        if (-1 - read > pending) pending = -1 - read;
        i++;
        continue;
      }
      token = read & 15;
      to = read >>> 4;
      if (token === KIND_PLACE) placeEnd = to;
    }
    kind[count] = token;
    gap[count] = pending;
    start[count] = i;
    end[count++] = to;
    pending = GAP_NONE;
    i = to;
  }
  return count;
}

/** The same for a text of words, whose identities are made on the way. */
function scanWords(units: Uint16Array, { id, kind, gap, start, end }: TokenColumns, own: readonly string[]): number {
  const acts = actsFor(own);
  const { length } = units;
  let count = 0;
  let pending: number = GAP_PARAGRAPH;
  for (let i = 0; i < length; ) {
    const unit = units[i]!;
    const act = acts[unit]!;
    if (act < ACT_PLAIN) {
      if (act > pending) pending = act;
      i++;
      continue;
    }
    let to = i;
    let token: number = KIND_WORD;
    if (act === ACT_LETTER) {
      const named = Math.min(length, i + WORD_PREFIX);
      let hash = FNV_OFFSET;
      for (let at = unit; ; at = units[to]!) {
        hash = Math.imul(hash ^ (at >= 0x41 && at <= 0x5a ? at + 32 : at), FNV_PRIME);
        if (++to === named || !isInWord(units[to]!)) break;
      }
      if (to === named) while (to < length && isInWord(units[to]!)) to++;
      id[count] = WORD_BIT | hash;
    } else {
      const read = readSign(units, i, false, own, id, count);
      if (read < 0) {
        if (-1 - read > pending) pending = -1 - read;
        i++;
        continue;
      }
      token = read & 15;
      to = read >>> 4;
    }
    kind[count] = token;
    gap[count] = pending;
    start[count] = i;
    end[count++] = to;
    pending = GAP_NONE;
    i = to;
    if (i < length && units[i] === 0x20) i++;
  }
  return count;
}
