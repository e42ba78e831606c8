/** The first view of a comparison: the sentence in words, one bar a side, sections matched, distinctive words. */

import type { Keyword } from '../../../model/comparison.js';
import { comparisonFigures, type SideFigures } from '../../comparison-figures.js';
import type { SourceReport } from '../../findings-set.js';
import { decimal, percent } from '../../numbers.js';
import { headingOf } from '../../selection.js';
import type { PageComparison } from '../page-data.js';
import { type App, nameOf } from './app.js';
import { h } from './dom.js';
import { charactersOf } from './summary-view.js';

const PARTS = ['identical', 'slot', 'edited', 'suspected', 'specific'] as const;

export function comparisonSummary(app: App, comparison: PageComparison): HTMLElement {
  const { words, data } = app;
  const sources = [app.texts.source(0), app.texts.source(1)] as const;
  const summary = (side: 0 | 1): { characters: number } => ({ characters: data.reports[side]?.characters ?? 0 });
  // The figures read counts, links and stretches alone; the page carries exactly those.
  const figures = comparisonFigures({ ...comparison, a: summary(0), b: summary(1) }, sources);
  const both = (pick: (side: SideFigures) => number): readonly [string, string] => [
    percent(pick(figures.a)),
    percent(pick(figures.b)),
  ];
  return h(
    'section',
    { class: 'view' },
    h('h2', {}, app.say.views.summary),
    h(
      'p',
      { class: 'lead' },
      words.sentence.comparison({
        a: `A（${nameOf(app, 0)}）`,
        b: `B（${nameOf(app, 1)}）`,
        shared: both((side) => side.identical + side.slot),
        edited: both((side) => side.edited + side.suspected),
        own: both((side) => side.specific),
        links: comparison.links.length,
      }),
    ),
    comparison.truncated && h('p', { class: 'note warn' }, words.nouns.truncated),
    sideBar(app, 'A', 0, figures.a),
    sideBar(app, 'B', 1, figures.b),
    h(
      'ul',
      { class: 'legend' },
      ...PARTS.map((part) =>
        h(
          'li',
          {},
          h('span', { class: `key r-${part}` }),
          part === 'specific' ? words.label.specific : words.relation[part],
        ),
      ),
    ),
    h(
      'p',
      {},
      h('a', { class: 'go', href: '#/pair' }, app.say.openPair),
      ' ',
      h('a', { class: 'go', href: '#/values' }, app.say.views.values),
    ),
    sections(app, comparison, sources),
    terms(app, comparison),
    h('p', { class: 'note verdict' }, words.verdict),
  );
}

function sideBar(app: App, sign: string, report: number, figures: SideFigures): HTMLElement {
  const parts = PARTS.filter((part) => figures[part] > 0);
  const label = parts
    .map(
      (part) =>
        `${part === 'specific' ? app.words.label.specific : app.words.relation[part]} ${percent(figures[part])}`,
    )
    .join(app.lang === 'en' ? ', ' : '，');
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
      ...parts.map((part) => h('span', { class: `seg r-${part}`, '--w': `${(figures[part] * 100).toFixed(3)}%` })),
    ),
    h('p', { class: 'hint' }, label),
  );
}

function sections(
  app: App,
  comparison: PageComparison,
  sources: readonly [SourceReport | undefined, SourceReport | undefined],
): HTMLElement | false {
  if (comparison.sections.length === 0) return false;
  const { words } = app;
  const title = (side: 0 | 1, spans: PageComparison['sections'][number]['a']): string =>
    spans
      .map((span) => headingAt(app, side, span.start) ?? headingOf(sources[side], span) ?? words.nouns.untitled)
      .join(' + ');
  return h(
    'div',
    { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': words.nouns.sections },
    h(
      'table',
      {},
      h('caption', {}, words.nouns.sections),
      h('thead', {}, h('tr', {}, ...['A', 'B', words.nouns.similarity].map((name) => h('th', { scope: 'col' }, name)))),
      h(
        'tbody',
        {},
        ...comparison.sections.map(({ a, b, score, moved }) =>
          h(
            'tr',
            {},
            h('td', { class: a.length === 0 ? 'absent' : '' }, a.length === 0 ? '–' : title(0, a)),
            h('td', { class: b.length === 0 ? 'absent' : '' }, b.length === 0 ? '–' : title(1, b)),
            h(
              'td',
              { class: 'num' },
              a.length === 0 ? words.nouns.onlyB : b.length === 0 ? words.nouns.onlyA : decimal(score),
              moved && ` ↕ ${words.nouns.moved}`,
            ),
          ),
        ),
      ),
    ),
  );
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
