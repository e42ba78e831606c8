/** All reports in a sortable table, each with its strip; and one report with every label in its text. */

import { percent } from '../../numbers.js';
import type { PageDocument } from '../page-data.js';
import { type App, issuerName, nameOf, type View } from './app.js';
import { h } from './dom.js';
import { countedIn, countsOf, passageCounts, sentenceShare, shareOf } from './figures.js';
import { fillText } from './full-text.js';
import { plainTable } from './plain-table.js';
import { classShares, legend, shareBar, sharesInWords, strip } from './plot.js';
import { matcher } from './search.js';
import { charactersOf } from './summary-view.js';
import { type Column, virtualTable } from './virtual.js';

export function reportsView(app: App): View {
  const { words, say } = app;
  const all = app.data.documents;
  const figure = (title: string, value: (document: PageDocument) => number): Column<PageDocument> => ({
    title,
    track: '5.2rem',
    figures: true,
    by: value,
    cell: (document) => percent(value(document)),
  });
  const share = (document: PageDocument, what: 'formula' | 'slot' | 'copied' | 'specific'): number =>
    shareOf(app.counts.get(document.report)!, what);
  const table = virtualTable<PageDocument>({
    label: say.views.reports,
    rows: all,
    visible: 18,
    sort: 5,
    columns: [
      {
        title: words.nouns.report,
        track: 'minmax(9rem, 1.4fr)',
        by: ({ report }) => nameOf(app, report),
        cell: ({ report }) => h('a', { href: `#/report/${report}` }, nameOf(app, report)),
      },
      {
        title: words.nouns.year,
        track: '4rem',
        figures: true,
        by: ({ report }) => app.data.reports[report]?.year ?? 0,
        cell: ({ report }) => app.data.reports[report]?.year ?? '–',
      },
      {
        title: words.nouns.characters,
        track: '5.5rem',
        figures: true,
        by: ({ report }) => app.data.reports[report]?.characters ?? 0,
        cell: ({ report }) => charactersOf(app, report),
      },
      figure(words.label.formula, (document) => share(document, 'formula')),
      figure(words.label.slot, (document) => share(document, 'slot')),
      figure(words.label.copied, (document) => share(document, 'copied')),
      figure(words.label.specific, (document) => share(document, 'specific')),
      { title: say.strip, track: 'minmax(9rem, 2fr)', cell: (document) => strip(app, document) },
    ],
  });
  const count = h('p', { class: 'hint', 'aria-live': 'polite' }, say.rows(all.length, all.length));
  const search = h('input', {
    type: 'search',
    'aria-label': say.search,
    placeholder: say.searchHint,
    oninput: () => {
      const fits = matcher(search.value);
      const rows = all.filter(({ report }) => {
        const { name = '', path = '', issuer = '' } = app.data.reports[report] ?? {};
        return fits(`${name} ${path} ${issuer}`);
      });
      table.show(rows);
      count.textContent = say.rows(rows.length, all.length);
    },
  });
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.reports),
      h('div', { class: 'tools' }, search, count),
      table.element,
      legend(app, ['copied', 'formula', 'slot', 'specific']),
    ),
  };
}

/** `#/report/N`, or `#/report/N/START` to go to a place in it. */
export function reportView(app: App): View {
  const number = Number(app.path[0] ?? 0);
  const document = app.documents.get(number);
  const report = app.data.reports[number];
  if (report === undefined) return { element: h('section', { class: 'view' }, h('p', {}, app.say.nothing)) };
  const { words, say } = app;
  const facts: readonly (readonly [name: string, value: string, note?: string])[] = [
    [words.nouns.place, report.place ?? '–'],
    [words.nouns.year, report.year === undefined ? '–' : String(report.year)],
    [words.nouns.issuer, issuerName(report.issuer)],
    [words.nouns.characters, charactersOf(app, number)],
    [words.nouns.file, report.path ?? '–'],
    ...(document === undefined
      ? []
      : [[words.nouns.sentenceFormula, percent(sentenceShare(app.data, document, app.filters))] as const]),
    ...(document?.langStice === undefined
      ? []
      : [['Lang & Stice-Lawrence', percent(document.langStice), say.fixedRule] as const]),
  ];
  const counts = app.counts.get(number);
  const shares = counts === undefined ? undefined : classShares(counts);
  const partners = partnersOf(app, number);
  const body = h('div', { class: 'fulltext', lang: 'zh-CN' });
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, report.name),
      report.title !== undefined && report.title !== report.name && h('p', { class: 'hint' }, report.title),
      h(
        'dl',
        { class: 'facts' },
        ...facts.map(([name, value, note]) =>
          h('div', {}, h('dt', {}, name), h('dd', {}, value, note !== undefined && h('small', {}, note))),
        ),
      ),
      shares !== undefined && shareBar(shares, sharesInWords(app, shares)),
      shares !== undefined && h('p', { class: 'hint' }, sharesInWords(app, shares)),
      document !== undefined && strip(app, document, 960, 28),
      partners.length > 0 &&
        h(
          'p',
          { class: 'terms' },
          `${say.openPair}: `,
          ...partners
            .slice(0, 12)
            .map(({ other, characters }) =>
              h(
                'a',
                { class: 'chip', href: `#/pair/${number}/${other}` },
                `${nameOf(app, other)} · ${words.sentence.characters(String(characters))}`,
              ),
            ),
        ),
      sectionShares(app, document),
      legend(app, ['copied', 'formula', 'slot', 'specific']),
      body,
    ),
    enter: () => {
      const target = fillText(app, body, number, Number(app.path[1] ?? -1));
      target?.scrollIntoView({ block: 'center' });
    },
  };
}

/** Reports that share passages with this one, most shared characters first. */
export function partnersOf(
  app: App,
  report: number,
): readonly { readonly other: number; readonly characters: number }[] {
  const sums = new Map<number, number>();
  for (const passage of app.data.passages) {
    if (!passageCounts(app.data, passage, app.filters)) continue;
    const { draft, source } = passage;
    const characters = countedIn(passage, app.filters);
    if (draft === report) sums.set(source, (sums.get(source) ?? 0) + characters);
    else if (source === report) sums.set(draft, (sums.get(draft) ?? 0) + characters);
  }
  return [...sums].map(([other, characters]) => ({ other, characters })).sort((x, y) => y.characters - x.characters);
}

/** Each chapter's shares, folded away until asked for. */
function sectionShares(app: App, document: PageDocument | undefined): HTMLElement | false {
  const sections = document?.sections ?? [];
  if (sections.length < 2) return false;
  const { words } = app;
  const heads = [words.nouns.section, words.label.formula, words.label.copied, words.label.specific];
  const rows = sections.map(([heading, start, end]) => {
    const counts = countsOf(app.data, document!, app.filters, { start, end });
    return [
      heading,
      percent(shareOf(counts, 'formula') + shareOf(counts, 'slot')),
      percent(shareOf(counts, 'copied')),
      percent(shareOf(counts, 'specific')),
    ];
  });
  return h(
    'details',
    {},
    h('summary', {}, `${words.nouns.sections} (${sections.length})`),
    plainTable(words.nouns.section, heads, rows),
  );
}
