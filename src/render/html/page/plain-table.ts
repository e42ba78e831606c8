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
      h(
        'thead',
        {},
        h('tr', {}, ...heads.map((head, i) => h('th', { scope: 'col', class: headClass(rows, i) }, head))),
      ),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell) => h('td', { class: classOf(cell) }, cell))))),
    ),
  );
}

function classOf(cell: Child): string {
  if (typeof cell === 'number') return 'num';
  if (typeof cell !== 'string') return '';
  if (/^\d{4}(?:-\d\d){1,2}$/.test(cell)) return 'date';
  // A figure with its unit: 967.3亿元.
  return /^[<>+−]?\d[\d.,]*[%\p{L}]{0,6}$/u.test(cell) ? 'num' : '';
}

/** The head of a column of figures stands above them, at the right. */
function headClass(rows: readonly (readonly Child[])[], column: number): string {
  const isFigure = (cell: Child): boolean => cell === '–' || classOf(cell) === 'num';
  return rows.length > 0 && rows.every((row) => isFigure(row[column])) ? 'num' : '';
}
