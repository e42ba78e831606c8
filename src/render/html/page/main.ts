/** The page: reads its chunks, keeps the reader's settings, and draws the view that the address names. */

import type { Lang } from '../../options.js';
import { wordsOf } from '../../words.js';
import { unpackJson } from '../chunks.js';
import type { PageData } from '../page-data.js';
import { curveUnder } from './accumulation.js';
import type { App, View } from './app.js';
import { button, h, replace } from './dom.js';
import { evidenceView } from './evidence-view.js';
import { ALL_COUNTED, type Counts, countsOf, type Filters } from './figures.js';
import { formulasView } from './formulas-view.js';
import { matrixView } from './matrix-view.js';
import { curveView, notesView } from './notes-view.js';
import { type PageWords, pageWordsOf } from './page-words.js';
import { pairView } from './pair-view.js';
import { printed } from './print.js';
import { withoutFormulas } from './rejected.js';
import { reportsView, reportView } from './reports-view.js';
import { summaryView } from './summary-view.js';
import { openTexts } from './texts.js';
import { valuesView } from './values-view.js';
import { FORMULA_VERDICTS, openVerdicts, PASSAGE_VERDICTS } from './verdicts.js';
import { yearsView } from './years-view.js';

const VIEWS: Readonly<Record<string, (app: App) => View>> = {
  summary: summaryView,
  formulas: formulasView,
  reports: reportsView,
  report: reportView,
  matrix: matrixView,
  pair: pairView,
  evidence: evidenceView,
  years: yearsView,
  curve: curveView,
  values: valuesView,
  notes: notesView,
};

type Tab = keyof PageWords['views'];
const TABS: Readonly<Record<PageData['kind'], readonly Tab[]>> = {
  corpus: ['summary', 'formulas', 'reports', 'matrix', 'pair', 'evidence', 'years', 'curve', 'notes'],
  flag: ['summary', 'evidence', 'reports', 'pair', 'notes'],
  comparison: ['summary', 'pair', 'values', 'notes'],
  table: ['summary', 'values', 'notes'],
};
const THEMES = ['auto', 'light', 'dark'] as const;

