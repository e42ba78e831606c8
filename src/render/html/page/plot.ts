/** Small plots in SVG and canvas. Each has a text beside it that says the same; none speaks by colour alone. */

import { percent } from '../../numbers.js';
import type { PageDocument } from '../page-data.js';
import type { App } from './app.js';
import { h, svg } from './dom.js';
import { CLASSES, type Class, type Counts, countedLabels, shareOf } from './figures.js';

/** The stacked bar of one report or of the mean. */
export function shareBar(shares: Readonly<Record<Class, number>>, label: string): HTMLElement {
  const parts = CLASSES.filter((one) => shares[one] > 0).map((one) =>
    h('span', { class: `seg k-${one}`, '--w': `${(shares[one] * 100).toFixed(3)}%` }),
  );
  return h('div', { class: 'bar', role: 'img', 'aria-label': label }, ...parts);
}

export function classShares(counts: Counts): Record<Class, number> {
  return Object.fromEntries(CLASSES.map((one) => [one, shareOf(counts, one)])) as Record<Class, number>;
}

export function className(app: App, one: Class): string {
  return one === 'excluded' ? app.say.excluded : app.words.label[one];
}

export function sharesInWords(app: App, shares: Readonly<Record<Class, number>>): string {
  return CLASSES.filter((one) => shares[one] > 0)
    .map((one) => `${className(app, one)} ${percent(shares[one])}`)
    .join(app.lang === 'en' ? ', ' : '，');
}

/** Key to colours and patterns. */
export function legend(app: App, classes: readonly Class[] = CLASSES): HTMLElement {
  return h(
    'ul',
    { class: 'legend', 'aria-label': app.say.legend },
    ...classes.map((one) => h('li', {}, h('span', { class: `key k-${one}` }), className(app, one))),
  );
}

/** Labels from the first to the last character, one column of pixels after the other. */
export function strip(app: App, document: PageDocument, width = 240, height = 18): HTMLCanvasElement {
  const canvas = h('canvas', { width, height, class: 'strip', 'aria-hidden': 'true' });
  requestAnimationFrame(() => paintStrip(canvas, app, document));
  return canvas;
}

function paintStrip(canvas: HTMLCanvasElement, { data, filters }: App, document: PageDocument): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const total = document.lengths.reduce((sum, length) => sum + length, 0);
  const style = getComputedStyle(canvas);
  let at = 0;
  const labels = countedLabels(data, document, filters);
  document.lengths.forEach((length, i) => {
    const label = labels[i]!;
    const kind = label.counted > 0 && label.kept === 0 ? 'excluded' : label.kind;
    const x = (at / total) * canvas.width;
    const w = Math.max(0.6, (length / total) * canvas.width);
    pen.fillStyle = style.getPropertyValue(`--c-${kind}`);
    // Heights differ as well, so that the strip reads without colour.
    const tall =
      kind === 'copied'
        ? 1
        : kind === 'formula'
          ? 0.7
          : kind === 'slot'
            ? 0.5
            : kind === 'specific' || kind === 'excluded'
              ? 0.25
              : 0.1;
    pen.fillRect(x, canvas.height * (1 - tall), w, canvas.height * tall);
    at += length;
  });
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

const WIDTH = 640;
const HEIGHT = 220;
const PAD = 44;
const WIDEST_COLUMN = 72;

/** A curve with axes; `y` in shares. */
export function curve(points: readonly Point[], label: string, xTitle: string): SVGSVGElement {
  const mostX = Math.max(1, ...points.map(({ x }) => x));
  const mostY = Math.max(0.01, ...points.map(({ y }) => y));
  const px = (x: number): number => PAD + (x / mostX) * (WIDTH - PAD - 12);
  const py = (y: number): number => HEIGHT - PAD + 10 - (y / mostY) * (HEIGHT - PAD - 14);
  const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('');
  const ticks = [0, 0.5, 1].map((part) => part * mostY);
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'plot', role: 'img', 'aria-label': label },
    ...ticks.map((tick) => svg('line', { x1: PAD, x2: WIDTH - 12, y1: py(tick), y2: py(tick), class: 'grid' })),
    ...ticks.map((tick) => svg('text', { x: PAD - 6, y: py(tick) + 4, 'text-anchor': 'end' }, percent(tick))),
    svg('path', { d: path, class: 'curve' }),
    ...points.map(({ x, y, label: title }) =>
      svg('circle', { cx: px(x), cy: py(y), r: points.length > 60 ? 1.5 : 3, class: 'dot' }, svg('title', {}, title)),
    ),
    svg('text', { x: WIDTH - 12, y: HEIGHT - 6, 'text-anchor': 'end' }, `${xTitle} → ${mostX}`),
  );
}

/** Columns, evenly spread: of a histogram, or of years. */
export function columnsPlot(
  bars: readonly Point[],
  label: string,
  options: { readonly mark?: number; readonly ticks?: boolean } = {},
): SVGSVGElement {
  const most = Math.max(1, ...bars.map(({ y }) => y));
  const wide = (WIDTH - 24) / Math.max(1, bars.length);
  // Three years are three columns, not three walls.
  const thick = Math.max(1, Math.min(WIDEST_COLUMN, wide - 2));
  const base = HEIGHT - 26;
  const shown = bars.map(({ y, label: title }, i) => {
    const tall = y === 0 ? 0 : Math.max(2, (y / most) * (base - 22));
    return [
      svg(
        'rect',
        { x: 12 + (i + 0.5) * wide - thick / 2, y: base - tall, width: thick, height: tall, class: 'column' },
        svg('title', {}, title),
      ),
      wide > 26 && y > 0 && svg('text', { x: 12 + (i + 0.5) * wide, y: base - tall - 5, 'text-anchor': 'middle' }, y),
    ];
  });
  const every = Math.ceil(bars.length / 12);
  const ticks =
    options.ticks === false
      ? []
      : bars.map(
          ({ label: title }, i) =>
            i % every === 0 &&
            svg(
              'text',
              { x: 12 + (i + 0.5) * wide, y: HEIGHT - 8, 'text-anchor': 'middle' },
              title.split(' ')[0] ?? '',
            ),
        );
  const mark = options.mark;
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'plot', role: 'img', 'aria-label': label },
    svg('line', { x1: 12, x2: WIDTH - 12, y1: base, y2: base, class: 'grid' }),
    ...shown,
    ...ticks,
    mark !== undefined &&
      svg('line', { x1: 12 + mark * (WIDTH - 24), x2: 12 + mark * (WIDTH - 24), y1: 4, y2: base, class: 'threshold' }),
  );
}
