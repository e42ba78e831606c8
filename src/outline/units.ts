/**
 * A report cut into the units that are matched: tokens, clauses, sentences. Derived from the report alone (its text,
 * repairs and furniture), so that a report that went through JSON gives the same units.
 */

import type { Report, Section } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Gap, type Tokens } from '../model/tokens.js';
import { ownNames } from '../text/gazetteer.js';
import { applyReplacements, type Replacement, replacePieces } from '../text/layer.js';
import { type Normalised, normalise } from '../text/normalise.js';
import { type TokeniseOptions, tokenisePieces } from '../text/tokenise.js';

export interface Units {
  readonly tokens: Tokens;
  /** First token of each sentence, and `tokens.length` at the end. A sentence ends at 。！？, a paragraph or a heading. */
  readonly sentences: Uint32Array;
  /** First token of each clause, and `tokens.length` at the end. A clause ends at ，：； or with its sentence. */
  readonly clauses: Uint32Array;
}

/** Reads the units of `report.span`. Cost: linear; nothing is cached, keep the result. */
export function unitsOf(report: Report): Units {
  const read = replacePieces(report.source.text, report.span, replacementsOf(report));
  const tokens = tokenisePieces(read, matchingOf(report));
  raiseAtHeadings(tokens, report.outline);
  return { tokens, ...boundaries(tokens) };
}

/** The same reading as a text for people, with what varies by rule as named slots. Cost: linear. */
export function normalisedOf(report: Report): Normalised {
  return normalise(applyReplacements(report.source.text, report.span, replacementsOf(report)), matchingOf(report));
}

function matchingOf({ script, place }: Report): TokeniseOptions {
  return { traditional: script === 'traditional', own: ownNames(place) };
}

/** Applied repairs, and furniture as nothing or a line end. */
function replacementsOf({ source, repairs, furniture }: Report): readonly Replacement[] {
  const replacements: Replacement[] = repairs.filter(({ applied }) => applied);
  // Furniture inside a paragraph leaves nothing behind, so that passages, names and numbers run across a page break.
  for (const { span: debris } of furniture) {
    const lines = source.text.slice(debris.start, debris.end).includes('\n');
    replacements.push({ span: debris, replacement: lines ? '\n' : '' });
  }
  return withoutOverlap(replacements);
}

/** A heading is a sentence of its own, also where it runs into the body with nothing between. */
function raiseAtHeadings(tokens: Tokens, sections: readonly Section[]): void {
  for (const { kind, heading, headingSpan, children } of sections) {
    if (kind === 'chapter' || kind === 'section') {
      // A mark without words (第一条) opens its first sentence.
      for (const edge of heading === '' ? [headingSpan.start] : [headingSpan.start, headingSpan.end]) {
        const token = firstTokenFrom(tokens, edge);
        if (token < tokens.length) tokens.gap[token] = Gap.paragraph;
      }
    }
    raiseAtHeadings(tokens, children);
  }
}

/** Index of the first token that begins at `offset` or later. */
function firstTokenFrom({ start, length }: Tokens, offset: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withoutOverlap(replacements: Replacement[]): readonly Replacement[] {
  replacements.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let reached = -1;
  return replacements.filter(({ span }) => {
    if (span.start < reached) return false;
    reached = span.end;
    return true;
  });
}

/** Token indices before which the gap is at least that of a sentence and of a clause; always 0 and the token count among them. */
function boundaries({ gap, length }: Tokens): Omit<Units, 'tokens'> {
  if (length >= sentenceStarts.length) {
    sentenceStarts = new Uint32Array(2 * length + 2);
    clauseStarts = new Uint32Array(2 * length + 2);
  }
  const last = length > 0 ? 1 : 0;
  let [sentences, clauses] = [1, 1];
  sentenceStarts[0] = clauseStarts[0] = 0;
  for (let i = 1; i < length; i++) {
    const strength = gap[i]!;
    if (strength < CLAUSE) continue;
    clauseStarts[clauses++] = i;
    if (strength >= SENTENCE) sentenceStarts[sentences++] = i;
  }
  sentenceStarts[sentences] = clauseStarts[clauses] = length;
  return { sentences: sentenceStarts.slice(0, sentences + last), clauses: clauseStarts.slice(0, clauses + last) };
}

const { clause: CLAUSE, sentence: SENTENCE } = Gap;
/** Used again from text to text. */
let sentenceStarts = new Uint32Array(2);
let clauseStarts = new Uint32Array(2);

const CLOSING = new Set('，。！？；：、”’）》】」』〉,.!?;:)"\'%％…');
const OPENING = new Set('“‘（《【「『〈("\'');

/** The source range of tokens [from, to), with opening marks before and closing marks behind it, inside `limit`. */
export function spanOfTokens(text: string, tokens: Tokens, from: number, to: number, limit: Span): Span {
  let start = tokens.start[from] ?? limit.start;
  let end = tokens.end[to - 1] ?? start;
  while (start > limit.start && OPENING.has(text[start - 1] ?? '')) start--;
  while (end < limit.end && CLOSING.has(text[end] ?? '')) end++;
  return { start, end };
}
