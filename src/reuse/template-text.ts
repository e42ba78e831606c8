/** The wording of a family as a line of text: `{kind}` for its slots, punctuation as most occurrences have it. */

import { Gap, Kind } from '../model/tokens.js';
import { endOf, startOf } from './ballot.js';
import { type Corpus, compareText, documentAt, endIn, startIn, textOfTokens, WORDS_FROM } from './corpus.js';
import type { Fit } from './fit.js';
import { balanced, isUnitSign } from './marks.js';
import type { Family } from './match.js';
import { isSlot, slotText } from './template.js';

/** Occurrences that are asked for the punctuation of a template. */
const WITNESSES = 24;

/** The wording with `{kind}` for slots; punctuation as most occurrences have it, marks in pairs. */
export function templateText(corpus: Corpus, family: Family, constants: ReadonlyMap<number, string>): string {
  const { template, fits } = family;
  if (template.banked !== undefined) return template.banked.text;
  const step = Math.max(1, Math.floor(fits.length / WITNESSES));
  const { symbol, origin } = template;
  const votes = markVotes(corpus.tokens.gap, symbol, fits, step);
  let text = '';
  for (let c = 0; c < symbol.length; c++) {
    const own = symbol[c]!;
    if (votes[c]! > 0) text += punctuation(corpus, fits, step, c, isPlain(symbol, c));
    if (isSlot(own)) text += constants.get(c) ?? slotText(own);
    else if (own < WORDS_FROM) text += String.fromCharCode(own);
    else text += textOfTokens(corpus, documentAt(corpus, origin[c]!), origin[c]!, origin[c]! + 1);
  }
  return balanced(text + closingSign(corpus, fits, step, symbol.length - 1));
}

/** A column before which no break means no sign: a unit sign behind a number makes none, nor does one between words. */
function isPlain(symbol: Uint32Array, c: number): boolean {
  return symbol[c]! < WORDS_FROM && c > 0 && !isSlot(symbol[c - 1]!);
}

/** Votes on the columns, used again: asked for every wording. */
let votes = new Int32Array(64);

/** Witnesses with some sign before a column less those without: where it is not above 0 nothing stands there. */
function markVotes(gap: Uint8Array, symbol: Uint32Array, fits: readonly Fit[], step: number): Int32Array {
  const { length } = symbol;
  if (length > votes.length) votes = new Int32Array(2 * length);
  votes.fill(0, 0, length);
  for (let i = 0; i < fits.length; i += step) {
    const { met, from } = fits[i]!;
    for (let c = 1; c < length; c++) {
      const start = met === undefined ? from + c : met[2 * c]!;
      if (met !== undefined && (start < 0 || start !== met[2 * c - 1])) continue;
      if (gap[start] === 0 && isPlain(symbol, c)) votes[c]!--;
      else votes[c]!++;
    }
  }
  return votes;
}

/** What most witnesses have before column c, where the column before it stands directly before it. */
function punctuation(corpus: Corpus, fits: readonly Fit[], step: number, c: number, plain: boolean): string {
  const { gap } = corpus.tokens;
  const seen: string[] = [];
  for (let i = 0; i < fits.length; i += step) {
    const fit = fits[i]!;
    const start = startOf(fit, c);
    if (start < 0 || start !== endOf(fit, c - 1)) continue;
    seen.push(plain && gap[start] === Gap.none ? '' : markBefore(corpus, start));
  }
  return mostOften(seen);
}

/** `%` behind the last column, where most have it; one that stops before that column (增长10% of 增长10%左右) has its sign elsewhere. */
function closingSign(corpus: Corpus, fits: readonly Fit[], step: number, last: number): string {
  const signs: string[] = [];
  for (let i = 0; i < fits.length; i += step) {
    const fit = fits[i]!;
    if (endOf(fit, last) === fit.to) signs.push(unitSign(corpus, fit.to - 1));
  }
  return mostOften(signs);
}

/** What stands between a token and the one before it. */
function markBefore(corpus: Corpus, token: number): string {
  const { kind } = corpus.tokens;
  const d = documentAt(corpus, token);
  const isSpaced = kind[token] === Kind.word && kind[token - 1] === Kind.word;
  const between = corpus.texts[d]!.slice(endIn(corpus, d, token - 1), startIn(corpus, d, token));
  return between.replace(/\s+/g, isSpaced ? ' ' : '');
}

/** `%` behind a token. */
function unitSign(corpus: Corpus, token: number): string {
  const d = documentAt(corpus, token);
  const sign = corpus.texts[d]!.charAt(endIn(corpus, d, token));
  return sign !== '' && isUnitSign(sign, 0) ? sign : '';
}

function mostOften(texts: readonly string[]): string {
  const first = texts[0] ?? '';
  let same = 1;
  while (same < texts.length && texts[same] === first) same++;
  if (same >= texts.length) return first;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let best = '';
  for (const [text, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && compareText(text, best) < 0)) best = text;
  }
  return best;
}
