/** One side of a pair: the text with every linked and own stretch marked, its edits inside, its headings as blocks. */

import type { Span } from '../../../model/span.js';
import type { Side } from '../../comparison-figures.js';
import { quote } from '../../findings-set.js';
import { sidePieces } from '../../pieces.js';
import { type App, breaksOf } from './app.js';
import { type Child, h } from './dom.js';
import type { PairModel } from './pair-model.js';

export interface Pane {
  readonly element: HTMLElement;
  /** The first element of each link on this side. */
  readonly links: ReadonlyMap<number, HTMLElement>;
  /** Elements of own stretches, by start. */
  readonly own: ReadonlyMap<number, HTMLElement>;
}

interface Unit {
  readonly span: Span;
  readonly link: number;
  readonly kind: 'link' | 'own' | 'formula' | 'heading';
  /** Where the whole own stretch begins, of which this may be a piece. */
  readonly whole?: number;
}

export function pairPane(app: App, model: PairModel, side: Side): Pane {
  const report = model.reports[side];
  const source = app.texts.source(report);
  const links = new Map<number, HTMLElement>();
  const own = new Map<number, HTMLElement>();
  const name = app.data.reports[report]?.name ?? '';
  const element = h('div', {
    class: 'pane',
    tabindex: 0,
    role: 'region',
    'aria-label': `${side.toUpperCase()} ${name}`,
    lang: 'zh-CN',
  });
  if (source === undefined) {
    element.append(h('p', { class: 'note' }, app.words.nouns.noText));
    return { element, links, own };
  }
  const parts: Child[] = [];
  let at = source.span.start;
  const breaks = breaksOf(app, report);
  const breakAt = (start: number): void => {
    if (breaks.has(start) && start > source.span.start && source.source.text[start - 1] !== '\n')
      parts.push(h('span', { class: 'brk' }));
  };
  const plain = (end: number): void => {
    if (end <= at) return;
    for (const piece of knownParts(source.known ?? [source.span], at, end))
      parts.push(piece === undefined ? h('span', { class: 'gap' }, ' … ') : quote(source, piece));
    at = end;
  };
  for (const unit of unitsOf(app, model, side)) {
    const start = Math.max(unit.span.start, at);
    if (unit.span.end <= start) continue;
    plain(start);
    const span = { start, end: unit.span.end };
    const text = quote(source, span);
    breakAt(unit.span.start);
    at = span.end;
    if (unit.kind === 'heading') {
      // The span of a heading ends before its full stop, which belongs on its line.
      const stop = /^[。：:;；]/.test(source.source.text.slice(at, at + 1)) ? 1 : 0;
      parts.push(h('strong', { class: 'heading' }, text, quote(source, { start: at, end: at + stop })));
      at += stop;
      if (source.source.text[at] === '\n') at++;
      continue;
    }
    if (unit.kind === 'formula') {
      parts.push(h('span', { class: 'k-formula' }, text));
      continue;
    }
    if (unit.kind === 'own') {
      const ownElement = h('span', { class: 'u r-specific', tabindex: -1 }, text ?? app.words.nouns.noText);
      const whole = unit.whole ?? unit.span.start;
      if (!own.has(whole)) own.set(whole, ownElement);
      parts.push(ownElement);
      continue;
    }
    const link = model.links[unit.link]!;
    const pieces = sidePieces({ ...link, [side]: [span] }, side, source);
    const linked = h(
      'span',
      {
        class: `u r-${link.relation}${link.moved ? ' moved' : ''}${link.formula ? ' formula' : ''}`,
        tabindex: -1,
        'data-link': unit.link,
      },
      ...(pieces.length === 0
        ? [app.words.nouns.noText]
        : pieces.map(({ text: words, kind }) => (kind === undefined ? words : edited(words, kind, side)))),
    );
    if (!links.has(unit.link)) links.set(unit.link, linked);
    parts.push(linked);
  }
  plain(source.span.end);
  element.append(h('div', { class: 'pane-text' }, ...parts));
  return { element, links, own };
}

function edited(words: string, kind: string, side: Side): HTMLElement {
  const cls = `e e-${kind}`;
  if (kind === 'value' || kind === 'place') return h('span', { class: cls }, words);
  return side === 'a' ? h('del', { class: cls }, words) : h('ins', { class: cls }, words);
}

/** Units in text order; where they overlap, links stand before own text, own before formulas, headings last. */
function unitsOf(app: App, model: PairModel, side: Side): readonly Unit[] {
  const units: Unit[] = [];
  model.links.forEach((link, i) => {
    for (const span of link[side]) units.push({ span, link: i, kind: 'link' });
  });
  // What others copied from here is labelled as this report's own: the link stands out, the rest around it stays own.
  const linked = units.map(({ span }) => span).sort((x, y) => x.start - y.start);
  for (const kind of ['own', 'formula'] as const) {
    for (const whole of kind === 'own' ? model.own[side] : model.formulas[side])
      for (const span of outside(whole, linked)) units.push({ span, link: -1, kind, whole: whole.start });
  }
  const taken = units.filter(({ kind }) => kind !== 'formula').sort((x, y) => x.span.start - y.span.start);
  for (const { span } of app.data.reports[model.reports[side]]?.headings ?? []) {
    // Binary search would be quicker; headings are few.
    if (!taken.some((unit) => unit.span.start < span.end && span.start < unit.span.end))
      units.push({ span, link: -1, kind: 'heading' });
  }
  const rank = { link: 0, own: 1, formula: 2, heading: 3 };
  return units.sort((x, y) => x.span.start - y.span.start || rank[x.kind] - rank[y.kind]);
}

/** The parts of a stretch that no link covers; links are sorted by their start. */
function outside(whole: Span, links: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  let at = whole.start;
  for (const { start, end } of links) {
    if (end <= at) continue;
    if (start >= whole.end) break;
    if (start > at) parts.push({ start: at, end: start });
    at = end;
  }
  if (at < whole.end) parts.push({ start: at, end: whole.end });
  return parts;
}

/** The stretch cut into what is known and, as undefined, what is not. */
function knownParts(known: readonly Span[], start: number, end: number): readonly (Span | undefined)[] {
  const parts: (Span | undefined)[] = [];
  let at = start;
  for (const piece of known) {
    const from = Math.max(piece.start, at);
    const to = Math.min(piece.end, end);
    if (to <= from) continue;
    if (from > at) parts.push(undefined);
    parts.push({ start: from, end: to });
    at = to;
  }
  if (at < end) parts.push(undefined);
  return parts;
}
