/** A narrow picture of a whole pane: what is linked, moved and own, where the window stands; a click goes there. */

import type { Side } from '../../comparison-figures.js';
import type { App } from './app.js';
import { h } from './dom.js';
import type { PairModel } from './pair-model.js';
import type { Pane } from './pair-pane.js';

export interface Minimap {
  readonly element: HTMLElement;
  readonly draw: () => void;
  readonly measure: () => void;
}

const WIDTH = 16;

export function minimap(app: App, model: PairModel, side: Side, pane: Pane): Minimap {
  const canvas = h('canvas', {
    class: 'minimap',
    width: WIDTH,
    height: 10,
    'aria-hidden': 'true',
    title: app.say.minimap,
  });
  const span = app.data.reports[model.reports[side]]?.span ?? { start: 0, end: 1 };
  const length = Math.max(1, span.end - span.start);
  const draw = (): void => {
    const pen = canvas.getContext('2d');
    if (pen === null || canvas.height === 0) return;
    const style = getComputedStyle(canvas);
    const colour = (name: string): string => style.getPropertyValue(name);
    const block = (start: number, end: number, fill: string, left: number, width: number): void => {
      pen.fillStyle = fill;
      pen.fillRect(
        left,
        ((start - span.start) / length) * canvas.height,
        width,
        Math.max(1.5, ((end - start) / length) * canvas.height),
      );
    };
    pen.clearRect(0, 0, canvas.width, canvas.height);
    for (const { start, end } of model.own[side]) block(start, end, colour('--c-specific'), 0, 5);
    for (const { relation, moved, ...link } of model.links) {
      for (const { start, end } of link[side]) {
        block(start, end, colour(`--r-${relation}`), 5, WIDTH - 5);
        if (moved) block(start, end, colour('--moved'), WIDTH - 4, 4);
      }
    }
    const { scrollTop, clientHeight, scrollHeight } = pane.element;
    pen.strokeStyle = colour('--text');
    pen.lineWidth = 2;
    pen.strokeRect(
      1,
      (scrollTop / scrollHeight) * canvas.height + 1,
      WIDTH - 2,
      Math.max(6, (clientHeight / scrollHeight) * canvas.height - 2),
    );
  };
  canvas.addEventListener('click', (event) => {
    const part = event.offsetY / Math.max(1, canvas.clientHeight);
    pane.element.dispatchEvent(new Event('pointerenter'));
    pane.element.scrollTop = part * pane.element.scrollHeight - pane.element.clientHeight / 2;
  });
  return {
    element: canvas,
    draw,
    measure() {
      canvas.height = Math.max(10, canvas.clientHeight);
      draw();
    },
  };
}
