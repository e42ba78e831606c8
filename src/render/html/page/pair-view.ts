/** Two reports side by side: synchronised panes, lines between what belongs together, a walk through what differs. */

import type { Side } from '../../comparison-figures.js';
import { decimal } from '../../numbers.js';
import { type App, nameOf, type View } from './app.js';
import { button, h, replace, svg } from './dom.js';
import { isTyping } from './evidence-view.js';
import { minimap } from './minimap.js';
import { anchorsOf, clamp } from './pair-anchors.js';
import { chooser, chosen } from './pair-chooser.js';
import {
  type Change,
  type ChangeFilter,
  changesOf,
  comparisonPair,
  corpusPair,
  matches,
  type PairModel,
} from './pair-model.js';
import { type Pane, pairPane } from './pair-pane.js';

/** Of two whole texts what differs is of interest, of two reports of a corpus what they share. */
const FILTERS: Readonly<Record<'comparison' | 'corpus', readonly ChangeFilter[]>> = {
  comparison: ['all', 'edited', 'slot', 'moved', 'suspected', 'own'],
  corpus: ['shared', 'moved', 'own'],
};

export function pairView(app: App): View {
  if (app.data.kind === 'comparison') {
    const swapped = app.path.includes('swapped');
    const model = comparisonPair(app, swapped);
    if (model !== undefined)
      return drawn(app, model, {
        address: swapped ? '#/pair/swapped' : '#/pair',
        swapped: swapped ? '#/pair' : '#/pair/swapped',
      });
  }
  const [a, b] = chosen(app);
  if (a === undefined || b === undefined) {
    return { element: h('section', { class: 'view' }, h('h2', {}, app.say.views.pair), h('p', {}, app.say.nothing)) };
  }
  const model = corpusPair(app, a, b);
  return drawn(app, model, { address: `#/pair/${a}/${b}`, swapped: `#/pair/${b}/${a}` }, chooser(app, a, b));
}

interface Addresses {
  readonly address: string;
  readonly swapped: string;
}

/** The link that the end of an address names: `l5` is link 5, `p7` the one of passage 7; -1 for none. */
function linkIn(app: App, model: PairModel): number {
  const [, kind, number] = /^([lp])(\d+)$/.exec(app.path.at(-1) ?? '') ?? [];
  if (kind === undefined) return -1;
  return kind === 'l' ? Number(number) : model.links.findIndex(({ passage }) => passage === Number(number));
}

