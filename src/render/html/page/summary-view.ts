/** The first view: the sentence in words, the ratios under the switches, one bar a report. */

import { reasonOf } from '../../names.js';
import { grouped, percent } from '../../numbers.js';
import { type App, nameOf, type View } from './app.js';
import { comparisonSummary } from './comparison-summary.js';
import { h } from './dom.js';
import { CLASSES, type Class, type Counts, countedIn, countsOf, meanShare, passageCounts, shareOf } from './figures.js';
import { distinct } from './lists.js';
import { plainTable } from './plain-table.js';
import { classShares, legend, shareBar, sharesInWords } from './plot.js';
import { quotation } from './quotation.js';
import { tableSummary } from './table-view.js';
import { virtualTable } from './virtual.js';

/** Names listed one by one; the rest is counted. */
const MOST_LEFTOVERS = 200;

export function summaryView(app: App): View {
  const { data } = app;
  if (data.comparison !== undefined) return { element: comparisonSummary(app, data.comparison) };
  if (data.table !== undefined) return { element: tableSummary(app, data.table) };
  const all = [...app.counts.values()];
  const single = data.documents.length === 1;
  const shares = Object.fromEntries(CLASSES.map((one) => [one, meanShare(all, one)])) as Record<Class, number>;
  const element = h(
    'section',
    { class: 'view' },
    h('h2', {}, app.say.views.summary),
    h('p', { class: 'lead' }, leadSentence(app, shares)),
    tiles(app, all),
    h('h3', {}, single ? app.words.nouns.bar : app.say.mean),
    shareBar(shares, sharesInWords(app, shares)),
    legend(
      app,
      CLASSES.filter((one) => one !== 'excluded' || shares.excluded > 0),
    ),
    shares.excluded > 0 && h('p', { class: 'hint' }, app.say.excludedHint),
    !single && h('h3', { class: 'screen' }, `${app.say.views.reports} (${app.data.documents.length})`),
    !single && bars(app),
    single && h('p', {}, h('a', { class: 'go', href: `#/report/${data.documents[0]!.report}` }, app.say.openReport)),
    data.kind === 'flag' && data.passages.length > 0 && sources(app),
    looseLeftovers(app),
    omissions(app),
    data.shortened > 0 && h('p', { class: 'note' }, app.say.shortened(data.shortened)),
    h('p', { class: 'note verdict' }, app.words.verdict),
  );
  return { element };
}

function leadSentence(app: App, shares: Readonly<Record<Class, number>>): string {
  const { data, words } = app;
  if (data.kind === 'flag' && data.documents.length === 1) {
    const draft = data.documents[0]!.report;
    const counts = app.counts.get(draft);
    return words.sentence.flag({
      draft: nameOf(app, draft),
      passages: data.passages.filter((passage) => passageCounts(data, passage, app.filters)).length,
      characters: counts?.copied ?? 0,
      share: percent(shares.copied),
      leftovers: data.leftovers.length,
    });
  }
  return words.sentence.corpus({
    reports: data.documents.length,
    issuers: data.threshold?.issuers ?? distinct(data.reports.map(({ issuer }) => issuer)).length,
    least: data.threshold?.minIssuers,
    formula: percent(shares.formula + shares.slot),
    copied: percent(shares.copied),
    own: percent(shares.specific),
  });
}

function tiles(app: App, all: readonly Counts[]): HTMLElement {
  const { kpi } = app.say;
  const others = [...app.documents.values()].map((document) =>
    countsOf(app.data, document, { ...app.filters, sameIssuer: false }),
  );
  const figures: readonly (readonly [string, number])[] = [
    [kpi.reuse, meanShare(all, 'reuse')],
    [kpi.copied, meanShare(all, 'copied')],
    [kpi.copiedOther, meanShare(others, 'copied')],
    ...(all.length > 1 ? [[kpi.most, highest(all)] as const] : []),
    [kpi.formula, meanShare(all, 'formula') + meanShare(all, 'slot')],
    [kpi.own, meanShare(all, 'specific')],
  ];
  return h(
    'dl',
    { class: 'tiles' },
    ...figures.map(([name, share]) => h('div', {}, h('dt', {}, name), h('dd', {}, percent(share)))),
  );
}

function highest(all: readonly Counts[]): number {
  return Math.max(0, ...all.map((counts) => shareOf(counts, 'copied')));
}

