/** A passage quoted from the page's texts, with context and marks. */

import type { Span } from '../../../model/span.js';
import { quoteInContext } from '../../context.js';
import type { App } from './app.js';
import { type Child, h } from './dom.js';

export function quotation(
  app: App,
  report: number,
  span: Span,
  context: number,
  marks: readonly Span[] = [],
): HTMLElement {
  const shown = quoteInContext(app.texts.source(report), span, context, marks);
  if (shown === undefined) return h('p', { class: 'quote none' }, app.words.nouns.noText);
  return h(
    'p',
    { class: 'quote', lang: 'zh-CN' },
    h('span', { class: 'around' }, shown.before),
    h('span', { class: 'vh' }, app.say.copyStart),
    ...shown.inside.map(
      ({ text, marked }): Child =>
        marked
          ? h('mark', { class: 'left' }, h('span', { class: 'vh' }, `〔${app.say.left}〕`), text)
          : h('mark', { class: 'copy' }, text),
    ),
    h('span', { class: 'vh' }, app.say.copyEnd),
    h('span', { class: 'around' }, shown.after),
  );
}
