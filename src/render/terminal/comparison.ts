/** A comparison in a terminal: the sentence in words, then sections, links, values, and what is own on each side. */

import type { EditKind, SectionLink, SentenceLink } from '../../model/comparison.js';
import type { ReportSummary } from '../../model/report.js';
import type { Span } from '../../model/span.js';
import { comparisonFigures, inOrderOfA, RELATIONS, type Side } from '../comparison-figures.js';
import { oneLine } from '../escape.js';
import { type Findings, quote, type SourceReport } from '../findings-set.js';
import { baseName, clip, distinctNames } from '../names.js';
import { decimal, grouped, percent } from '../numbers.js';
import { type RenderOptions, SIDE_BY_SIDE_WIDTH } from '../options.js';
import { sidePieces } from '../pieces.js';
import { chosenLinks, chosenSpecific, headingOf, sectionFilter } from '../selection.js';
import { paragraph, type Run, shorten, sideBySide, table } from './layout.js';
import { closing, heading, notes, openPage, type Page, rule } from './page.js';
import type { Style } from './style.js';

type Pair = readonly [SourceReport, SourceReport];

export function comparisonToTerminal(set: Findings & { kind: 'comparison' }, options?: RenderOptions): string {
  const page = openPage(options);
  const { comparison, reports } = set;
  const { words } = page;
  const names = distinctNames([comparison.a, comparison.b]);
  const figures = comparisonFigures(comparison, reports);
  const only = page.options.only;
  const inSection = sectionFilter(set, page.options.section);
  const same = (side: Side): string => percent(figures[side].identical + figures[side].slot);
  const lines: string[] = [
    ...paragraph([{ text: words.titles.comparison, style: 'bold' }], page.width, page.paint),
    rule(page),
    ...titleLines(page, 'A', comparison.a),
    ...titleLines(page, 'B', comparison.b),
    '',
    ...paragraph(
      [
        {
          text: oneLine(
            words.sentence.comparison({
              a: `A(${names.get(comparison.a.id) ?? ''})`,
              b: `B(${names.get(comparison.b.id) ?? ''})`,
              shared: [same('a'), same('b')],
              edited: [
                percent(figures.a.edited + figures.a.suspected),
                percent(figures.b.edited + figures.b.suspected),
              ],
              own: [percent(figures.a.specific), percent(figures.b.specific)],
              links: comparison.links.length,
            }),
          ),
        },
      ],
      page.width,
      page.paint,
    ),
  ];
  if (comparison.truncated) {
    lines.push(...paragraph([{ text: `! ${words.nouns.truncated}`, style: 'yellow' }], page.width, page.paint));
  }
  if (only === undefined) lines.push(...sectionLines(page, comparison.sections.filter(inSection), reports));
  if (only === undefined || only === 'changed' || only === 'moved') {
    const links = chosenLinks(set, page.options);
    const counts = RELATIONS.map(
      (relation) => `${words.relation[relation]} ${links.filter((l) => l.relation === relation).length}`,
    );
    const moved = links.filter((link) => link.moved).length;
    lines.push(
      ...heading(
        page,
        `${words.nouns.sentences} (${links.length})`,
        [...counts, `${words.nouns.moved} ${moved}`].join(' · '),
      ),
    );
    if (links.length === 0) lines.push(`  ${words.nouns.none}`);
    for (const link of inOrderOfA(links).slice(0, page.limit)) lines.push(...linkLines(page, link, reports));
    if (links.length > page.limit) lines.push('', `  ${words.sentence.more(links.length - page.limit)}`);
  }
  if (only === undefined || only === 'values') lines.push(...valueLines(page, set));
  if (only === undefined || only === 'specific') lines.push(...ownLines(page, set));
  if (only === undefined)
    lines.push(...termLines(page, set), ...notes(page, [], comparison.diagnostics), ...closing(page));
  return `${lines.join('\n')}\n`;
}

function titleLines(page: Page, sign: string, summary: ReportSummary): string[] {
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
  return paragraph(runs, page.width, page.paint, '   ', `${sign}  `);
}

