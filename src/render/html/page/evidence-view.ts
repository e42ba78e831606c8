/** Evidence cards: the list of copied passages, and the one in hand with both quotations, its reason and the reader's verdict. */

import { type Mark, passageMarks } from '../../context.js';
import { ARROWS, reasonOf } from '../../names.js';
import { decimal, percent } from '../../numbers.js';
import type { PagePassage } from '../page-data.js';
import { type App, nameOf, type View } from './app.js';
import { button, h, replace } from './dom.js';
import { passageCounts } from './figures.js';
import { quotation } from './quotation.js';
import { download, verdictForm } from './verdicts.js';
import { virtualTable } from './virtual.js';

const CONTEXT = 100;

export function evidenceView(app: App): View {
  const { say, words, data } = app;
  const all = data.passages.filter((passage) => passageCounts(data, passage, app.filters));
  const status = h('p', { class: 'hint', 'aria-live': 'polite' });
  const showStatus = (): void => {
    status.textContent = `${say.rows(all.length, data.passages.length)} · ${say.verdictsKept(app.verdicts.count(), data.passages.length)}${app.verdicts.kept() ? '' : ` · ${say.verdictsLost}`}`;
  };
  showStatus();
  if (all.length === 0) {
    return {
      element: h('section', { class: 'view' }, h('h2', {}, say.views.evidence), h('p', {}, say.nothing), status),
    };
  }
  const detail = h('div', { class: 'detail', 'aria-live': 'polite' });
  let current = 0;
  const sign = (passage: PagePassage): string => {
    const verdict = app.verdicts.get(passage.id).verdict;
    return verdict === undefined ? '○' : verdict === 'confirmed' ? '✔' : verdict === 'fair' ? '◐' : '✕';
  };
  const table = virtualTable<PagePassage>({
    label: say.views.evidence,
    rows: all,
    rowHeight: 58,
    visible: 11,
    sort: 2,
    onpick: (passage) => open(table.rows().indexOf(passage), false),
    columns: [
      {
        title: words.nouns.passages,
        track: 'minmax(8rem, 1fr)',
        cell: (passage) =>
          h(
            'div',
            { class: 'two' },
            h('button', { type: 'button', class: 'link' }, `${sign(passage)} ${nameOf(app, passage.draft)}`),
            h(
              'small',
              {},
              `${ARROWS[passage.direction]} ${nameOf(app, passage.source)}${passage.leftovers.length > 0 ? ' ⚠' : ''}`,
            ),
          ),
      },
      {
        title: words.nouns.characters,
        track: '6.8rem',
        figures: true,
        by: ({ characters }) => characters,
        cell: ({ characters }) => characters,
      },
      {
        title: words.nouns.surprise,
        track: '6.4rem',
        figures: true,
        by: ({ surprise }) => surprise,
        cell: ({ surprise }) => Math.round(surprise),
      },
    ],
  });
  const choice = h(
    'select',
    {
      'aria-label': say.choose,
      onchange: () => {
        const wanted = CHOICES.find((one) => one === choice.value) ?? 'all';
        table.show(all.filter((passage) => isChosen(app, passage, wanted)));
        open(0);
      },
    },
    ...CHOICES.map((one) =>
      h(
        'option',
        { value: one },
        `${say.choices[one]} (${all.filter((passage) => isChosen(app, passage, one)).length})`,
      ),
    ),
  );
  const open = (index: number, move = true): void => {
    const rows = table.rows();
    current = Math.max(0, Math.min(rows.length - 1, index));
    const passage = rows[current];
    if (passage === undefined) {
      replace(detail, h('p', {}, say.nothing));
      return;
    }
    if (move) table.select(current);
    replace(
      detail,
      card(app, passage, 'h3', () => {
        table.select(current);
        showStatus();
      }),
      h(
        'div',
        { class: 'tools' },
        button(say.before, () => open(current - 1)),
        button(say.next, () => open(current + 1)),
        h('span', { class: 'hint' }, `${say.change(current + 1, rows.length)} · ${say.keys}`),
      ),
    );
  };
  const onkey = (event: KeyboardEvent): void => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j') open(current + 1);
    else if (event.key === 'k') open(current - 1);
  };
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.evidence),
      h(
        'div',
        { class: 'tools' },
        choice,
        status,
        button(say.exportVerdicts, () => exportVerdicts(app)),
      ),
      h('div', { class: 'master' }, table.element, detail),
    ),
    enter: () => {
      document.addEventListener('keydown', onkey);
      const wanted = Number(app.path[0] ?? -1);
      const found = table.rows().findIndex((passage) => data.passages.indexOf(passage) === wanted);
      open(Math.max(0, found));
    },
    leave: () => document.removeEventListener('keydown', onkey),
  };
}

