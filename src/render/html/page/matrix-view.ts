/** The heatmap of all pairs, a histogram with a threshold, and the table behind both. */

import { grouped, percent } from '../../numbers.js';
import { type App, nameOf, type View } from './app.js';
import { h, replace } from './dom.js';
import { columnsPlot, type Point } from './plot.js';
import { pairShare, type Shared, sharedOf } from './shared.js';
import { virtualTable } from './virtual.js';

interface PairRow {
  readonly a: number;
  readonly b: number;
  readonly share: number;
}

const BINS = 25;

export function matrixView(app: App): View {
  const { say, words, data } = app;
  const shared = sharedOf(data, app.filters);
  if (shared.size < 2)
    return { element: h('section', { class: 'view' }, h('h2', {}, say.views.matrix), h('p', {}, say.nothing)) };
  let withFormulas = data.passages.length === 0;
  let pairs: readonly PairRow[] = [];
  let top = 0.01;

  const canvas = h('canvas', { class: 'heat', role: 'img', 'aria-label': `${say.views.matrix}. ${say.matrixHint}` });
  const readout = h('p', { class: 'hint', 'aria-live': 'polite' }, say.matrixHint);
  const plot = h('div', {});
  const above = h('p', { 'aria-live': 'polite' });
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: 1000,
    value: 0,
    'aria-label': say.threshold,
    oninput: () => filter(),
  });
  const reportOf = (row: number): number => data.documents[row]!.report;
  const table = virtualTable<PairRow>({
    label: say.tableBehind,
    rows: [],
    visible: 10,
    sort: 2,
    columns: [
      {
        title: say.pairOf,
        track: 'minmax(8rem, 1fr)',
        by: ({ a }) => nameOf(app, reportOf(a)),
        cell: ({ a }) => nameOf(app, reportOf(a)),
      },
      {
        title: say.with,
        track: 'minmax(8rem, 1fr)',
        by: ({ b }) => nameOf(app, reportOf(b)),
        cell: ({ b }) => nameOf(app, reportOf(b)),
      },
      {
        title: words.nouns.share,
        track: '5rem',
        figures: true,
        by: ({ share }) => share,
        cell: ({ share }) => percent(share),
      },
      {
        title: say.sharedCharacters,
        track: '10.5rem',
        figures: true,
        by: (pair) => commonOf(shared, pair, withFormulas),
        cell: (pair) => grouped(commonOf(shared, pair, withFormulas)),
      },
      {
        title: say.views.pair,
        track: '6.5rem',
        cell: ({ a, b }) =>
          h(
            'a',
            {
              href: `#/pair/${reportOf(a)}/${reportOf(b)}`,
              'aria-label': `${say.openPair} ${nameOf(app, reportOf(a))} ${nameOf(app, reportOf(b))}`,
            },
            say.openPair,
          ),
      },
    ],
  });
  const threshold = (): number => (Number(slider.value) / 1000) * top;
  const filter = (): void => {
    const least = threshold();
    const rows = pairs.filter(({ share }) => share > 0 && share >= least);
    above.textContent = least < 0.0005 ? say.pairsSharing(rows.length) : say.pairsAbove(rows.length, percent(least));
    slider.setAttribute('aria-valuetext', percent(least));
    table.show(rows);
    replace(plot, histogram(app, pairs, top, least));
  };
  const compute = (): void => {
    const all: PairRow[] = [];
    for (let x = 0; x < shared.size; x++) {
      for (let y = x + 1; y < shared.size; y++) {
        const a = shared.order[x]!;
        const b = shared.order[y]!;
        all.push({ a, b, share: pairShare(shared, a, b, withFormulas) });
      }
    }
    pairs = all;
    top = Math.max(0.01, ...blocks(all.map(({ share }) => share)));
    filter();
    paint(canvas, shared, withFormulas, top);
  };
  const cellAt = (event: MouseEvent): readonly [number, number] | undefined => {
    const box = canvas.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * shared.size);
    const y = Math.floor(((event.clientY - box.top) / box.height) * shared.size);
    const a = shared.order[y];
    const b = shared.order[x];
    return a === undefined || b === undefined || a === b ? undefined : [a, b];
  };
  canvas.addEventListener('mousemove', (event) => {
    const cell = cellAt(event);
    if (cell === undefined) return;
    readout.textContent = `${nameOf(app, reportOf(cell[0]))} ⇄ ${nameOf(app, reportOf(cell[1]))}: ${percent(pairShare(shared, cell[0], cell[1], withFormulas))}`;
  });
  canvas.addEventListener('click', (event) => {
    const cell = cellAt(event);
    if (cell !== undefined) app.go(`#/pair/${reportOf(cell[0])}/${reportOf(cell[1])}`);
  });
  const mode = (label: string, value: boolean): HTMLElement =>
    h(
      'label',
      {},
      h('input', {
        type: 'radio',
        name: 'matrix-mode',
        checked: withFormulas === value,
        onchange: () => {
          withFormulas = value;
          compute();
        },
      }),
      label,
    );
  return {
    element: h(
      'section',
      { class: 'view' },
      h('h2', {}, say.views.matrix),
      h(
        'div',
        { class: 'tools', role: 'radiogroup', 'aria-label': say.views.matrix },
        mode(say.matrixOwn, false),
        mode(say.matrixRaw, true),
      ),
      h(
        'div',
        { class: 'matrix' },
        h('div', {}, h('div', { class: 'heat-frame' }, axis(app, shared), canvas), readout),
        h('div', {}, h('h3', {}, say.histogram), plot, h('label', { class: 'range' }, say.threshold, slider), above),
      ),
      h('h3', { class: 'screen' }, say.tableBehind),
      table.element,
    ),
    enter: compute,
  };
}

