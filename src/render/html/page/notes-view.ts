/** How to read the numbers, what was left out, what was wrong with the inputs; and the accumulation curve. */

import { grouped, percent } from '../../numbers.js';
import { type App, issuerName, type View } from './app.js';
import { h } from './dom.js';
import { plainTable } from './plain-table.js';
import { curve } from './plot.js';
import { omissions } from './summary-view.js';

export function notesView(app: App): View {
  const { say, words, data } = app;
  const signs = { error: '✗', warning: '!', info: '·' };
  const files = data.reports.map(({ name, path, format, characters, issuer, date, year }) => [
    name,
    path ?? '–',
    format ?? '–',
    issuerName(issuer),
    date ?? (year === undefined ? '–' : String(year)),
    grouped(characters),
  ]);
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.notes),
      h('ul', { class: 'method' }, ...say.method.map((line) => h('li', {}, line))),
      omissions(app),
      data.diagnostics.length > 0 && h('h3', {}, words.nouns.diagnostics),
      data.diagnostics.length > 0 &&
        h(
          'ul',
          { class: 'diagnostics' },
          ...data.diagnostics
            .slice(0, 500)
            .map((diagnostic) =>
              h(
                'li',
                { class: diagnostic.severity },
                h('span', { 'aria-hidden': 'true' }, `${signs[diagnostic.severity]} `),
                diagnostic.report === undefined ? '' : `${diagnostic.report} – `,
                words.sentence.diagnostic(diagnostic),
                ' ',
                h('code', {}, diagnostic.code),
              ),
            ),
        ),
      h('h3', {}, `${say.views.reports} (${data.reports.length})`),
      plainTable(
        words.nouns.reports,
        [
          words.nouns.report,
          words.nouns.file,
          words.nouns.format,
          words.nouns.issuer,
          words.nouns.year,
          words.nouns.characters,
        ],
        files.slice(0, 1000),
      ),
    ),
  };
}

export function curveView(app: App): View {
  const { say, words } = app;
  const points = app.accumulation().map(([issuers, formula]) => ({
    x: issuers,
    y: formula,
    label: `${words.sentence.issuers(issuers)}: ${percent(formula)}`,
  }));
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.curve),
      points.length === 0 && h('p', {}, say.nothing),
      points.length > 0 && h('p', { class: 'lead' }, say.curveHint),
      points.length > 0 && h('p', { class: 'hint' }, say.curveFollows),
      points.length > 0 &&
        curve(points, `${say.views.curve}: ${points.map(({ label }) => label).join('; ')}`, words.nouns.issuers),
      points.length > 0 && h('h3', {}, say.tableBehind),
      points.length > 0 &&
        plainTable(
          say.tableBehind,
          [words.nouns.issuers, words.label.formula],
          points.map(({ x, y }) => [x, percent(y)]),
        ),
    ),
  };
}