function sectionLines(page: Page, sections: readonly SectionLink[], reports: Pair): string[] {
  if (sections.length === 0) return [];
  const { words, paint } = page;
  const matched = sections.filter((section) => section.a.length > 0 && section.b.length > 0);
  const lines = heading(page, `${words.nouns.sections} (${matched.length})`);
  const title = (spans: readonly Span[], side: 0 | 1): string =>
    spans.map((span) => headingOf(reports[side], span) ?? words.nouns.untitled).join(' + ');
  const half = Math.max(8, Math.floor((page.width - 17) / 2));
  const rows = matched.map((section) => [
    section.moved ? '↕' : ' ',
    shorten(oneLine(title(section.a, 0)), half),
    decimal(section.score).padEnd(4),
    shorten(oneLine(title(section.b, 1)), half),
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
    const titles = only.slice(0, page.limit).map((section) => clip(oneLine(title(section[side], index)), 40));
    const rest = only.length > page.limit ? ` ${words.sentence.more(only.length - page.limit)}` : '';
    const runs: Run[] = [
      { text: `${label} (${only.length}) `, style: 'dim' },
      { text: `${titles.join(' | ')}${rest}` },
    ];
    lines.push(...paragraph(runs, page.width, paint, '    ', '  '));
  }
  return lines;
}

const SIGN = { identical: '=', slot: '#', edited: '~', suspected: '?' } as const;
const EDIT_STYLE: Readonly<Record<EditKind, Style>> = {
  insert: 'green',
  delete: 'red',
  replace: 'yellow',
  value: 'cyan',
  place: 'magenta',
};

/** Edits wear brackets, so that they are seen without colour: [-gone-], {+new+}, ‹value›, «place». */
function marked(text: string, kind: EditKind, side: Side): Run {
  const style = EDIT_STYLE[kind];
  if (kind === 'value') return { text: `‹${text}›`, style };
  if (kind === 'place') return { text: `«${text}»`, style };
  return { text: side === 'a' ? `[-${text}-]` : `{+${text}+}`, style };
}

function sideRuns(page: Page, link: SentenceLink, side: Side, report: SourceReport): Run[] {
  const pieces = sidePieces(link, side, report);
  if (pieces.length === 0) return [{ text: page.words.nouns.noText, style: 'dim' }];
  return pieces.map(({ text, kind }) => {
    const shown = oneLine(text);
    return kind === undefined ? { text: shown } : marked(shown, kind, side);
  });
}

function linkLines(page: Page, link: SentenceLink, reports: Pair): string[] {
  const { words, paint, width } = page;
  const facts = [words.relation[link.relation], decimal(link.score)];
  if (link.formula) facts.push(words.nouns.formula);
  if (link.moved) facts.push(`↕ ${words.nouns.moved}`);
  const head = paragraph([{ text: facts.join(' · '), style: 'dim' }], width, paint, '  ', `${SIGN[link.relation]} `);
  const left = sideRuns(page, link, 'a', reports[0]);
  if (link.relation === 'identical') return ['', ...head, ...paragraph(left, width, paint, '  ')];
  const right = sideRuns(page, link, 'b', reports[1]);
  if (width >= SIDE_BY_SIDE_WIDTH) return ['', ...head, ...sideBySide(left, right, width, paint)];
  return [
    '',
    ...head,
    ...paragraph(left, width, paint, '    ', '  A '),
    ...paragraph(right, width, paint, '    ', '  B '),
  ];
}

function valueLines(page: Page, set: Findings & { kind: 'comparison' }): string[] {
  const { values } = set.comparison;
  const { words } = page;
  if (values.length === 0 && page.options.only === undefined) return [];
  const lines = heading(page, `${words.nouns.values} (${values.length})`);
  const rows = values
    .slice(0, page.limit)
    .map((row) => [clip(oneLine(row.template), 80), clip(oneLine(row.a ?? '–'), 40), clip(oneLine(row.b ?? '–'), 40)]);
  lines.push(...table([[words.nouns.item, 'A', 'B'], ...rows], page.width, { right: [1, 2] }));
  if (values.length > page.limit) lines.push(`  ${words.sentence.more(values.length - page.limit)}`);
  return lines;
}

function ownLines(page: Page, set: Findings & { kind: 'comparison' }): string[] {
  const { words, paint, width } = page;
  const lines: string[] = [];
  for (const [side, report, sign] of [
    ['a', set.reports[0], 'A'],
    ['b', set.reports[1], 'B'],
  ] as const) {
    const spans = chosenSpecific(set, side, page.options);
    lines.push(...heading(page, `${words.nouns.ownOnly} · ${sign} (${spans.length})`));
    const most = page.options.only === 'specific' ? page.limit : Math.min(page.limit, 5);
    for (const span of spans.slice(0, most)) {
      const text = quote(report, span);
      const shown = text === undefined ? words.nouns.noText : oneLine(text);
      lines.push(
        ...paragraph(
          [{ text: page.options.only === 'specific' ? shown : clip(shown, 160) }],
          width,
          paint,
          '    ',
          '  · ',
        ),
      );
    }
    if (spans.length > most) lines.push(`  ${words.sentence.more(spans.length - most)}`);
  }
  return lines;
}

function termLines(page: Page, set: Findings & { kind: 'comparison' }): string[] {
  const { a, b } = set.comparison.terms;
  if (a.length === 0 && b.length === 0) return [];
  const list = (terms: typeof a): string =>
    terms
      .slice(0, 12)
      .map(({ term, count }) => `${clip(oneLine(term), 20)} ${count}`)
      .join('、');
  return [
    ...heading(page, page.words.nouns.terms),
    ...paragraph([{ text: list(a) }], page.width, page.paint, '    ', '  A '),
    ...paragraph([{ text: list(b) }], page.width, page.paint, '    ', '  B '),
  ];
}
