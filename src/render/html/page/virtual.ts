/** A table that draws only the rows in view: fixed row height, sortable heads, reachable by keyboard, roles of a real table. */

import { append, type Child, h, replace } from './dom.js';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Child;
  /** Absent: the column does not sort. */
  readonly by?: (row: Row) => number | string;
  /** CSS grid track: `'minmax(8rem, 2fr)'`. */
  readonly track: string;
  readonly figures?: boolean;
}

export interface TableOptions<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Pixels. */
  readonly rowHeight?: number;
  /** Rows visible at once before the table scrolls. */
  readonly visible?: number;
  /** Column the rows are sorted by at first; descending for figures. */
  readonly sort?: number;
  readonly onpick?: (row: Row) => void;
}

export interface VirtualTable<Row> {
  readonly element: HTMLElement;
  readonly show: (rows: readonly Row[]) => void;
  /** The rows as they stand now. */
  readonly rows: () => readonly Row[];
  readonly select: (index: number) => void;
  /** After what the cells show has changed. */
  readonly redraw: () => void;
}

const ROW_HEIGHT = 36;
/** Rows drawn above and below the window, so that fast scrolling shows no holes. */
const MARGIN_ROWS = 12;

export function virtualTable<Row>(options: TableOptions<Row>): VirtualTable<Row> {
  const { columns, label } = options;
  const height = options.rowHeight ?? ROW_HEIGHT;
  const visible = options.visible ?? 14;
  let rows: readonly Row[] = options.rows;
  let sorted = options.sort ?? -1;
  let descending = sorted >= 0 && columns[sorted]?.figures === true;
  let selected = -1;
  let drawn: readonly [number, number] = [-1, -1];

  const head = h('div', { role: 'row', class: 'vt-row vt-head' });
  const canvas = h('div', { class: 'vt-canvas' });
  const scroller = h('div', { class: 'vt-scroll', role: 'rowgroup', tabindex: 0, 'aria-label': label }, canvas);
  const headGroup = h('div', { role: 'rowgroup', class: 'vt-headgroup' }, head);
  const element = h(
    'div',
    {
      role: 'table',
      class: 'vt',
      'aria-label': label,
      '--cols': columns.map(({ track }) => track).join(' '),
      '--row': `${height}px`,
    },
    headGroup,
    scroller,
  );

  const drawHead = (): void => {
    replace(
      head,
      ...columns.map((column, i) => {
        const by = column.by;
        const state = i !== sorted ? 'none' : descending ? 'descending' : 'ascending';
        const mark = state === 'none' ? '' : descending ? ' ▼' : ' ▲';
        const flip = (): void => {
          descending = i === sorted ? !descending : column.figures === true;
          sorted = i;
          order();
          drawHead();
          head.querySelectorAll('button')[columns.slice(0, i).filter((one) => one.by !== undefined).length]?.focus();
        };
        return h(
          'div',
          {
            role: 'columnheader',
            class: column.figures ? 'num' : '',
            'aria-sort': by === undefined ? undefined : state,
          },
          by === undefined
            ? column.title
            : h('button', { type: 'button', class: 'sort', onclick: flip }, column.title, mark),
        );
      }),
    );
  };

  const order = (): void => {
    const by = columns[sorted]?.by;
    if (by !== undefined) {
      const sign = descending ? -1 : 1;
      const keyed = rows.map((row, i) => ({ row, key: by(row), i }));
      keyed.sort((x, y) => (x.key < y.key ? -sign : x.key > y.key ? sign : x.i - y.i));
      rows = keyed.map(({ row }) => row);
    }
    selected = -1;
    draw(true);
  };

  const lines = new Map<number, HTMLElement>();
  const lineOf = (i: number): HTMLElement => {
    const row = rows[i]!;
    const pick = options.onpick;
    const line = h('div', {
      role: 'row',
      class: `vt-row${i === selected ? ' on' : ''}${i % 2 === 1 ? ' odd' : ''}${pick === undefined ? '' : ' pick'}`,
      'aria-rowindex': i + 2,
      '--at': String(i),
      onclick:
        pick &&
        (() => {
          selected = i;
          draw(true);
          pick(row);
        }),
    });
    append(
      line,
      columns.map((column) => h('div', { role: 'cell', class: column.figures ? 'num' : '' }, column.cell(row))),
    );
    return line;
  };

  const draw = (anew = false): void => {
    const room = scroller.clientHeight || visible * height;
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - MARGIN_ROWS);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + room) / height) + MARGIN_ROWS);
    if (!anew && drawn[0] === first && drawn[1] === last) return;
    drawn = [first, last];
    element.style.setProperty('--rows', String(rows.length));
    element.style.setProperty('--visible', String(Math.max(1, Math.min(visible, rows.length))));
    element.setAttribute('aria-rowcount', String(rows.length + 1));
    const hadFocus = canvas.contains(document.activeElement)
      ? document.activeElement?.closest('.vt-row')?.getAttribute('aria-rowindex')
      : undefined;
    if (anew) {
      canvas.textContent = '';
      lines.clear();
    }
    for (const [i, line] of lines) {
      if (i >= first && i < last) continue;
      line.remove();
      lines.delete(i);
    }
    // Rows that stay in view are not drawn again; those that come in stand in their order, for the keyboard.
    let next: HTMLElement | null = null;
    for (let i = last - 1; i >= first; i--) {
      let line = lines.get(i);
      if (line === undefined) {
        line = lineOf(i);
        lines.set(i, line);
        canvas.insertBefore(line, next);
      }
      next = line;
    }
    if (typeof hadFocus === 'string') {
      const again = canvas.querySelector<HTMLElement>(
        `[aria-rowindex="${hadFocus}"] a, [aria-rowindex="${hadFocus}"] button`,
      );
      again?.focus({ preventScroll: true });
    }
  };

  scroller.addEventListener(
    'scroll',
    () => {
      // Heads stay above their columns in a narrow window.
      headGroup.scrollLeft = scroller.scrollLeft;
      draw();
    },
    { passive: true },
  );
  drawHead();
  order();
  return {
    element,
    show(next) {
      rows = next;
      scroller.scrollTop = 0;
      order();
    },
    rows: () => rows,
    redraw: () => draw(true),
    select(index) {
      selected = index;
      const top = index * height;
      if (top < scroller.scrollTop || top + height > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = Math.max(0, top - scroller.clientHeight / 2);
      }
      draw(true);
    },
  };
}