function drawn(app: App, model: PairModel, { address, swapped }: Addresses, above?: HTMLElement): View {
  const { say, words } = app;
  const panes: Readonly<Record<Side, Pane>> = { a: pairPane(app, model, 'a'), b: pairPane(app, model, 'b') };
  const changes = changesOf(model);
  const choices = FILTERS[app.data.kind === 'comparison' ? 'comparison' : 'corpus'];
  let filter: ChangeFilter = choices[0]!;
  let stops = changes.filter((change) => matches(change, filter));
  let at = -1;
  let synced = true;

  const gutter = svg('svg', { class: 'gutter', 'aria-hidden': 'true' });
  const status = h(
    'div',
    { class: 'status', role: 'status' },
    stops.length === 0 ? say.noChange : say.rows(stops.length, stops.length),
  );
  const maps = { a: minimap(app, model, 'a', panes.a), b: minimap(app, model, 'b', panes.b) };

  const targetOf = (change: Change, side: Side): HTMLElement | undefined => {
    if (change.link >= 0) return panes[side].links.get(change.link);
    return change.side === side && change.span !== undefined ? panes[side].own.get(change.span.start) : undefined;
  };

  const anchors = anchorsOf(model, panes);
  let leading: Side = 'a';
  let still = 0;
  const follow = (from: Side): void => {
    if (!synced || performance.now() < still) return;
    const to: Side = from === 'a' ? 'b' : 'a';
    const lead = panes[from].element;
    const tail = panes[to].element;
    const middle = lead.scrollTop + lead.clientHeight / 2;
    tail.scrollTop = anchors.map(from, middle) - tail.clientHeight / 2;
  };
  let frame = 0;
  const onscroll = (side: Side) => (): void => {
    if (side === leading) follow(side);
    if (frame === 0) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        lines();
        maps.a.draw();
        maps.b.draw();
      });
    }
  };

  const lines = (): void => {
    const box = gutter.getBoundingClientRect();
    if (box.height === 0) return;
    gutter.textContent = '';
    model.links.forEach(({ relation, moved }, i) => {
      const left = panes.a.links.get(i);
      const right = panes.b.links.get(i);
      if (left === undefined || right === undefined) return;
      const l = left.getBoundingClientRect();
      const r = right.getBoundingClientRect();
      const seen = (rect: DOMRect): boolean => rect.bottom > box.top && rect.top < box.bottom;
      if (!seen(l) && !seen(r)) return;
      const y1 = clamp((l.top + Math.min(l.bottom, l.top + 24)) / 2 - box.top, -8, box.height + 8);
      const y2 = clamp((r.top + Math.min(r.bottom, r.top + 24)) / 2 - box.top, -8, box.height + 8);
      const on = stops[at]?.link === i;
      gutter.append(
        svg('path', {
          d: `M0 ${y1} C ${box.width / 2} ${y1} ${box.width / 2} ${y2} ${box.width} ${y2}`,
          class: `line r-${relation}${moved ? ' moved' : ''}${on ? ' on' : ''}`,
        }),
      );
    });
  };

  const goTo = (next: number): void => {
    if (stops.length === 0) return;
    at = (next + stops.length) % stops.length;
    const change = stops[at]!;
    for (const old of view.querySelectorAll('.u.on')) old.classList.remove('on');
    still = performance.now() + 120;
    for (const side of ['a', 'b'] as const) {
      const target = targetOf(change, side);
      const pane = panes[side].element;
      if (target === undefined) continue;
      target.classList.add('on');
      const offset = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTop += offset - pane.clientHeight / 3;
    }
    const own = change.side;
    if (own !== undefined && synced) {
      const other: Side = own === 'a' ? 'b' : 'a';
      const lead = panes[own].element;
      panes[other].element.scrollTop =
        anchors.map(own, lead.scrollTop + lead.clientHeight / 2) - panes[other].element.clientHeight / 2;
    }
    describe(change);
    // The address names the place without a step in the history: it can be copied and sent.
    history.replaceState(null, '', change.link >= 0 ? `${address}/l${change.link}` : address);
    requestAnimationFrame(lines);
  };

  /** A link that the filter leaves out is shown among all. */
  const stopOf = (link: number): number => {
    const found = stops.findIndex((change) => change.link === link);
    if (found >= 0 || !changes.some((change) => change.link === link)) return found;
    stops = changes.filter((change) => change.link >= 0);
    return stops.findIndex((change) => change.link === link);
  };

  const describe = (change: Change): void => {
    const kind =
      change.kind === 'own'
        ? `${words.label.specific} · ${change.side === 'a' ? words.nouns.onlyA : words.nouns.onlyB}`
        : words.relation[change.kind];
    const link = model.links[change.link];
    const edits = (link?.edits ?? []).slice(0, 6).map((edit) => {
      const text = (side: Side): string => panesText(app, model, side, edit[side]);
      return h('span', { class: 'chip' }, `${words.edit[edit.kind]}: ${text('a') || '∅'} → ${text('b') || '∅'}`);
    });
    replace(
      status,
      h('strong', {}, say.change(at + 1, stops.length)),
      ` ${kind}${change.moved ? ` · ↕ ${words.nouns.moved}` : ''}${link === undefined ? '' : ` · ${decimal(link.score)}`} `,
      ...edits,
    );
  };

  const view = h('section', { class: 'view pair' });
  const choice = h(
    'select',
    {
      'aria-label': say.show,
      onchange: () => {
        filter = choices.find((one) => one === choice.value) ?? filter;
        stops = changes.filter((change) => matches(change, filter));
        at = -1;
        status.textContent = stops.length === 0 ? say.noChange : say.rows(stops.length, stops.length);
        if (stops.length > 0) goTo(0);
      },
    },
    ...choices.map((one) =>
      h('option', { value: one }, `${say.changes[one]} (${changes.filter((change) => matches(change, one)).length})`),
    ),
  );
  const check = (label: string, on: boolean, act: (on: boolean) => void): HTMLElement => {
    const box = h('input', { type: 'checkbox', checked: on, onchange: () => act(box.checked) });
    return h('label', {}, box, label);
  };
  const onkey = (event: KeyboardEvent): void => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'j') goTo(at + 1);
    else if (event.key === 'k') goTo(at < 0 ? -1 : at - 1);
  };
  const again = (): void => {
    anchors.measure();
    maps.a.measure();
    maps.b.measure();
    lines();
  };
  const head = (side: Side): HTMLElement => h('h3', {}, `${side.toUpperCase()}  ${nameOf(app, model.reports[side])}`);
  view.append(
    h('h2', {}, say.views.pair),
    ...(above === undefined ? [] : [above]),
    h(
      'div',
      { class: 'tools' },
      choice,
      button(say.before, () => goTo(at < 0 ? -1 : at - 1)),
      button(say.next, () => goTo(at + 1)),
      check(say.sync, true, (on) => {
        synced = on;
      }),
      check(say.onlyOwn, false, (on) => view.classList.toggle('only-own', on)),
      button(say.swap, () => app.go(swapped)),
      copyLink(app),
      h('span', { class: 'hint' }, say.keys),
    ),
    status,
    pairLegend(app),
    h('div', { class: 'pair-heads' }, head('a'), head('b')),
    h('div', { class: 'pair-body' }, maps.a.element, panes.a.element, gutter, panes.b.element, maps.b.element),
  );
  for (const side of ['a', 'b'] as const) {
    const { element } = panes[side];
    for (const name of ['pointerdown', 'wheel', 'keydown', 'pointerenter', 'touchstart', 'focusin']) {
      element.addEventListener(
        name,
        () => {
          leading = side;
        },
        { passive: true },
      );
    }
    element.addEventListener('scroll', onscroll(side), { passive: true });
    element.addEventListener('click', (event) => {
      const link =
        event.target instanceof Element ? event.target.closest('[data-link]')?.getAttribute('data-link') : undefined;
      const found = stops.findIndex((change) => change.link === Number(link));
      if (typeof link === 'string' && found >= 0) goTo(found);
    });
  }
  return {
    element: view,
    enter: () => {
      document.addEventListener('keydown', onkey);
      addEventListener('resize', again);
      again();
      const wanted = linkIn(app, model);
      const named = wanted < 0 ? -1 : stopOf(wanted);
      if (named >= 0) goTo(named);
      else if (filter === 'shared' && stops.length > 0) goTo(0);
    },
    leave: () => {
      document.removeEventListener('keydown', onkey);
      removeEventListener('resize', again);
    },
  };
}

