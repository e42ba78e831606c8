/** The few figures a flagged draft is summed up in. */

import type { FlagFindings } from '../model/findings.js';
import type { Span } from '../model/span.js';
import { countCharacters } from './characters.js';
import { quote, type SourceReport } from './findings-set.js';

export interface FlagFigures {
  /** Counted characters of the draft that passages cover, each once. */
  readonly characters: number;
  /** Reports that passages point to. */
  readonly sources: number;
}

export function flagFigures(findings: FlagFindings, draft: SourceReport | undefined): FlagFigures {
  let characters = 0;
  for (const span of union(findings.passages.map((passage) => passage.draft.span))) {
    const text = quote(draft, span);
    characters += text === undefined ? span.end - span.start : countCharacters(text);
  }
  return { characters, sources: new Set(findings.passages.map(({ source }) => source.report)).size };
}

/** The spans joined where they touch or overlap, sorted. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((x, y) => x.start - y.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
