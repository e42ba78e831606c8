/** The formulas: a searchable list, and the one in hand with wordings, years, slot values and where it stands. */

import { percent } from '../../numbers.js';
import type { PageFormula } from '../page-data.js';
import { type App, nameOf, type View } from './app.js';
import { bankedFormulas, bankFile } from './bank-file.js';
import { button, type Child, h, replace } from './dom.js';
import { type Counts, meanShare } from './figures.js';
import { plainTable } from './plain-table.js';
import { columnsPlot, type Point } from './plot.js';
import { matcher } from './search.js';
import { download, verdictForm } from './verdicts.js';
import { virtualTable } from './virtual.js';

/** Rows of a table of values, and places listed, before the rest is only counted. */
const MOST_ROWS = 200;

export function formulasView(app: App): View {
  const { say, words, data } = app;
  const all = data.formulas;
  if (all.length === 0)
    return { element: h('section', { class: 'view' }, h('h2', {}, say.views.formulas), h('p', {}, say.nothing)) };
  const detail = h('div', { class: 'detail' }, h('p', { class: 'hint' }, say.pickOne));
  const count = h('p', { class: 'hint', 'aria-live': 'polite' }, say.rows(all.length, all.length));
  const banked = (): readonly PageFormula[] => bankedFormulas(all, (id) => app.formulaVerdicts.get(id).verdict);
  const bank = button('', () => download(bankFile(data, banked()), 'taohua-formulas.json', 'application/json'), {
    title: say.bankHint,
  });
  const countBank = (): void => {
    const size = banked().length;
    bank.textContent = say.exportBank(size);
    bank.disabled = size === 0;
  };
  countBank();
  const effect = h('p', { class: 'hint', role: 'status' });
  const sign = (id: string): string => {
    const { verdict } = app.formulaVerdicts.get(id);
    return verdict === undefined ? '○' : verdict === 'accepted' ? '✔' : '✕';
  };
  const open = (formula: PageFormula): void => {
    const judged = (): void => {
      effect.textContent = say.formulaShare(
        percent(shareOfFormulas(app.recount())),
        percent(shareOfFormulas(app.unjudged())),
      );
      table.redraw();
      countBank();
    };
    replace(detail, ...formulaCard(app, formula, judged));
  };
  const table = virtualTable<PageFormula>({
    label: say.views.formulas,
    rows: all,
    visible: 12,
    rowHeight: 54,
    sort: 1,
    onpick: (formula) => open(formula),
    columns: [
      {
        title: say.template,
        track: 'minmax(10rem, 1fr)',
        by: ({ template }) => template,
        cell: ({ id, template }) =>
          h('button', { type: 'button', class: 'link clamp' }, `${sign(id)} `, ...templateParts(app, template)),
      },
      {
        title: words.nouns.issuers,
        track: '5.4rem',
        figures: true,
        by: ({ issuers }) => issuers,
        cell: ({ issuers }) => issuers,
      },
      {
        title: words.nouns.reports,
        track: '5.4rem',
        figures: true,
        by: ({ reports }) => reports,
        cell: ({ reports }) => reports,
      },
      {
        title: words.nouns.firstSeen,
        track: '6.2rem',
        figures: true,
        by: ({ firstSeen }) => firstSeen ?? '',
        cell: ({ firstSeen }) => firstSeen ?? '–',
      },
    ],
  });
  const search = h('input', {
    type: 'search',
    'aria-label': say.search,
    placeholder: say.searchHint,
    oninput: () => filter(),
  });
  const slots = h('input', { type: 'checkbox', onchange: () => filter() });
  const most = Math.max(1, ...all.map(({ issuers }) => issuers));
  const least = h('input', { type: 'number', min: 1, max: most, value: 1, oninput: () => filter() });
  const choice = h(
    'select',
    { 'aria-label': say.choose, onchange: () => filter() },
    ...(['all', 'unjudged', 'accepted', 'rejected'] as const).map((one) =>
      h('option', { value: one }, say.formulaChoices[one]),
    ),
  );
  const filter = (): void => {
    const fits = matcher(search.value);
    const wanted = choice.value;
    const rows = all.filter(
      (formula) =>
        formula.issuers >= Number(least.value) &&
        (!slots.checked || formula.values.length > 0) &&
        (wanted === 'all' || (app.formulaVerdicts.get(formula.id).verdict ?? 'unjudged') === wanted) &&
        (fits(formula.template) || formula.wordings.some(([text]) => fits(text))),
    );
    table.show(rows);
    count.textContent = say.rows(rows.length, all.length);
  };
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.formulas),
      h(
        'div',
        { class: 'tools' },
        search,
        h('label', {}, slots, say.withSlots),
        h('label', {}, say.minIssuers, ' ', least),
        choice,
        button(say.exportVerdicts, () => exportVerdicts(app)),
        bank,
        count,
      ),
      effect,
      h('div', { class: 'master' }, table.element, detail),
    ),
    enter: () => {
      const first = table.rows()[0];
      if (first !== undefined) {
        table.select(0);
        open(first);
      }
    },
  };
}

/** Slots stand out and are named. */
export function templateParts(app: App, template: string): readonly Child[] {
  return template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{') ? h('span', { class: 'slot' }, app.say.kinds[part.slice(1, -1)] ?? part.slice(1, -1)) : part,
    );
}

function shareOfFormulas(counts: ReadonlyMap<number, Counts>): number {
  const all = [...counts.values()];
  return meanShare(all, 'formula') + meanShare(all, 'slot');
}

