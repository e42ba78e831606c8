/** Reports for tests from plain text, and one string for two versions: `我们要[深入/全面]贯彻`. */

import type { Comparison, SentenceLink } from '../../src/model/comparison.js';
import type { Report, Section } from '../../src/model/report.js';
import type { Span } from '../../src/model/span.js';

export function reportOf(text: string, more: Partial<Report> = {}): Report {
  return {
    id: 'test',
    source: { format: 'text', text },
    span: { start: 0, end: text.length },
    issuer: 'test',
    script: 'simplified',
    masks: [],
    truncated: false,
    outline: [],
    repairs: [],
    furniture: [],
    diagnostics: [],
    ...more,
  };
}

/** A report whose lines `# heading` open sections. */
export function outlined(text: string): Report {
  const starts = [...text.matchAll(/^# (.*)$/gm)];
  const outline: Section[] = starts.map((match, i) => ({
    level: 1,
    kind: 'chapter',
    marker: '# ',
    heading: match[1]!,
    headingSpan: { start: match.index, end: match.index + match[0].length },
    span: { start: match.index, end: starts[i + 1]?.index ?? text.length },
    children: [],
  }));
  return reportOf(text, { outline });
}

/** `增长[6.5%/5%]。` → the two sides. */
export function versions(notation: string): readonly [string, string] {
  const side = (n: number): string =>
    notation.replace(/\[([^/\]]*)\/([^\]]*)\]/g, (_, x: string, y: string) => [x, y][n]!);
  return [side(0), side(1)];
}

export function quoted(text: string, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => text.slice(start, end)).join('|');
}

/** A linked pair in the notation, with the kind of each edit before it: `增长value[6.5%/5%]。`; one span a side. */
export function printLink(link: SentenceLink, a: Report, b: Report): string {
  let out = '';
  let at = link.a[0]!.start;
  for (const edit of link.edits ?? []) {
    out += a.source.text.slice(at, edit.a.start);
    out += `${edit.kind}[${quoted(a.source.text, [edit.a])}/${quoted(b.source.text, [edit.b])}]`;
    at = edit.a.end;
  }
  return out + a.source.text.slice(at, link.a.at(-1)!.end);
}

/** Text of spans without edits, width folded and white space dropped: equal on both sides when edits tell all. */
export function unedited(text: string, spans: readonly Span[], edits: readonly Span[]): string {
  let out = '';
  for (const span of spans) {
    let at = span.start;
    for (const edit of [...edits].sort((x, y) => x.start - y.start)) {
      if (edit.start < at || edit.end > span.end) continue;
      out += text.slice(at, edit.start);
      at = edit.end;
    }
    out += text.slice(at, span.end);
  }
  return out.normalize('NFKC').replace(/\s+/g, '');
}

/** Links as `a1,a2-b1 relation`, by what they quote, for comparisons that ignore positions. */
export function linkWords({ links }: Comparison, a: Report, b: Report): readonly string[] {
  return links.map((link) => `${quoted(a.source.text, link.a)} = ${quoted(b.source.text, link.b)} (${link.relation})`);
}