function copyLink(app: App): HTMLElement {
  const done = h('span', { class: 'hint', 'aria-live': 'polite' });
  const copy = button(app.say.linkHere, () => {
    // Without a permission (file:// in some browsers) the address bar still has it.
    navigator.clipboard?.writeText(location.href).then(
      () => {
        done.textContent = app.say.linked;
      },
      () => {
        done.textContent = location.hash;
      },
    );
  });
  return h('span', {}, copy, ' ', done);
}

function panesText(app: App, model: PairModel, side: Side, { start, end }: { start: number; end: number }): string {
  return app.texts.source(model.reports[side])?.source.text.slice(start, end) ?? '';
}

function pairLegend(app: App): HTMLElement {
  const { words } = app;
  return h(
    'ul',
    { class: 'legend' },
    ...(['identical', 'slot', 'edited', 'suspected'] as const).map((one) =>
      h('li', {}, h('span', { class: `key r-${one}` }), words.relation[one]),
    ),
    h('li', {}, h('span', { class: 'key r-specific' }), words.label.specific),
    h('li', {}, h('span', { class: 'key moved' }), `↕ ${words.nouns.moved}`),
    h(
      'li',
      {},
      h('del', { class: 'e e-delete' }, words.edit.delete),
      h('ins', { class: 'e e-insert' }, words.edit.insert),
    ),
    h(
      'li',
      {},
      h('span', { class: 'e e-value' }, words.edit.value),
      h('span', { class: 'e e-place' }, words.edit.place),
    ),
  );
}