function exportVerdicts(app: App): void {
  const rows = app.data.formulas.map(
    ({ id, template, issuers, reports }) => [id, template, String(issuers), String(reports)] as const,
  );
  const heads = ['formula', 'template', 'issuers', 'reports'];
  download(app.formulaVerdicts.csv(heads, rows), 'taohua-formulas.csv');
}

function formulaCard(app: App, formula: PageFormula, judged: () => void): readonly Child[] {
  const { say, words } = app;
  return [
    h('h3', { class: 'template', lang: 'zh-CN' }, ...templateParts(app, formula.template)),
    h(
      'p',
      { class: 'chips' },
      h('span', { class: 'chip' }, words.sentence.issuers(formula.issuers)),
      h('span', { class: 'chip' }, words.sentence.reports(formula.reports)),
      formula.firstSeen !== undefined && h('span', { class: 'chip' }, `${words.nouns.firstSeen} ${formula.firstSeen}`),
    ),
    verdictForm({
      verdicts: app.formulaVerdicts,
      id: formula.id,
      name: 'formula-verdict',
      legend: say.formulaVerdict,
      note: say.note,
      labels: say.formulaVerdicts,
      judged,
    }),
    yearPlot(app, formula),
    formula.wordings.length > 0 && h('h4', {}, say.wordings),
    formula.wordings.length > 0 &&
      plainTable(
        say.wordings,
        [say.template, words.nouns.times, words.nouns.issuers],
        formula.wordings.map(([text, count, issuers]) => [h('span', {}, ...templateParts(app, text)), count, issuers]),
      ),
    ...slotValues(app, formula),
    h('h4', {}, `${say.where} (${formula.occurrences})`),
    places(app, formula),
  ];
}

function yearPlot(app: App, formula: PageFormula): Child {
  const years = new Map<number, Set<number>>();
  for (let i = 0; i < formula.at.length; i += 3) {
    const report = formula.at[i]!;
    const year = app.data.reports[report]?.year;
    if (year === undefined) continue;
    const set = years.get(year) ?? new Set();
    set.add(report);
    years.set(year, set);
  }
  if (years.size < 2) return undefined;
  const first = Math.min(...years.keys());
  const last = Math.max(...years.keys());
  if (last - first > 80) return undefined;
  const bars: Point[] = [];
  for (let year = first; year <= last; year++) {
    const count = years.get(year)?.size ?? 0;
    bars.push({ x: year, y: count, label: `${year} ${app.words.sentence.reports(count)}` });
  }
  return h(
    'div',
    {},
    h('h4', {}, app.say.years),
    columnsPlot(bars, `${app.say.years}: ${bars.map(({ label }) => label).join(', ')}`),
  );
}

function slotValues(app: App, formula: PageFormula): readonly Child[] {
  if (formula.values.length === 0) return [];
  const { say, words } = app;
  const width = Math.max(...formula.values.map((row) => row.length)) - 1;
  const kinds = [...formula.template.matchAll(/\{([^{}]*)\}/g)].map(
    (match) => say.kinds[match[1] ?? ''] ?? match[1] ?? '',
  );
  const heads = Array.from({ length: width }, (_, i) => kinds[i] ?? String(i + 1));
  const parts: Child[] = [h('h4', {}, say.slotValues)];
  for (let slot = 0; slot < width; slot++) {
    const numbers = formula.values.flatMap((row) => {
      const value = Number.parseFloat(String(row[slot + 1] ?? '').replaceAll(',', ''));
      return Number.isFinite(value) ? [{ report: Number(row[0]), value }] : [];
    });
    if (numbers.length >= 5) parts.push(spread(app, heads[slot] ?? '', numbers));
  }
  const rows = formula.values
    .slice(0, MOST_ROWS)
    .map((row) => [
      h('a', { href: `#/report/${row[0]}` }, nameOf(app, Number(row[0]))),
      ...Array.from({ length: width }, (_, i) => String(row[i + 1] ?? '')),
    ]);
  parts.push(plainTable(say.slotValues, [words.nouns.report, ...heads], rows));
  if (formula.values.length > MOST_ROWS)
    parts.push(h('p', { class: 'hint' }, words.sentence.more(formula.values.length - MOST_ROWS)));
  return parts;
}

/** How the values of one slot lie: counts in twelve equal steps. */
function spread(app: App, name: string, numbers: readonly { readonly value: number }[]): Child {
  const values = numbers.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const steps = high > low ? 12 : 1;
  const bars: { x: number; y: number; label: string }[] = [];
  for (let i = 0; i < steps; i++) {
    const from = low + ((high - low) * i) / steps;
    const to = low + ((high - low) * (i + 1)) / steps;
    const count = values.filter((value) => value >= from && (i === steps - 1 || value < to)).length;
    bars.push({ x: i, y: count, label: `${Number(from.toFixed(2))} – ${Number(to.toFixed(2))} : ${count}` });
  }
  return columnsPlot(bars, `${name}: ${low} – ${high}, ${app.words.nouns.times} ${values.length}`);
}

function places(app: App, formula: PageFormula): HTMLElement {
  const items: Child[] = [];
  for (let i = 0; i < formula.at.length && items.length < MOST_ROWS; i += 3) {
    const report = formula.at[i]!;
    const start = formula.at[i + 1]!;
    items.push(h('li', {}, h('a', { href: `#/report/${report}/${start}` }, nameOf(app, report))));
  }
  const rest = formula.occurrences - items.length;
  return h('ul', { class: 'places' }, ...items, rest > 0 && h('li', { class: 'hint' }, app.words.sentence.more(rest)));
}
