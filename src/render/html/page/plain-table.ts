/** A short table with heads and a caption for those who cannot see it; it scrolls sideways in a narrow window. */

import { type Child, h } from './dom.js';

export function plainTable(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  return h(
    'div',
    { class: 'scroll-x', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'vh' }, caption),
      h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', { class: classOf(cell) }, cell))))),
    ),
  );
}

function classOf(cell: Child): string {
  if (typeof cell === 'number') return 'num';
  return typeof cell === 'string' && cell.length <= 10 && /^[\d.%-]+$/.test(cell) ? 'date' : '';
}
