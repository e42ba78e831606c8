/** The wording of a family as a line of text: `{kind}` for its slots, punctuation as most occurrences have it. */

import { Gap, Kind } from '../model/tokens.js';
import { endOf, startOf } from './ballot.js';
import { type Corpus, compareText, documentAt, endIn, startIn, textOfTokens, WORDS_FROM } from './corpus.js';
import type { Fit } from './fit.js';
import { balanced, isUnitSign } from './marks.js';
import type { Family } from './match.js';
import { isSlot, slotText } from './template.js';

/** The wording with `{kind}` for slots; punctuation as most occurrences have it, marks in pairs. */
export function templateText(corpus: Corpus, family: Family, constants: ReadonlyMap<number, string>): string {
  const { template, fits } = family;
  if (template.banked !== undefined) return template.banked.text;
  const witnesses = witnessesOf(fits);
  const { symbol, origin } = template;
  let text = '';
  for (let c = 0; c < symbol.length; c++) {
    const own = symbol[c]!;
    // A unit sign behind a number makes no break.
    const plain = own < WORDS_FROM && c > 0 && !isSlot(symbol[c - 1]!);
    if (c > 0) text += punctuation(corpus, witnesses, c, plain);
    if (isSlot(own)) text += constants.get(c) ?? slotText(own);
    else if (own < WORDS_FROM) text += String.fromCharCode(own);
    else text += textOfTokens(corpus, documentAt(corpus, origin[c]!), origin[c]!, origin[c]! + 1);
  }
  const last = template.symbol.length - 1;
  // An occurrence that stops before the last column (增长10% of 增长10%左右) has its sign elsewhere.
  const whole = witnesses.filter((fit) => endOf(fit, last) === fit.to);
  return balanced(text + mostOften(whole.map((fit) => unitSign(corpus, fit))));
}

/** Occurrences that are asked for the punctuation of a template. */
const WITNESSES = 24;

function witnessesOf(fits: readonly Fit[]): Fit[] {
  const step = Math.max(1, Math.floor(fits.length / WITNESSES));
  const witnesses: Fit[] = [];
  for (let i = 0; i < fits.length; i += step) witnesses.push(fits[i]!);
  return witnesses;
}

/** What stands before column c where the column before it stands directly before it. */
function punctuation(corpus: Corpus, witnesses: readonly Fit[], c: number, plain: boolean): string {
  const { gap } = corpus.tokens;
  const marked: number[] = [];
  let bare = 0;
  for (const fit of witnesses) {
    const start = startOf(fit, c);
    if (start < 0 || start !== endOf(fit, c - 1)) continue;
    if (plain && gap[start] === Gap.none) bare++;
    else marked.push(start);
  }
  // Nothing is the smallest text, so that no other beats it from half on.
  if (bare >= marked.length) return '';
  const seen = marked.map((start) => markBefore(corpus, start));
  for (let i = 0; i < bare; i++) seen.push('');
  return mostOften(seen);
}

/** What stands between a token and the one before it. */
function markBefore(corpus: Corpus, token: number): string {
  const { kind } = corpus.tokens;
  const d = documentAt(corpus, token);
  const isSpaced = kind[token] === Kind.word && kind[token - 1] === Kind.word;
  const between = corpus.documents[d]!.report.source.text.slice(endIn(corpus, d, token - 1), startIn(corpus, d, token));
  return between.replace(/\s+/g, isSpaced ? ' ' : '');
}

/** `%` behind the last token. */
function unitSign(corpus: Corpus, { to }: Fit): string {
  const d = documentAt(corpus, to - 1);
  const sign = corpus.documents[d]!.report.source.text.charAt(endIn(corpus, d, to - 1));
  return sign !== '' && isUnitSign(sign, 0) ? sign : '';
}

function mostOften(texts: readonly string[]): string {
  const first = texts[0] ?? '';
  if (texts.every((text) => text === first)) return first;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let best = '';
  for (const [text, count] of counts) {
    const most = counts.get(best) ?? 0;
    if (count > most || (count === most && compareText(text, best) < 0)) best = text;
  }
  return best;
}