/** Where drafts took from, most characters first. */
function sources(app: App): HTMLElement {
  const sums = new Map<number, { passages: number; characters: number }>();
  for (const passage of app.data.passages) {
    if (!passageCounts(app.data, passage, app.filters)) continue;
    const sum = sums.get(passage.source) ?? { passages: 0, characters: 0 };
    sums.set(passage.source, {
      passages: sum.passages + 1,
      characters: sum.characters + countedIn(passage, app.filters),
    });
  }
  const { words } = app;
  const rows = [...sums]
    .sort((x, y) => y[1].characters - x[1].characters)
    .map(([source, sum]) => [
      h('a', { href: `#/report/${source}` }, nameOf(app, source)),
      sum.passages,
      sum.characters,
    ]);
  return h(
    'div',
    {},
    h('h3', {}, words.nouns.source),
    plainTable(words.nouns.source, [words.nouns.source, words.nouns.passages, words.nouns.characters], rows),
  );
}

function bars(app: App): HTMLElement {
  const rows = app.data.documents.map(({ report }) => ({ report, counts: app.counts.get(report)! }));
  const { words, say } = app;
  const table = virtualTable<(typeof rows)[number]>({
    label: words.nouns.bar,
    rows,
    sort: 2,
    visible: 16,
    columns: [
      {
        title: words.nouns.report,
        track: 'minmax(9rem, 1.2fr)',
        by: ({ report }) => nameOf(app, report),
        cell: ({ report }) => h('a', { href: `#/report/${report}` }, nameOf(app, report)),
      },
      {
        title: words.nouns.bar,
        track: 'minmax(8rem, 3fr)',
        cell: ({ counts }) => {
          const shares = classShares(counts);
          return shareBar(shares, sharesInWords(app, shares));
        },
      },
      {
        title: words.label.copied,
        track: '5.5rem',
        figures: true,
        by: ({ counts }) => shareOf(counts, 'copied'),
        cell: ({ counts }) => percent(shareOf(counts, 'copied')),
      },
      {
        title: words.label.formula,
        track: '5.5rem',
        figures: true,
        by: ({ counts }) => shareOf(counts, 'formula') + shareOf(counts, 'slot'),
        cell: ({ counts }) => percent(shareOf(counts, 'formula') + shareOf(counts, 'slot')),
      },
      {
        title: say.own,
        track: '5.5rem',
        figures: true,
        by: ({ counts }) => shareOf(counts, 'specific'),
        cell: ({ counts }) => percent(shareOf(counts, 'specific')),
      },
    ],
  });
  return table.element;
}

/** Every name that belongs elsewhere, in passages and outside of them, with the words around it. */
export function looseLeftovers(app: App): HTMLElement | false {
  const { leftovers } = app.data;
  if (leftovers.length === 0) return false;
  const { words } = app;
  return h(
    'div',
    {},
    h('h3', {}, `${words.nouns.leftovers} (${leftovers.length})`),
    h(
      'ul',
      { class: 'leftovers' },
      ...leftovers
        .slice(0, MOST_LEFTOVERS)
        .map((leftover) => ({ ...leftover, reason: reasonOf(words, leftover) }))
        .map(({ report, span, name, place, reason }) =>
          h(
            'li',
            {},
            `⚠ ${words.sentence.leftover(name, place)}${reason === undefined ? '' : ` (${reason})`} `,
            h('a', { href: `#/report/${report}/${span.start}` }, nameOf(app, report)),
            quotation(app, report, span, 24, [{ span, kind: 'leftover' }]),
          ),
        ),
      leftovers.length > MOST_LEFTOVERS && h('li', {}, words.sentence.more(leftovers.length - MOST_LEFTOVERS)),
    ),
  );
}

export function omissions(app: App): HTMLElement | false {
  const { omitted } = app.data;
  if (omitted.length === 0) return false;
  return h(
    'div',
    {},
    h('h3', {}, app.words.nouns.omitted),
    h(
      'ul',
      {},
      ...omitted.map(({ what, count, reason }) => h('li', {}, app.words.sentence.omitted(what, count, reason))),
    ),
  );
}

export function charactersOf(app: App, report: number): string {
  return grouped(app.data.reports[report]?.characters ?? 0);
}