/** Draws the page into this element and keeps it up to date. */
export function start(root: HTMLElement): void {
  const chunk = (number: number): string => document.getElementById(`chunk-${number}`)?.textContent ?? '';
  // The writer of the file is the library itself; the shape is its own.
  const carried: PageData = {
    ...(unpackJson(chunk(0)) as PageData),
    ...(unpackJson(chunk(1)) as Pick<PageData, 'reports' | 'shortened'>),
  };
  let data = carried;
  const texts = openTexts(data.reports, (number) => chunk(number + 2));
  const verdicts = openVerdicts(`taohua-${data.key}`, PASSAGE_VERDICTS);
  const formulaVerdicts = openVerdicts(`taohua-${data.key}-formulas`, FORMULA_VERDICTS);
  let documents: App['documents'] = new Map();
  let lang: Lang = data.lang;
  let theme: (typeof THEMES)[number] = 'auto';
  let filters: Filters = ALL_COUNTED;
  let counts: ReadonlyMap<number, Counts> = new Map();
  let view: View | undefined;
  const main = h('main', { id: 'main', tabindex: -1 });
  const top = h('header', { class: 'top' });
  const bottom = h('footer', {});
  const paper = h('div', { class: 'paper' });
  const rejections = h('a', { class: 'hint', href: '#/formulas' });
  root.append(top, main, bottom, paper);

  const countsIn = (from: PageData): ReadonlyMap<number, Counts> =>
    new Map(from.documents.map((one) => [one.report, countsOf(from, one, filters)]));
  const recount = (): ReadonlyMap<number, Counts> => {
    const rejected = new Set(
      data.formulas.flatMap(({ id }, i) => (formulaVerdicts.get(id).verdict === 'rejected' ? [i + 1] : [])),
    );
    data = { ...carried, documents: carried.documents.map((one) => withoutFormulas(one, rejected)) };
    documents = new Map(data.documents.map((one) => [one.report, one]));
    rejections.hidden = rejected.size === 0;
    rejections.textContent = rejected.size === 0 ? '' : pageWordsOf(lang).rejected(rejected.size);
    counts = countsIn(data);
    return counts;
  };
  const app = (path: readonly string[]): App => ({
    data,
    texts,
    lang,
    words: wordsOf(lang, data.kind),
    say: pageWordsOf(lang),
    filters,
    counts,
    documents,
    accumulation: () => curveUnder(carried, data, filters),
    verdicts,
    formulaVerdicts,
    recount,
    unjudged: () => countsIn(carried),
    path,
    go: (address) => {
      location.hash = address;
    },
  });
  const route = (): readonly [string, readonly string[]] => {
    const [name = '', ...path] = addressed(location.hash).split('/');
    return VIEWS[name] === undefined ? ['summary', []] : [name, path];
  };
  // A single draft needs no list of drafts: the tab leads to its text.
  const single = data.kind === 'flag' && data.documents.length === 1;
  const addressOf = (tab: string): string =>
    tab === 'reports' && single ? `#/report/${data.documents[0]!.report}` : `#/${tab}`;
  const show = (): void => {
    const [name, path] = route();
    view?.leave?.();
    view = VIEWS[name]!(app(path));
    replace(main, view.element);
    view.enter?.();
    for (const link of top.querySelectorAll('nav a')) {
      const now = link.getAttribute('href') === addressOf(name === 'report' ? 'reports' : name);
      if (now) {
        link.setAttribute('aria-current', 'page');
        // In a narrow window the tabs stand in one row that scrolls; scrollIntoView would move the place Tab goes on from.
        const row = link.parentElement!;
        const { left, width } = link.getBoundingClientRect();
        row.scrollLeft += left + width / 2 - row.getBoundingClientRect().left - row.clientWidth / 2;
      } else link.removeAttribute('aria-current');
    }
    const title = `${pageWordsOf(lang).views[(name === 'report' ? 'reports' : name) as Tab]} · ${wordsOf(lang, data.kind).titles[data.kind]}`;
    document.title = title;
  };
  const frame = (): void => {
    const words = wordsOf(lang, data.kind);
    const say = pageWordsOf(lang);
    recount();
    document.documentElement.lang = lang;
    document.documentElement.setAttribute('data-theme', theme);
    replace(
      top,
      h(
        'a',
        {
          class: 'skip',
          href: '#main',
          onclick: (event) => {
            event.preventDefault();
            main.focus();
          },
        },
        say.skip,
      ),
      h(
        'div',
        { class: 'brand' },
        h('h1', {}, words.titles[data.kind]),
        h(
          'div',
          { class: 'actions' },
          button(
            say.language,
            () => {
              lang = lang === 'en' ? 'zh-CN' : 'en';
              frame();
              top.querySelector<HTMLElement>('.actions button')?.focus();
            },
            { lang: lang === 'en' ? 'zh-CN' : 'en' },
          ),
          button(`${say.theme.name}: ${say.theme[theme]}`, () => {
            theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
            frame();
            top.querySelectorAll<HTMLElement>('.actions button')[1]?.focus();
          }),
          button(say.print, () => print()),
        ),
      ),
      h(
        'nav',
        { 'aria-label': words.titles[data.kind] },
        ...TABS[data.kind].map((tab) =>
          h('a', { href: addressOf(tab) }, tab === 'reports' && single ? say.views.draft : say.views[tab]),
        ),
      ),
      data.documents.length > 0 && filterBar(say),
    );
    replace(bottom, h('p', {}, words.verdict), h('p', { class: 'hint' }, data.generator));
    show();
  };
  const filterBar = (say: PageWords): HTMLElement => {
    const set = (change: Partial<Filters>): void => {
      filters = { ...filters, ...change };
      recount();
      show();
    };
    const check = (name: 'formulas' | 'sameIssuer' | 'quotations'): HTMLElement => {
      const box = h('input', {
        type: 'checkbox',
        checked: filters[name],
        onchange: () => set({ [name]: box.checked }),
      });
      return h('label', {}, box, say.filters[name]);
    };
    const least = h('input', {
      type: 'number',
      min: 0,
      max: 500,
      value: filters.least,
      onchange: () => set({ least: Math.max(0, Math.min(500, Math.round(Number(least.value)) || 0)) }),
    });
    return h(
      'fieldset',
      { class: 'filters' },
      h('legend', {}, say.counting),
      data.kind === 'corpus' && check('formulas'),
      check('sameIssuer'),
      check('quotations'),
      h('label', {}, say.filters.least, ' ', least),
      rejections,
    );
  };
  frame();
  addEventListener('hashchange', () => {
    show();
    main.focus({ preventScroll: true });
    if (route()[0] !== 'report') scrollTo(0, 0);
  });
  // Paper is white whatever the screen is.
  addEventListener('beforeprint', () => {
    document.documentElement.setAttribute('data-theme', 'light');
    const sheets = printed(app([]));
    replace(paper, sheets.element);
    sheets.enter?.();
  });
  addEventListener('afterprint', () => {
    document.documentElement.setAttribute('data-theme', theme);
    replace(paper);
  });
}

/** The view and its words: `#/pair/0/1/l5`, also as others write it: `#pair=0,1&link=5`. */
function addressed(hash: string): string {
  const [, name, path = '', link] = /^#(\w+)=([\w,]*)(?:&link=(\d+))?$/.exec(hash) ?? [];
  if (name === undefined) return hash.replace(/^#\/?/, '');
  return [name, ...path.split(',').filter((part) => part !== ''), ...(link === undefined ? [] : [`l${link}`])].join(
    '/',
  );
}
