/**
 * A repaired layer as the stream of tokens that all matching reads (model/tokens.ts). One pass over the units: width and
 * script folded, whitespace dropped, punctuation kept only as the strength of the break, and what varies by rule
 * (numbers, dates, places, ordinals, the issuer's own level, masks) read as one typed token each.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { placeLengthAt } from './gazetteer.js';
import type { Layer } from './layer.js';
import { simplifiedUnits } from './script.js';

export interface TokeniseOptions {
  /** Fold Traditional to Simplified; only for text detected as Traditional. */
  readonly traditional: boolean;
}

const WORD_BIT = 0x80000000;
/** Words agree when their first six letters do: inflection then costs no match (design note on passages). */
const WORD_PREFIX = 6;

const DATE =
  /^(?:\d{2,4}年(?:\d{1,2}月(?:\d{1,2}[日号]|[底初末中]|[上中下]旬)?|[底初末])?|\d{1,2}月(?:\d{1,2}[日号]|[底初末]|[上中下]旬)|[〇○零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?)/;
const NUMBER = /^\d+(?:[,，]\d{3})*(?:\.\d+)?(?:[/:]\d+)?/;
const ORDINAL = /^第[一二三四五六七八九十百零〇\dXx×]+(?=[届次号条])/;
const MASK = /^(?:[XxＸ]{1,6}(?:[.·][XxＸ]{1,3})?|×{1,4}(?:\.×+)?|\*{2,6}|○{2,4}|□{1,4})/;
const CONGRESS =
  /^(?:[一二三四五六七八九十]{1,3}|[Xx×]{1,2})(?=大(?:[^一-龥]|以来|精神|报告|提出|召开|作出|确定|擘画|关于|代表|对|胜利|之后|明确|和|战略|部署|决策))/;
const MASK_UNIT = /^[\s]*(?:[个万亿%％元家人户项条公里亩吨平千百倍位名次年月日天所座辆件台套届起只头级]|余)/;
const MASK_PLACE = /^\s*[市县区省州镇乡]/;

/** Reads `layer` into tokens; offsets are those of the source below the layer. Cost: linear. */
export function tokenise(layer: Layer, options: TokeniseOptions): Tokens {
  const text = foldText(layer.text, options.traditional);
  const capacity = text.length;
  const id = new Uint32Array(capacity);
  const kind = new Uint8Array(capacity);
  const gap = new Uint8Array(capacity);
  const start = new Uint32Array(capacity);
  const end = new Uint32Array(capacity);
  let count = 0;
  let pending: number = Gap.paragraph;
  const emit = (tokenKind: number, tokenId: number, from: number, to: number): number => {
    id[count] = tokenId >>> 0;
    kind[count] = tokenKind;
    gap[count] = pending;
    start[count] = layer.start[from] ?? 0;
    end[count] = layer.end[to - 1] ?? 0;
    pending = Gap.none;
    count++;
    return to;
  };
  let i = 0;
  while (i < text.length) {
    const unit = text.charCodeAt(i);
    if (isHan(unit)) i = readHan(text, i, unit, emit);
    else if (unit >= 0x30 && unit <= 0x39) {
      const rest = text.slice(i, i + 40);
      const date = DATE.exec(rest)?.[0].length ?? 0;
      i =
        date > 0
          ? emit(Kind.date, Kind.date, i, i + date)
          : emit(Kind.number, Kind.number, i, i + (NUMBER.exec(rest)?.[0].length ?? 1));
    } else if (isMask(unit)) i = readMask(text, i, emit);
    else if (isLetter(unit)) i = readWord(text, i, emit);
    else if (unit >= 0xd800 && unit <= 0xdfff) {
      const wide = unit < 0xdc00 && i + 1 < text.length && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
      i = emit(Kind.word, WORD_BIT | (wide === 2 ? (text.codePointAt(i) ?? unit) : unit), i, i + wide);
    } else {
      const strength = unit === 0x2e && isFullStop(text, i) ? Gap.sentence : gapOf(unit);
      if (strength > pending) pending = strength;
      i++;
    }
  }
  return {
    length: count,
    id: id.slice(0, count),
    kind: kind.slice(0, count),
    gap: gap.slice(0, count),
    start: start.slice(0, count),
    end: end.slice(0, count),
  };
}

type Emit = (kind: number, id: number, from: number, to: number) => number;

function readHan(text: string, i: number, unit: number, emit: Emit): number {
  if (unit === 0x7b2c /* 第 */) {
    const ordinal = ORDINAL.exec(text.slice(i, i + 12))?.[0].length ?? 0;
    if (ordinal > 1) {
      emit(Kind.han, unit, i, i + 1);
      return emit(Kind.ordinal, Kind.ordinal, i + 1, i + ordinal);
    }
  }
  if (unit === 0x515a && text[i + 1] === '的' /* 党的 */) {
    const congress = CONGRESS.exec(text.slice(i + 2, i + 12))?.[0].length ?? 0;
    if (congress > 0) {
      emit(Kind.han, unit, i, i + 1);
      emit(Kind.han, text.charCodeAt(i + 1), i + 1, i + 2);
      return emit(Kind.ordinal, Kind.ordinal, i + 2, i + 2 + congress);
    }
  }
  if ('〇零一二'.includes(text[i] ?? '')) {
    const date = DATE.exec(text.slice(i, i + 24))?.[0].length ?? 0;
    if (date > 0) return emit(Kind.date, Kind.date, i, i + date);
  }
  if (unit === 0x67d0 /* 某 */ && MASK_PLACE.test(text.slice(i + 1, i + 2)))
    return emit(Kind.place, Kind.place, i, i + 2);
  const place = placeLengthAt(text, i);
  if (place > 0) return emit(Kind.place, Kind.place, i, i + place);
  if (isOwnLevel(text, i)) return emit(Kind.level, Kind.level, i, i + 1);
  return emit(Kind.han, unit, i, i + 1);
}

/** 省 in 全省, 省委, 省人民政府: the issuer's own level, which varies by issuer and by nothing else. */
function isOwnLevel(text: string, i: number): boolean {
  if (!'省市区州县'.includes(text[i] ?? '')) return false;
  const before = text[i - 1] ?? '';
  if ('全我本'.includes(before) && before !== '') return true;
  return (
    /^(?:委|政府|人民政府|人大|政协|直|属|级|长|域|情|内|外)/.test(text.slice(i + 1, i + 5)) &&
    !isHan(text.charCodeAt(i - 1) || 0)
  );
}

function readMask(text: string, i: number, emit: Emit): number {
  const length = MASK.exec(text.slice(i, i + 12))?.[0].length ?? 0;
  if (length === 0) return isLetter(text.charCodeAt(i)) ? readWord(text, i, emit) : i + 1;
  const after = text.slice(i + length, i + length + 4);
  if (isLetter(after.charCodeAt(0) || 0)) return readWord(text, i, emit);
  if (text.slice(i - 2, i) === '党的' && after.startsWith('大')) return emit(Kind.ordinal, Kind.ordinal, i, i + length);
  if (MASK_PLACE.test(after)) return emit(Kind.place, Kind.place, i, i + length + after.search(/\S/) + 1);
  if (MASK_UNIT.test(after) || length >= 3) return emit(Kind.number, Kind.number, i, i + length);
  return emit(Kind.any, Kind.any, i, i + length);
}

function readWord(text: string, i: number, emit: Emit): number {
  let to = i;
  let hash = 0x811c9dc5;
  while (to < text.length) {
    const unit = text.charCodeAt(to);
    if (!isLetter(unit) && !(unit >= 0x30 && unit <= 0x39)) break;
    const lower = unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit;
    if (to - i < WORD_PREFIX) hash = Math.imul(hash ^ lower, 0x01000193);
    to++;
  }
  if (to === i) return emit(Kind.word, WORD_BIT | text.charCodeAt(i), i, i + 1);
  return emit(Kind.word, WORD_BIT | hash, i, to);
}

function foldText(text: string, traditional: boolean): string {
  if (!traditional && !/[！-～　Ⅰ-Ⅻ]/.test(text)) return text;
  const fold = traditional ? simplifiedUnits() : undefined;
  const out = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit >= 0xff01 && unit <= 0xff5e) unit -= 0xfee0;
    else if (fold) unit = fold[unit] ?? unit;
    out[i] = unit;
  }
  const parts: string[] = [];
  for (let i = 0; i < out.length; i += 8192) parts.push(String.fromCharCode(...out.subarray(i, i + 8192)));
  return parts.join('');
}