/** Beyond this many rows names would be smaller than can be read. */
const MOST_NAMES = 45;

/** The names of the rows, for eyes only: the table behind says them to everyone. */
function axis(app: App, shared: Shared): HTMLElement {
  if (shared.size > MOST_NAMES) return h('span', {});
  const names = shared.order.map((row) => nameOf(app, app.data.documents[row]!.report));
  return h('ol', { class: 'axis', 'aria-hidden': 'true' }, ...names.map((name) => h('li', {}, name)));
}

/** The pairs that share most, without formulas, for paper. */
export function topPairs(app: App, most: number): readonly (readonly [a: string, b: string, share: string])[] {
  const shared = sharedOf(app.data, app.filters);
  const rows: PairRow[] = [];
  for (let a = 0; a < shared.size; a++) {
    for (let b = a + 1; b < shared.size; b++) {
      const share = pairShare(shared, a, b, false);
      if (share > 0) rows.push({ a, b, share });
    }
  }
  rows.sort((x, y) => y.share - x.share || x.a - y.a || x.b - y.b);
  const name = (row: number): string => nameOf(app, app.data.documents[row]!.report);
  return rows.slice(0, most).map(({ a, b, share }) => [name(a), name(b), percent(share)] as const);
}

function commonOf(shared: Shared, { a, b }: PairRow, withFormulas: boolean): number {
  const at = a * shared.size + b;
  return shared.copied[at]! + (withFormulas ? shared.formula[at]! : 0);
}

/** Maxima of blocks: spreading 45,000 values into Math.max would be too many arguments. */
function blocks(values: readonly number[]): readonly number[] {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return [most];
}

function histogram(app: App, pairs: readonly PairRow[], top: number, least: number): SVGSVGElement {
  const counts = new Array<number>(BINS).fill(0);
  for (const { share } of pairs) {
    if (share === 0) continue;
    const bin = Math.min(BINS - 1, Math.floor((share / top) * BINS));
    counts[bin] = counts[bin]! + 1;
  }
  const bars = counts.map(
    (y, i): Point => ({ x: i, y, label: `${percent((i / BINS) * top)} – ${percent(((i + 1) / BINS) * top)}: ${y}` }),
  );
  return columnsPlot(
    bars,
    `${app.say.histogram}: ${bars
      .filter(({ y }) => y > 0)
      .map(({ label }) => label)
      .join('; ')}`,
    { mark: least / top },
  );
}

/** A pixel or more a cell; darker is more. The scale is a square root, or small shares would all look alike. */
function paint(canvas: HTMLCanvasElement, shared: Shared, withFormulas: boolean, top: number): void {
  const cell = Math.max(1, Math.floor(640 / shared.size));
  canvas.width = canvas.height = cell * shared.size;
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const style = getComputedStyle(canvas);
  const from = channels(style.getPropertyValue('--heat-0'));
  const to = channels(style.getPropertyValue('--heat-1'));
  for (let y = 0; y < shared.size; y++) {
    for (let x = 0; x < shared.size; x++) {
      const share = x === y ? 0 : pairShare(shared, shared.order[x]!, shared.order[y]!, withFormulas);
      const depth = Math.sqrt(share / top);
      const mix = from.map((one, i) => Math.round(one + ((to[i] ?? 0) - one) * depth));
      pen.fillStyle = x === y ? style.getPropertyValue('--line') : `rgb(${mix.join(',')})`;
      pen.fillRect(x * cell, y * cell, cell, cell);
    }
  }
}

function channels(colour: string): readonly number[] {
  const hex = colour.trim().replace('#', '');
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) || 0);
}