const CHOICES = ['all', 'leftovers', 'unjudged', 'others'] as const;

function isChosen(app: App, passage: PagePassage, wanted: (typeof CHOICES)[number]): boolean {
  if (wanted === 'leftovers') return passage.leftovers.length > 0;
  if (wanted === 'unjudged') return app.verdicts.get(passage.id).verdict === undefined;
  if (wanted === 'others') return app.data.reports[passage.draft]?.issuer !== app.data.reports[passage.source]?.issuer;
  return true;
}

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable)
  );
}

/** Where both texts stand side by side, at this passage. */
function pairAddress({ data }: App, passage: PagePassage): string {
  return `#/pair/${passage.draft}/${passage.source}/p${data.passages.indexOf(passage)}`;
}

/** One passage in full; `judged` is called when the reader sets a verdict. */
export function card(app: App, passage: PagePassage, heading: 'h3' | 'h4', judged?: () => void): HTMLElement {
  const { words, say } = app;
  const leftovers = passage.leftovers;
  const sides = words.sides[passage.direction];
  const placed = {
    draft: { report: '', span: passage.draftSpan },
    source: { report: '', span: passage.sourceSpan },
    leftovers,
    relation: passage.relation,
  };
  const marks = passageMarks(placed, app.texts.source(passage.draft), app.texts.source(passage.source));
  const side = (name: string, report: number, span: PagePassage['draftSpan'], marks: readonly Mark[]): HTMLElement =>
    h(
      'div',
      { class: 'side' },
      h(
        'p',
        { class: 'who' },
        h('strong', {}, `${name} `),
        h('a', { href: `#/report/${report}/${span.start}` }, nameOf(app, report)),
      ),
      quotation(app, report, span, CONTEXT, marks),
    );
  return h(
    'article',
    { class: 'card' },
    h(heading, {}, `${nameOf(app, passage.draft)} ${ARROWS[passage.direction]} ${nameOf(app, passage.source)}`),
    h(
      'p',
      { class: 'chips' },
      h('span', { class: `chip r-${passage.relation}` }, words.relation[passage.relation]),
      h('span', { class: 'chip' }, words.sentence.characters(String(passage.characters))),
      h('span', { class: 'chip' }, `${words.nouns.similarity} ${percent(passage.identity)}`),
      h('span', { class: 'chip' }, `${words.nouns.surprise} ${decimal(passage.surprise, 0)} bit`),
      h('span', { class: 'chip' }, words.direction[passage.direction]),
      passage.route !== undefined && h('span', { class: 'chip' }, words.route[passage.route]),
    ),
    h(
      'div',
      { class: 'sides' },
      side(sides.draft, passage.draft, passage.draftSpan, marks.draft),
      side(sides.source, passage.source, passage.sourceSpan, marks.source),
    ),
    h(
      'p',
      { class: 'reason' },
      h('strong', {}, `${words.nouns.reason} `),
      words.sentence.passage({
        characters: passage.characters,
        identity: percent(passage.identity),
        bits: Math.round(passage.surprise),
        relation: passage.relation,
        leftovers: leftovers.length,
        direction: passage.direction,
      }),
    ),
    leftovers.length > 0 &&
      h(
        'ul',
        { class: 'leftovers' },
        ...leftovers
          .map((leftover) => ({ ...leftover, reason: reasonOf(words, leftover) }))
          .map(({ name, place, reason }) =>
            h(
              'li',
              {},
              `⚠ ${words.nouns.leftovers}: ${words.sentence.leftover(name, place)}${reason === undefined ? '' : ` (${reason})`}`,
            ),
          ),
      ),
    passage.numbers !== undefined &&
      h(
        'p',
        { class: 'reason' },
        h('strong', {}, `${words.nouns.sharedNumbers} `),
        passage.numbers.join(app.lang === 'en' ? ', ' : '、'),
      ),
    verdictForm({
      verdicts: app.verdicts,
      id: passage.id,
      name: `verdict-${app.data.passages.indexOf(passage)}`,
      legend: say.verdict,
      note: say.note,
      labels: say.verdicts,
      judged,
    }),
    h('p', {}, h('a', { href: pairAddress(app, passage) }, say.openPair)),
  );
}

function exportVerdicts(app: App): void {
  const rows = app.data.passages.map(({ id, draft, source }) => [id, nameOf(app, draft), nameOf(app, source)] as const);
  download(app.verdicts.csv(['passage', 'draft', 'source'], rows), 'taohua-verdicts.csv');
}
