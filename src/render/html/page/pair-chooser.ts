/** Which two reports of a corpus stand side by side, and how to choose others: partners that share most come first. */

import { type App, nameOf } from './app.js';
import { h } from './dom.js';
import { partnersOf } from './reports-view.js';

/** The pair in the address, else the two that share most. */
export function chosen(app: App): readonly [number, number | undefined] | readonly [undefined, undefined] {
  const [a, b] = app.path.filter((word) => /^\d+$/.test(word)).map(Number);
  const there = (number: number | undefined): number is number =>
    number !== undefined && app.data.reports[number] !== undefined;
  if (there(a) && there(b)) return [a, b];
  if (there(a)) return [a, partnersOf(app, a)[0]?.other ?? app.data.reports.findIndex((_, i) => i !== a)];
  const first = app.data.passages[0];
  return first === undefined ? [0, app.data.reports.length > 1 ? 1 : undefined] : [first.draft, first.source];
}

export function chooser(app: App, a: number, b: number): HTMLElement {
  const partners = new Map(partnersOf(app, a).map(({ other, characters }) => [other, characters]));
  const all = app.data.reports.map((_, i) => i);
  const order = [...all].sort((x, y) => (partners.get(y) ?? 0) - (partners.get(x) ?? 0) || x - y);
  const select = (label: string, now: number, options: readonly number[], go: (n: number) => string): HTMLElement => {
    const element = h(
      'select',
      { 'aria-label': label, onchange: () => app.go(go(Number(element.value))) },
      ...options.map((i) => {
        const shared = partners.get(i);
        return h(
          'option',
          { value: i, selected: i === now },
          `${nameOf(app, i)}${shared === undefined || now === a ? '' : ` · ${app.words.sentence.characters(String(shared))}`}`,
        );
      }),
    );
    return element;
  };
  return h(
    'div',
    { class: 'tools' },
    select(app.say.pairOf, a, all, (n) => `#/pair/${n}`),
    h('span', { 'aria-hidden': 'true' }, '⇄'),
    select(
      app.say.with,
      b,
      order.filter((i) => i !== a),
      (n) => `#/pair/${a}/${n}`,
    ),
  );
}
