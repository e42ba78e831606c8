/** A report's text with every label, a way from each copied stretch to its evidence, and leftover names marked. */

import type { LabelKind } from '../../../model/findings.js';
import type { Span } from '../../../model/span.js';
import { LABELS } from '../page-data.js';
import { type App, breaksOf, nameOf } from './app.js';
import { type Child, h } from './dom.js';

interface Piece extends Span {
  readonly kind: LabelKind | 'plain';
  readonly title?: string;
  /** Number of the passage this piece belongs to. */
  readonly passage?: number;
}

/** Own text that is not at hand and shorter than this leaves no ellipsis: there would be one after each formula. */
const SHORT_GAP = 400;

/** Writes the text into `body`; returns the element that holds the wanted place. */
export function fillText(app: App, body: HTMLElement, number: number, wanted: number): HTMLElement | undefined {
  const source = app.texts.source(number);
  if (source === undefined) {
    const { shortened } = app.data;
    body.append(h('p', { class: 'note' }, shortened > 0 ? app.say.shortened(shortened) : app.words.nouns.noText));
    return undefined;
  }
  const { text } = source.source;
  const breaks = breaksOf(app, number);
  const leftovers = leftoversIn(app, number);
  const known = source.known ?? [source.span];
  let target: HTMLElement | undefined;
  for (const piece of piecesOf(app, number)) {
    const { start, end, kind, title, passage } = piece;
    const parts = known
      .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
      .filter((span) => span.end > span.start);
    if (parts.length === 0) {
      if (kind !== 'specific' || end - start >= SHORT_GAP) body.append(h('span', { class: 'gap' }, ' … '));
      continue;
    }
    const words = parts.flatMap((span, i): readonly Child[] => [
      i > 0 && ' … ',
      ...cut(app, text, span, breaks, leftovers),
    ]);
    const element =
      kind === 'copied'
        ? h(
            'mark',
            { class: 'k-copied', title },
            h('span', { class: 'vh' }, app.say.copyStart),
            words,
            h('span', { class: 'vh' }, app.say.copyEnd),
          )
        : h('span', { class: `k-${kind}`, title }, words);
    if (wanted >= start && wanted < end) {
      target = element;
      element.classList.add('target');
    }
    body.append(element);
    if (passage !== undefined) {
      const label = `${app.say.views.evidence} ${passage + 1}`;
      body.append(
        h('a', { class: 'ref', href: `#/evidence/${passage}`, title: label, 'aria-label': label }, passage + 1),
      );
    }
  }
  return target;
}

/** From its labels; of a report without labels, what others took from it. */
function piecesOf(app: App, number: number): readonly Piece[] {
  const report = app.data.reports[number]!;
  const document = app.documents.get(number);
  const pieces: Piece[] = [];
  let at = report.span.start;
  if (document === undefined) {
    const taken = app.data.passages
      .map((passage, i) => ({
        ...passage.sourceSpan,
        passage: i,
        mine: passage.source === number,
        title: nameOf(app, passage.draft),
      }))
      .filter(({ mine }) => mine)
      .sort((x, y) => x.start - y.start);
    for (const { start, end, passage, title } of taken) {
      if (end <= at) continue;
      if (start > at) pieces.push({ start: at, end: start, kind: 'plain' });
      pieces.push({ start: Math.max(at, start), end, kind: 'copied', passage, title });
      at = end;
    }
    if (at < report.span.end) pieces.push({ start: at, end: report.span.end, kind: 'plain' });
    return pieces;
  }
  let ref = 0;
  let before = -1;
  document.lengths.forEach((length, i) => {
    const kind = LABELS[document.kinds.charCodeAt(i) - 48] ?? 'furniture';
    const reference = kind === 'specific' || kind === 'furniture' ? 0 : (document.refs[ref++] ?? 0);
    const title = titleOf(app, kind, reference);
    // One passage may be many labels, for a formula inside stays a formula: its number stands once.
    const passage = kind === 'copied' && reference > 0 && reference !== before ? { passage: reference - 1 } : {};
    if (kind === 'copied') before = reference;
    pieces.push({ start: at, end: at + length, kind, ...(title === undefined ? {} : { title }), ...passage });
    at += length;
  });
  return pieces;
}

function leftoversIn(app: App, number: number): readonly (Span & { readonly title: string })[] {
  const { data, words } = app;
  return [...data.leftovers, ...data.passages.flatMap(({ leftovers }) => leftovers)]
    .filter(({ report }) => report === number)
    .map(({ span, name, place }) => ({ ...span, title: words.sentence.leftover(name, place) }))
    .sort((x, y) => x.start - y.start);
}

/** The words with a break before each section that begins inside, and with leftover names marked. */
function cut(
  app: App,
  text: string,
  { start, end }: Span,
  breaks: ReadonlySet<number>,
  leftovers: readonly (Span & { readonly title: string })[],
): readonly Child[] {
  const parts: Child[] = [];
  let at = start;
  const flush = (to: number): void => {
    if (to > at) parts.push(text.slice(at, to));
    at = Math.max(at, to);
  };
  const inside = leftovers.filter((one) => one.start >= start && one.end <= end);
  let next = 0;
  for (let i = start; i < end; i++) {
    if (breaks.has(i) && i > 0 && text[i - 1] !== '\n') {
      flush(i);
      parts.push(h('span', { class: 'brk' }));
    }
    while (next < inside.length && inside[next]!.start < i) next++;
    const leftover = inside[next];
    if (leftover?.start !== i || i < at) continue;
    flush(i);
    const name = text.slice(i, leftover.end);
    parts.push(
      h('mark', { class: 'left', title: leftover.title }, h('span', { class: 'vh' }, `〔${app.say.left}〕`), name),
    );
    at = leftover.end;
  }
  flush(end);
  return parts;
}

function titleOf(app: App, kind: LabelKind, reference: number): string | undefined {
  const { words, data } = app;
  if (kind === 'specific' || kind === 'furniture') return undefined;
  if (kind === 'copied') {
    const passage = data.passages[reference - 1];
    return passage === undefined
      ? words.label.copied
      : `${words.label.copied}: ${nameOf(app, passage.draft)} – ${nameOf(app, passage.source)}`;
  }
  const formula = data.formulas[reference - 1];
  return formula === undefined
    ? words.label[kind]
    : `${words.label.formula}: ${formula.template} (${words.sentence.issuers(formula.issuers)})`;
}
