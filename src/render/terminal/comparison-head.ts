/** What opens a comparison in a terminal: the two reports, the summary in words, the sections matched. */

import type { SectionLink } from '../../model/comparison.js';
import type { ReportSummary } from '../../model/report.js';
import type { Span } from '../../model/span.js';
import { figuresOf } from '../comparison-figures.js';
import { overviewOf } from '../comparison-overview.js';
import { oneLine } from '../escape.js';
import type { Findings, SourceReport } from '../findings-set.js';
import { baseName, clip, distinctNames } from '../names.js';
import { decimal, grouped } from '../numbers.js';
import { headingOf, levelOf } from '../selection.js';
import { paragraph, type Run, shorten, table } from './layout.js';
import { heading, type Page, rule } from './page.js';

type Pair = readonly [SourceReport, SourceReport];

/** Name, title, length and file of one report, after its sign. */
export function titleLines(page: Page, sign: string, summary: ReportSummary): string[] {
  const name = distinctNames([summary]).get(summary.id) ?? summary.id;
  const rest = [
    summary.title === undefined || summary.title === name ? '' : clip(summary.title),
    page.words.sentence.characters(grouped(summary.characters)),
    summary.path === undefined ? '' : clip(baseName(summary.path)),
  ].filter((part) => part !== '');
  const runs: Run[] = [
    { text: oneLine(name), style: 'bold' },
    { text: `  ${oneLine(rest.join(' · '))}`, style: 'dim' },
  ];
  return paragraph(runs, page.width, page.paint, '   ', `${sign}  `.padEnd(3));
}

export function headLines(page: Page, { comparison, reports }: Findings & { kind: 'comparison' }): string[] {
  const { words, width, paint } = page;
  const names = distinctNames([comparison.a, comparison.b]);
  const overview = overviewOf(
    {
      summary: figuresOf(comparison, reports),
      values: comparison.values,
      names: { a: `A(${names.get(comparison.a.id) ?? ''})`, b: `B(${names.get(comparison.b.id) ?? ''})` },
    },
    words,
  );
  const lines = [
    ...paragraph([{ text: words.titles.comparison, style: 'bold' }], width, paint),
    rule(page),
    ...titleLines(page, 'A', comparison.a),
    ...titleLines(page, 'B', comparison.b),
    '',
    ...paragraph([{ text: oneLine(overview.sentence) }], width, paint),
    '',
    ...table([['', 'A', 'B'], ...overview.shares], width, { right: [1, 2] }),
  ];
  if (comparison.truncated)
    lines.push(...paragraph([{ text: `! ${words.nouns.truncated}`, style: 'yellow' }], width, paint));
  if (overview.largest.length > 0) {
    lines.push(...heading(page, words.nouns.largest));
    overview.largest.forEach((text, i) => {
      lines.push(...paragraph([{ text: oneLine(text) }], width, paint, '     ', `  ${i + 1}. `));
    });
  }
  return lines;
}

/** Headings of these places, joined. */
export function headingsOf(page: Page, report: SourceReport, spans: readonly Span[]): string {
  return oneLine(spans.map((span) => headingOf(report, span) ?? page.words.nouns.untitled).join(' + '));
}

/** The same, pushed in as deep as the section stands: parts and chapters number their headings alike. */
function indented(page: Page, report: SourceReport, spans: readonly Span[]): string {
  return `${'  '.repeat(Math.min(3, levelOf(report, spans[0]) - 1))}${headingsOf(page, report, spans)}`;
}

export function sectionLines(page: Page, sections: readonly SectionLink[], reports: Pair): string[] {
  if (sections.length === 0) return [];
  const { words, paint } = page;
  const matched = sections.filter((section) => section.a.length > 0 && section.b.length > 0);
  const lines = heading(page, `${words.nouns.sections} (${matched.length})`);
  const half = Math.max(8, Math.floor((page.width - 17) / 2));
  const rows = matched.map((section) => [
    section.moved ? '↕' : ' ',
    shorten(indented(page, reports[0], section.a), half),
    decimal(section.score).padEnd(4),
    shorten(indented(page, reports[1], section.b), half),
  ]);
  lines.push(...table(rows.slice(0, page.limit), page.width));
  if (rows.length > page.limit) lines.push(`  ${words.sentence.more(rows.length - page.limit)}`);
  if (matched.some((section) => section.moved)) lines.push(paint(`  ↕ ${words.nouns.moved}`, 'dim'));
  for (const [side, index, label] of [
    ['a', 0, words.nouns.onlyA],
    ['b', 1, words.nouns.onlyB],
  ] as const) {
    const only = sections.filter(
      (section) => section[side].length > 0 && section[side === 'a' ? 'b' : 'a'].length === 0,
    );
    if (only.length === 0) continue;
    const titles = only
      .slice(0, page.limit)
      .map((section) => clip(headingsOf(page, reports[index], section[side]), 40));
    const rest = only.length > page.limit ? ` ${words.sentence.more(only.length - page.limit)}` : '';
    const runs: Run[] = [
      { text: `${label} (${only.length}) `, style: 'dim' },
      { text: `${titles.join(' | ')}${rest}` },
    ];
    lines.push(...paragraph(runs, page.width, paint, '    ', '  '));
  }
  return lines;
}
