/** For paper and PDF: every section one after the other, lists in full up to a stated limit. */

import { percent } from '../../numbers.js';
import { differenceInWords, itemName } from '../../value-figures.js';
import { type App, nameOf, type View } from './app.js';
import { type Child, h } from './dom.js';
import { card } from './evidence-view.js';
import { passageCounts, shareOf } from './figures.js';
import { templateParts } from './formulas-view.js';
import { matrixView, topPairs } from './matrix-view.js';
import { curveView, notesView } from './notes-view.js';
import { comparisonPair } from './pair-model.js';
import { pairPane } from './pair-pane.js';
import { plainTable } from './plain-table.js';
import { classShares, shareBar, sharesInWords } from './plot.js';
import { summaryView } from './summary-view.js';
import { valuesTable } from './table-view.js';
import { yearsView } from './years-view.js';

/** Rows and cards on paper; the rest is counted. */
const MOST_ROWS = 300;
const MOST_CARDS = 60;
const MOST_PAIRS = 50;

export function printed(app: App): View {
  const { say, words, data } = app;
  const sections: Child[] = [summaryView(app).element];
  let matrix: View | undefined;
  if (data.documents.length > 0) {
    const rows = data.documents.slice(0, MOST_ROWS).map(({ report }) => {
      const counts = app.counts.get(report)!;
      const shares = classShares(counts);
      return [
        nameOf(app, report),
        percent(shareOf(counts, 'formula')),
        percent(shareOf(counts, 'slot')),
        percent(shareOf(counts, 'copied')),
        percent(shareOf(counts, 'specific')),
        shareBar(shares, sharesInWords(app, shares)),
      ];
    });
    const heads = [
      words.nouns.report,
      words.label.formula,
      words.label.slot,
      words.label.copied,
      words.label.specific,
      words.nouns.bar,
    ];
    sections.push(
      section(app, say.views.reports, plainTable(say.views.reports, heads, rows), data.documents.length - rows.length),
    );
  }
  if (data.formulas.length > 0) {
    const rows = data.formulas
      .slice(0, MOST_ROWS)
      .map(({ template, issuers, reports, firstSeen }): readonly Child[] => [
        templateParts(app, template),
        issuers,
        reports,
        firstSeen ?? '–',
      ]);
    const heads = [say.template, words.nouns.issuers, words.nouns.reports, words.nouns.firstSeen];
    sections.push(
      section(app, say.views.formulas, plainTable(say.views.formulas, heads, rows), data.formulas.length - rows.length),
    );
  }
  if (data.kind === 'corpus' && data.documents.length > 1) {
    matrix = matrixView(app);
    const rows = topPairs(app, MOST_PAIRS);
    sections.push(matrix.element);
    if (rows.length > 0)
      matrix.element.append(plainTable(say.tableBehind, [say.pairOf, say.with, words.nouns.share], rows));
  }
  const passages = data.passages.filter((passage) => passageCounts(data, passage, app.filters));
  if (passages.length > 0) {
    const cards = passages.slice(0, MOST_CARDS).map((passage) => card(app, passage, 'h4'));
    sections.push(section(app, say.views.evidence, cards, passages.length - cards.length));
  }
  const pair = comparisonPair(app, false);
  if (pair !== undefined && data.comparison !== undefined) {
    const rows = data.comparison.values
      .slice(0, MOST_ROWS)
      .map((row) => [
        itemName(row.template),
        row.part === undefined ? '' : words.part[row.part],
        row.a ?? '–',
        row.b ?? '–',
        differenceInWords(row, app.lang),
      ]);
    const heads = [words.nouns.item, words.nouns.kind, 'A', 'B', words.nouns.difference];
    sections.push(
      section(
        app,
        say.views.values,
        plainTable(say.views.values, heads, rows),
        data.comparison.values.length - rows.length,
      ),
    );
    const columns = (['a', 'b'] as const).map((side) =>
      h('div', {}, h('h4', {}, nameOf(app, pair.reports[side])), pairPane(app, pair, side).element),
    );
    sections.push(section(app, say.views.pair, h('div', { class: 'print-pair' }, ...columns), 0));
  }
  if (data.table !== undefined) {
    const { values } = data.table;
    const rest = values.length - MOST_ROWS;
    sections.push(section(app, say.views.values, valuesTable(app, values.slice(0, MOST_ROWS)), rest));
  }
  if (data.kind === 'corpus' && data.documents.length > 1) sections.push(yearsView(app).element);
  if (data.accumulation.length > 0) sections.push(curveView(app).element);
  sections.push(notesView(app).element);
  return { element: h('div', { class: 'printed' }, ...sections), enter: () => matrix?.enter?.() };
}

function section(app: App, title: string, body: Child, rest: number): HTMLElement {
  return h(
    'section',
    { class: 'view' },
    h('h2', {}, title),
    body,
    rest > 0 && h('p', { class: 'hint' }, app.words.sentence.more(rest)),
  );
}
