/** Which height of one pane belongs to which height of the other, so that both can scroll together. */

import type { Side } from '../../comparison-figures.js';
import { longestChain, type PairModel } from './pair-model.js';
import type { Pane } from './pair-pane.js';

export interface Anchors {
  readonly measure: () => void;
  /** The height in the other pane that belongs to a height in this one. */
  readonly map: (from: Side, y: number) => number;
}

/** Heights of links that run in order on both sides; between two of them the way is straight. */
export function anchorsOf(model: PairModel, panes: Readonly<Record<Side, Pane>>): Anchors {
  let ys: Readonly<Record<Side, readonly number[]>> = { a: [0], b: [0] };
  const measure = (): void => {
    const height = (side: Side, element: HTMLElement): number =>
      element.getBoundingClientRect().top -
      panes[side].element.getBoundingClientRect().top +
      panes[side].element.scrollTop;
    const both = model.links
      .flatMap((link, i) => {
        const left = panes.a.links.get(i);
        const right = panes.b.links.get(i);
        return left === undefined || right === undefined || link.moved
          ? []
          : [{ a: height('a', left), b: height('b', right) }];
      })
      .sort((x, y) => x.a - y.a);
    const kept = longestChain(both.map(({ b }) => b)).map((i) => both[i]!);
    ys = {
      a: [0, ...kept.map(({ a }) => a), panes.a.element.scrollHeight],
      b: [0, ...kept.map(({ b }) => b), panes.b.element.scrollHeight],
    };
  };
  return {
    measure,
    map(from, y) {
      const here = ys[from];
      const there = ys[from === 'a' ? 'b' : 'a'];
      let i = 0;
      while (i + 2 < here.length && here[i + 1]! <= y) i++;
      const low = here[i] ?? 0;
      const high = here[i + 1] ?? low;
      const part = high > low ? clamp((y - low) / (high - low), 0, 1) : 0;
      return (there[i] ?? 0) + part * ((there[i + 1] ?? there[i] ?? 0) - (there[i] ?? 0));
    },
  };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
