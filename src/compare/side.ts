/** One report of a comparison, cut into the sentences that are linked. */

import type { UnitRows } from '../align/features.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Gap, Kind, type Tokens } from '../model/tokens.js';
import { type Units, unitsOf } from '../outline/units.js';

export interface Side extends UnitRows {
  readonly report: Report;
  readonly units: Units;
  /** One span a sentence: in order, apart, without the white space between. */
  readonly spans: readonly Span[];
  /** Han characters (and words) of each sentence. */
  readonly weight: Uint32Array;
  /** Most of the text is in Traditional characters; a quoted passage is not enough. */
  readonly traditional: boolean;
  /** Short names of the places the report speaks for. */
  readonly places: readonly string[];
}

/** A sentence longer than this is cut at its strongest break: no writer means it as one, and a budget needs an end. */
const LONGEST_SENTENCE = 600;

const CLOSING = new Set('，。！？；：、”’）》】」』〉,.!?;:)%％…‰');
const OPENING = new Set('“‘（《【「『〈(');

/** Cost: linear. */
export function readSide(report: Report): Side {
  const units = unitsOf(report);
  const first = cutLongest(units.tokens, units.sentences);
  const { tokens } = units;
  const spans: Span[] = [];
  const weight = new Uint32Array(first.length - 1);
  let reached = report.span.start;
  for (let i = 0; i + 1 < first.length; i++) {
    const limit = { start: reached, end: tokens.start[first[i + 1]!] ?? report.span.end };
    const span = extent(report.source.text, tokens, first[i]!, first[i + 1]!, limit);
    spans.push(span);
    reached = span.end;
    for (let t = first[i]!; t < first[i + 1]!; t++) weight[i]! += Number(tokens.kind[t]! <= Kind.word);
  }
  return {
    report,
    units,
    tokens,
    first,
    spans,
    weight,
    traditional: isTraditional(report, tokens),
    places: placesOf(report),
  };
}

/** Share of Han characters that folding changes, from which a text is Traditional throughout: about a third are. */
const TRADITIONAL_SHARE = 0.15;

function isTraditional({ source }: Report, tokens: Tokens): boolean {
  let [han, folded] = [0, 0];
  for (let t = 0; t < tokens.length; t++) {
    if (tokens.kind[t] !== Kind.han) continue;
    han++;
    if (source.text.charCodeAt(tokens.start[t]!) !== tokens.id[t]) folded++;
  }
  return folded > TRADITIONAL_SHARE * han;
}

/** 东丽 for 天津市东丽区: each name in the report's place without its suffix. */
function placesOf({ place }: Report): readonly string[] {
  const names = place?.name.match(/[一-龥]{2,6}?(?:自治[区州县旗]|[省市区县州盟旗])/g) ?? [];
  return names.map((name) => name.replace(/(?:自治)?[省市区县州盟旗]$/, '')).filter((name) => name.length >= 2);
}

/**
 * The tokens [from, to) with the marks that belong to them. A straight quotation mark may open or close: it closes here
 * when the sentence has opened one and not closed it.
 */
function extent(text: string, tokens: Tokens, from: number, to: number, limit: Span): Span {
  let start = Math.max(tokens.start[from]!, limit.start);
  let end = Math.max(tokens.end[to - 1]!, start);
  while (start > limit.start && (OPENING.has(text[start - 1]!) || text[start - 1] === '"')) start--;
  let open = false;
  for (let p = start; p < end; p++) if (text[p] === '"') open = !open;
  while (end < limit.end) {
    const mark = text[end]!;
    if (mark === '"' && !open) break;
    if (mark !== '"' && !CLOSING.has(mark)) break;
    if (mark === '"') open = false;
    end++;
  }
  return { start, end };
}

/** Where sentences begin, with overlong ones cut at the strongest break near the limit. */
function cutLongest(tokens: Tokens, sentences: Uint32Array): Uint32Array {
  const first: number[] = [];
  for (let s = 0; s + 1 < sentences.length; s++) {
    let at = sentences[s]!;
    const end = sentences[s + 1]!;
    first.push(at);
    while (end - at > LONGEST_SENTENCE) {
      at = strongestBreak(tokens, at + LONGEST_SENTENCE / 2, at + LONGEST_SENTENCE);
      first.push(at);
    }
  }
  first.push(tokens.length);
  return Uint32Array.from(first);
}

function strongestBreak(tokens: Tokens, from: number, to: number): number {
  let best = to;
  let strength: number = Gap.none;
  for (let t = from; t < to; t++) {
    if (tokens.gap[t]! > strength) {
      strength = tokens.gap[t]!;
      best = t;
    }
  }
  return best;
}
