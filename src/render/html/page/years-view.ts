/** Year by place: one row an issuer, one column a year, each cell the share that is copied, formula or own. */

import { percent } from '../../numbers.js';
import { type App, issuerName, nameOf, type View } from './app.js';
import { h, replace } from './dom.js';
import { type Counts, shareOf } from './figures.js';

const CHOICES = ['copied', 'formula', 'specific'] as const;
type Choice = (typeof CHOICES)[number];
/** Rows before the rest is counted; the reports view has them all. */
const MOST_ROWS = 500;
/** More columns than these are no table to read. */
const MOST_YEARS = 40;

interface Cell {
  readonly reports: number[];
  sum: number;
}

export function yearsView(app: App): View {
  const { say, words } = app;
  const place = h('div', {});
  const choice = h(
    'select',
    { 'aria-label': say.show, onchange: () => draw() },
    ...CHOICES.map((one) => h('option', { value: one }, words.label[one])),
  );
  const draw = (): void => replace(place, ...grid(app, CHOICES.find((one) => one === choice.value) ?? 'copied'));
  draw();
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.years),
      h('p', { class: 'lead' }, say.yearsHint),
      h('div', { class: 'tools' }, choice),
      place,
    ),
  };
}

export function shareBy(counts: Counts, choice: Choice): number {
  return choice === 'formula' ? shareOf(counts, 'formula') + shareOf(counts, 'slot') : shareOf(counts, choice);
}

function grid(app: App, choice: Choice): readonly HTMLElement[] {
  const { say, words, data } = app;
  const rows = new Map<string, Map<number, Cell>>();
  const years = new Map<number, Cell>();
  let undated = 0;
  for (const { report } of data.documents) {
    const { issuer = '', year } = data.reports[report] ?? {};
    if (year === undefined) {
      undated++;
      continue;
    }
    const share = shareBy(app.counts.get(report)!, choice);
    const row = rows.get(issuer) ?? new Map<number, Cell>();
    for (const cells of [row, years]) {
      const cell = cells.get(year) ?? { reports: [], sum: 0 };
      cell.reports.push(report);
      cell.sum += share;
      cells.set(year, cell);
    }
    rows.set(issuer, row);
  }
  const columns = [...years.keys()].sort((x, y) => x - y).slice(-MOST_YEARS);
  if (columns.length === 0) return [h('p', {}, say.nothing)];
  const meanOf = (cell: Cell): number => cell.sum / cell.reports.length;
  const most = Math.max(0.0001, ...[...rows.values()].flatMap((row) => [...row.values()].map(meanOf)));
  const order = [...rows].sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
  const filled = (cell: Cell | undefined, names: boolean): HTMLElement => {
    if (cell === undefined) return h('td', { class: 'none' }, '·');
    const share = meanOf(cell);
    const [only] = cell.reports;
    const text = `${percent(share)}${cell.reports.length > 1 ? ` ×${cell.reports.length}` : ''}`;
    const step = Math.min(5, Math.ceil((5 * share) / most));
    return h(
      'td',
      { class: `num heat-${step}` },
      names && cell.reports.length === 1
        ? h('a', { href: `#/report/${only}`, 'aria-label': `${nameOf(app, only!)} ${text}` }, text)
        : text,
    );
  };
  const table = h(
    'div',
    { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': say.views.years },
    h(
      'table',
      { class: 'years' },
      h('caption', { class: 'vh' }, `${say.views.years}: ${words.label[choice]}`),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, words.nouns.issuer),
          ...columns.map((year) => h('th', { scope: 'col' }, year)),
        ),
      ),
      h(
        'tbody',
        {},
        ...order
          .slice(0, MOST_ROWS)
          .map(([issuer, row]) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, issuerName(issuer)),
              ...columns.map((year) => filled(row.get(year), true)),
            ),
          ),
      ),
      h(
        'tfoot',
        {},
        h('tr', {}, h('th', { scope: 'row' }, say.mean), ...columns.map((year) => filled(years.get(year), false))),
      ),
    ),
  );
  const notes = [
    order.length > MOST_ROWS && words.sentence.more(order.length - MOST_ROWS),
    undated > 0 && say.undated(undated),
  ].filter((note) => note !== false);
  return [table, ...notes.map((note) => h('p', { class: 'hint' }, note))];
}
