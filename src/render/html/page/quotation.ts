/** A passage quoted from the page's texts, with context and marks. */

import type { Span } from '../../../model/span.js';
import { type Mark, quoteInContext } from '../../context.js';
import type { App } from './app.js';
import { type Child, h } from './dom.js';

export function quotation(
  app: App,
  report: number,
  span: Span,
  context: number,
  marks: readonly Mark[] = [],
): HTMLElement {
  const shown = quoteInContext(app.texts.source(report), span, context, marks);
  if (shown === undefined) return h('p', { class: 'quote none' }, app.words.nouns.noText);
  return h(
    'p',
    { class: 'quote', lang: 'zh-CN' },
    h('span', { class: 'around' }, shown.before),
    h('span', { class: 'vh' }, app.say.copyStart),
    ...shown.inside.map(({ text, mark }): Child => {
      if (mark === 'leftover')
        return h('mark', { class: 'left' }, h('span', { class: 'vh' }, `〔${app.say.left}〕`), text);
      return h('mark', { class: mark === 'differs' ? 'copy differs' : 'copy' }, text);
    }),
    h('span', { class: 'vh' }, app.say.copyEnd),
    h('span', { class: 'around' }, shown.after),
  );
}
