/** A corpus in a terminal: one line a report, the most frequent formulas with their issuers, the strongest copies. */

import type { DocumentFindings } from '../../model/findings.js';
import type { ReportSummary } from '../../model/report.js';
import { corpusFigures, rankedCopies, rankedFormulas } from '../corpus-figures.js';
import { oneLine } from '../escape.js';
import { byId, type Findings, summariesOf } from '../findings-set.js';
import { clip, distinctNames, withNames } from '../names.js';
import { grouped, percent } from '../numbers.js';
import type { RenderOptions } from '../options.js';
import { columnsOf, padEnd, padStart, paintRuns, paragraph, type Run, shorten, wrap } from './layout.js';
import { bar, barLegend, closing, heading, notes, openPage, type Page, rule } from './page.js';
import { passageLines } from './passage.js';

/** Narrower windows show figures without the bar. */
const BAR_WIDTH = 20;
const NARROW = 50;

export function corpusToTerminal(set: Findings & { kind: 'corpus' }, options?: RenderOptions): string {
  const page = openPage(options, 'corpus');
  const { words } = page;
  const { findings } = set;
  const summaries = summariesOf(set);
  const names = distinctNames(summaries);
  const figures = corpusFigures(set);
  const lines: string[] = [
    ...paragraph([{ text: words.titles.corpus, style: 'bold' }], page.width, page.paint),
    rule(page),
    ...paragraph(
      [
        {
          text: words.sentence.corpus({
            reports: figures.reports,
            issuers: figures.issuers,
            least: findings.threshold?.minIssuers,
            formula: percent(figures.mean.formula + figures.mean.slot),
            copied: percent(figures.mean.copied),
            own: percent(figures.mean.specific),
          }),
        },
      ],
      page.width,
      page.paint,
    ),
    '',
    ...documentLines(page, findings.documents, summaries, names),
  ];
  lines.push(...formulaLines(page, set));
  const copies = rankedCopies(findings.copies);
  if (copies.length > 0) {
    lines.push(...heading(page, `${words.nouns.copies} (${copies.length})`));
    const reports = byId(set.reports);
    const most = Math.min(page.limit, 10);
    copies.slice(0, most).forEach((passage, i) => {
      lines.push(...passageLines(page, passage, i + 1, reports, names));
    });
    if (copies.length > most) lines.push('', `  ${words.sentence.more(copies.length - most)}`);
  }
  lines.push(
    ...notes(
      page,
      findings.omitted,
      findings.diagnostics.map((one) => withNames(one, names)),
    ),
    ...closing(page),
  );
  return `${lines.join('\n')}\n`;
}

function documentLines(
  page: Page,
  documents: readonly DocumentFindings[],
  summaries: readonly ReportSummary[],
  names: ReadonlyMap<string, string>,
): string[] {
  const { words, paint, width } = page;
  const byReport = new Map(summaries.map((summary) => [summary.id, summary]));
  const head = [
    words.nouns.report,
    words.nouns.characters,
    words.label.formula,
    words.label.slot,
    words.label.copied,
    words.label.specific,
  ];
  const sorted = [...documents].sort((x, y) => y.ratio.copied - x.ratio.copied || y.ratio.reuse - x.ratio.reuse);
  const cells = sorted
    .slice(0, page.limit)
    .map(({ report, ratio }) => [
      oneLine(names.get(report) ?? report),
      grouped(byReport.get(report)?.characters ?? 0),
      percent(ratio.formula),
      percent(ratio.slot),
      percent(ratio.copied),
      percent(ratio.specific),
    ]);
  // In a very narrow window only the share of copied text stands beside the name.
  const shown = width < NARROW ? [0, 4] : head.map((_, column) => column);
  const pick = (row: readonly string[]): readonly string[] => shown.map((column) => row[column] ?? '');
  const figureWidths = pick(head).map((word, column) =>
    Math.max(columnsOf(word), ...cells.map((row) => columnsOf(pick(row)[column] ?? ''))),
  );
  const figures = figureWidths.slice(1).reduce((sum, one) => sum + one + 2, 0);
  const wide = width >= figures + 2 + 16 + BAR_WIDTH + 2;
  const nameWidth = Math.max(8, Math.min(figureWidths[0] ?? 0, width - figures - 2 - (wide ? BAR_WIDTH + 2 : 0)));
  const line = (given: readonly string[], runs: readonly Run[]): string => {
    const row = pick(given);
    const name = padEnd(shorten(row[0] ?? '', nameWidth), nameWidth);
    const rest = row.slice(1).map((cell, column) => padStart(cell, figureWidths[column + 1] ?? 0));
    return `  ${[name, ...rest].join('  ')}${wide ? `  ${paintRuns(runs, paint)}` : ''}`.trimEnd();
  };
  const lines = [paint(line(head, [{ text: words.nouns.bar }]), 'bold')];
  cells.forEach((row, i) => {
    lines.push(line(row, bar(sorted[i]!.ratio, BAR_WIDTH)));
  });
  if (sorted.length > page.limit) lines.push(`  ${words.sentence.more(sorted.length - page.limit)}`);
  if (wide) lines.push(...paragraph(barLegend(page), width, paint, '  '));
  return lines;
}

function formulaLines(page: Page, set: Findings & { kind: 'corpus' }): string[] {
  const { words, paint, width } = page;
  const formulas = rankedFormulas(set.findings.formulas);
  if (formulas.length === 0) return [];
  const lines = heading(page, `${words.nouns.formulas} (${formulas.length})`);
  for (const formula of formulas.slice(0, page.limit)) {
    const counts = `${words.sentence.issuers(formula.issuers)} · ${words.sentence.reports(formula.reports)}`;
    const first = formula.firstSeen === undefined ? '' : ` · ${words.nouns.firstSeen} ${oneLine(formula.firstSeen)}`;
    const template = templateRuns(formula.template);
    const about: Run = { text: `  ${counts}${first}`, style: 'dim' };
    const together = wrap([...template, about], width - 4);
    // What is said of a formula stands whole, behind its last line or below it.
    if (together.length === wrap(template, width - 4).length) {
      lines.push(...paragraph([...template, about], width, paint, '    ', '  · '));
    } else {
      lines.push(...paragraph(template, width, paint, '    ', '  · '));
      lines.push(...paragraph([{ ...about, text: about.text.trimStart() }], width, paint, '      '));
    }
  }
  if (formulas.length > page.limit) lines.push(`  ${words.sentence.more(formulas.length - page.limit)}`);
  return lines;
}

/** Slots of a template stand out. */
function templateRuns(template: string): Run[] {
  return clip(oneLine(template), 200)
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? { text: part, style: 'cyan' } : { text: part }));
}