function isHan(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || unit === 0x3007 || (unit >= 0xf900 && unit <= 0xfaff);
}

function isLetter(unit: number): boolean {
  return (
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0xc0 && unit <= 0x2af) ||
    (unit >= 0x370 && unit <= 0x1fff && unit !== 0x37e) ||
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0xac00 && unit <= 0xd7af)
  );
}

function isMask(unit: number): boolean {
  return unit === 0x58 || unit === 0x78 || unit === 0xd7 || unit === 0x2a || unit === 0x25cb || unit === 0x25a1;
}

/** A Latin full stop: behind a letter, a digit or a closing mark, and before white space, a closing mark or the end. */
function isFullStop(text: string, i: number): boolean {
  const before = text.charCodeAt(i - 1) || 0x20;
  if (isHan(before) || before <= 0x20 || before === 0x2e) return false;
  const after = text.charCodeAt(i + 1) || 0x20;
  // `1. 加强` is a heading's marker.
  if (before >= 0x30 && before <= 0x39 && isHan(text.charCodeAt(i + 2) || 0)) return false;
  return after <= 0x20 || after === 0x22 || after === 0x27 || after === 0x29 || after === 0x201d || after === 0x2019;
}

function gapOf(unit: number): number {
  switch (unit) {
    case 0x0a:
    case 0x0d:
    case 0x2028:
    case 0x2029:
      return Gap.paragraph;
    case 0x3002:
    case 0x21:
    case 0x3f:
    case 0xff01:
    case 0xff1f:
      return Gap.sentence;
    case 0x3b:
    case 0xff1b:
      return Gap.semicolon;
    case 0x2c:
    case 0x3a:
    case 0xff0c:
    case 0xff1a:
    case 0x2236:
      return Gap.clause;
    case 0x20:
    case 0x09:
    case 0xa0:
    case 0x3000:
    case 0x200b:
    case 0xfeff:
      return Gap.none;
    default:
      return Gap.weak;
  }
}
