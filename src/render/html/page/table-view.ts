/** Several reports side by side: which sections each has, and the values they give, a column a report. */

import { decimal } from '../../numbers.js';
import { columnSign } from '../../table-rows.js';
import type { PageTable } from '../page-data.js';
import { type App, nameOf, type View } from './app.js';
import { type Child, h, replace } from './dom.js';
import { templateParts } from './formulas-view.js';
import { plainTable } from './plain-table.js';
import { charactersOf } from './summary-view.js';

/** Rows drawn; the rest is counted. */
const MOST_ROWS = 1000;

function heads(app: App): readonly string[] {
  return app.data.reports.map((_, i) => `${columnSign(i)} ${nameOf(app, i)}`);
}

export function tableSummary(app: App, { sections, values, truncated }: PageTable): HTMLElement {
  const { words, say, data } = app;
  const common = sections.filter(([headings]) => headings.every((heading) => heading !== '')).length;
  const comparable = values.filter(({ cells }) => cells.filter((cell) => cell !== '').length > 1).length;
  const shown = sections.slice(0, MOST_ROWS);
  const rows = shown.map(([headings, score]): readonly Child[] => [
    ...headings.map((heading) => (heading === '' ? '–' : heading)),
    score === 0 ? '' : decimal(score),
  ]);
  return h(
    'section',
    { class: 'view' },
    h('h2', {}, say.views.summary),
    h(
      'p',
      { class: 'lead' },
      words.sentence.table({ reports: data.reports.length, sections: sections.length, common, values: comparable }),
    ),
    truncated && h('p', { class: 'note warn' }, words.nouns.truncated),
    h(
      'ul',
      {},
      ...heads(app).map((name, i) => h('li', {}, `${name} · ${words.sentence.characters(charactersOf(app, i))}`)),
    ),
    h('p', {}, h('a', { class: 'go', href: '#/values' }, say.views.values)),
    h('h3', {}, `${words.nouns.sections} (${sections.length})`),
    plainTable(words.nouns.sections, [...heads(app), words.nouns.similarity], rows),
    sections.length > shown.length && h('p', { class: 'hint' }, words.sentence.more(sections.length - shown.length)),
    h('p', { class: 'note verdict' }, words.verdict),
  );
}

export function tableValues(app: App, table: PageTable): View {
  const { say, words } = app;
  const count = h('p', { class: 'hint', 'aria-live': 'polite' });
  const body = h('div', {});
  const show = (wanted: string): void => {
    const rows = table.values.filter(({ template, cells }) => `${template}\n${cells.join('\n')}`.includes(wanted));
    count.textContent = say.rows(Math.min(rows.length, MOST_ROWS), table.values.length);
    replace(body, valuesTable(app, rows.slice(0, MOST_ROWS)));
  };
  const search = h('input', {
    type: 'search',
    'aria-label': say.search,
    placeholder: say.search,
    oninput: () => show(search.value.trim()),
  });
  show('');
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.values),
      table.values.length === 0 ? h('p', {}, words.nouns.none) : h('div', { class: 'tools' }, search, count),
      table.values.length > 0 && body,
    ),
  };
}

/** The table alone, for the screen and for paper. */
export function valuesTable(app: App, values: PageTable['values']): HTMLElement {
  const { words } = app;
  const rows = values.map(({ template, part, cells }): readonly Child[] => [
    h('span', { lang: 'zh-CN' }, ...templateParts(app, template)),
    part === undefined ? '' : words.part[part],
    ...cells.map((cell) => (cell === '' ? '–' : cell)),
  ]);
  return plainTable(words.nouns.values, [words.nouns.item, words.nouns.kind, ...heads(app)], rows);
}
