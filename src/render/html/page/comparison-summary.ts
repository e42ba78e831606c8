/** The first view of a comparison: the summary in words, one bar a side, what differs most, sections matched, distinctive words. */

import type { ComparisonShares, Keyword, NamedKind, OnlyNamed } from '../../../model/comparison.js';
import { SHARES } from '../../comparison-figures.js';
import { overviewOf, shownShares } from '../../comparison-overview.js';
import type { SourceReport } from '../../findings-set.js';
import { decimal, percent } from '../../numbers.js';
import { groupBySection } from '../../section-groups.js';
import { headingOf } from '../../selection.js';
import type { PageComparison } from '../page-data.js';
import { type App, nameOf } from './app.js';
import { h } from './dom.js';
import { charactersOf } from './summary-view.js';

/** Names of the style of each part. */
const COLOURS: Readonly<Record<keyof ComparisonShares, string>> = {
  formula: 'k-formula',
  shared: 'r-identical',
  numbers: 'r-slot',
  edited: 'r-edited',
  own: 'r-specific',
};

export function comparisonSummary(app: App, comparison: PageComparison): HTMLElement {
  const { words } = app;
  const sources = [app.texts.source(0), app.texts.source(1)] as const;
  const { summary, values } = comparison;
  const named = (sign: string, report: number): string =>
    app.lang === 'en' ? `${sign} (${nameOf(app, report)})` : `${sign}（${nameOf(app, report)}）`;
  const names = { a: named('A', 0), b: named('B', 1) };
  const { sentence, largest } = overviewOf({ summary, values, names }, words);
  return h(
    'section',
    { class: 'view' },
    h('h2', {}, app.say.views.summary),
    h('p', { class: 'lead' }, sentence),
    comparison.truncated && h('p', { class: 'note warn' }, words.nouns.truncated),
    sideBar(app, 'A', 0, summary.shares.a, summary.kept.a),
    sideBar(app, 'B', 1, summary.shares.b, summary.kept.b),
    h(
      'ul',
      { class: 'legend' },
      ...shownShares(summary).map((part) =>
        h('li', {}, h('span', { class: `key ${COLOURS[part]}` }), words.share[part]),
      ),
    ),
    largest.length > 0 && h('h3', {}, words.nouns.largest),
    largest.length > 0 && h('ol', {}, ...largest.map((text) => h('li', {}, text))),
    h(
      'p',
      {},
      h('a', { class: 'go', href: '#/pair' }, app.say.openPair),
      ' ',
      h('a', { class: 'go', href: '#/values' }, app.say.views.values),
    ),
    sections(app, comparison, sources),
    onlyNamedLists(app, comparison),
    terms(app, comparison),
    h('p', { class: 'note verdict' }, words.verdict),
  );
}

function sideBar(app: App, sign: string, report: number, shares: ComparisonShares, kept: number): HTMLElement {
  const parts = SHARES.filter((part) => shares[part] > 0);
  const comma = app.lang === 'en' ? ', ' : '，';
  const label = parts.map((part) => `${app.words.share[part]} ${percent(shares[part])}`).join(comma);
  return h(
    'div',
    { class: 'sidebar' },
    h(
      'h3',
      {},
      `${sign}  ${nameOf(app, report)}`,
      h('small', {}, ` ${app.words.sentence.characters(charactersOf(app, report))}`),
    ),
    h(
      'div',
      { class: 'bar big', role: 'img', 'aria-label': label },
      ...parts.map((part) =>
        h('span', { class: `seg ${COLOURS[part]}`, '--w': `${(shares[part] * 100).toFixed(3)}%` }),
      ),
    ),
    h('p', { class: 'hint' }, `${label}${comma}${app.words.share.kept} ${percent(kept)}`),
  );
}

function sections(
  app: App,
  comparison: PageComparison,
  sources: readonly [SourceReport | undefined, SourceReport | undefined],
): HTMLElement | false {
  if (comparison.sections.length === 0) return false;
  const { words } = app;
  const linked = new Map(
    groupBySection(comparison.sections, comparison.links).map(({ section, links }) => [section, links.length]),
  );
  const title = (side: 0 | 1, spans: PageComparison['sections'][number]['a']): string =>
    spans
      .map((span) => headingAt(app, side, span.start) ?? headingOf(sources[side], span) ?? words.nouns.untitled)
      .join(' + ');
  const cell = (side: 0 | 1, spans: PageComparison['sections'][number]['a']): HTMLElement =>
    spans.length === 0
      ? h('td', { class: 'absent' }, '–')
      : h('td', { class: 'deep', '--deep': String(deepAt(app, side, spans[0]!.start)) }, title(side, spans));
  return h(
    'div',
    { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': words.nouns.sections },
    h(
      'table',
      {},
      h('caption', {}, h('h3', {}, words.nouns.sections)),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...['A', 'B', words.nouns.links, words.nouns.similarity].map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h(
        'tbody',
        {},
        ...comparison.sections.map((section) => {
          const { a, b, score, moved } = section;
          return h(
            'tr',
            {},
            cell(0, a),
            cell(1, b),
            h('td', { class: 'num' }, a.length === 0 ? '–' : (linked.get(section) ?? 0)),
            h(
              'td',
              { class: 'num' },
              a.length === 0 ? words.nouns.onlyB : b.length === 0 ? words.nouns.onlyA : decimal(score),
              moved && ` ↕ ${words.nouns.moved}`,
            ),
          );
        }),
      ),
    ),
  );
}

/** How many sections stand around the one here. */
function deepAt(app: App, report: number, start: number): number {
  return (app.data.reports[report]?.headings?.find(({ span }) => span.start === start)?.level ?? 1) - 1;
}

function headingAt(app: App, report: number, start: number): string | undefined {
  return app.data.reports[report]?.headings?.find(({ span }) => span.start === start)?.text;
}

function terms(app: App, comparison: PageComparison): HTMLElement | false {
  const { a, b } = comparison.terms;
  if (a.length === 0 && b.length === 0) return false;
  const list = (sign: string, words: readonly Keyword[]): HTMLElement =>
    h(
      'p',
      { class: 'terms' },
      h('strong', {}, `${sign} `),
      ...words.slice(0, 30).map(({ term, count }) => h('span', { class: 'chip' }, `${term} ${count}`)),
    );
  return h('div', {}, h('h3', {}, app.words.nouns.terms), list('A', a), list('B', b));
}

const NAMED_KINDS: readonly NamedKind[] = ['project', 'organisation', 'place', 'document'];
/** Names of one kind shown for a side. */
const MOST_NAMED = 60;

function onlyNamedLists(app: App, { onlyNamed }: PageComparison): HTMLElement | false {
  if (onlyNamed.a.length === 0 && onlyNamed.b.length === 0) return false;
  const list = (sign: string, names: readonly OnlyNamed[]): readonly (HTMLElement | false)[] =>
    NAMED_KINDS.map((kind) => {
      const own = names.filter((name) => name.kind === kind);
      return (
        own.length > 0 &&
        h(
          'p',
          { class: 'terms' },
          h('strong', {}, `${sign} ${app.words.named[kind]} (${own.length}) `),
          ...own
            .slice(0, MOST_NAMED)
            .map(({ text, spans }) =>
              h('span', { class: 'chip' }, spans.length > 1 ? `${text} ${spans.length}` : text),
            ),
          own.length > MOST_NAMED && ` ${app.words.sentence.more(own.length - MOST_NAMED)}`,
        )
      );
    });
  return h('div', {}, h('h3', {}, app.words.nouns.onlyNamed), ...list('A', onlyNamed.a), ...list('B', onlyNamed.b));
}
