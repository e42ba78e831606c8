/**
 * The normalised view of a text for people: what matching sees. Width and script folded, white space dropped, and what
 * varies by rule shown as a typed slot (`增长{number}%`), with the values beside it and an exact map back to the source.
 * Normalising the normalised text changes nothing.
 */

import type { SlotKind } from '../model/formula.js';
import type { Span } from '../model/span.js';
import { Gap, Kind } from '../model/tokens.js';
import { CLASS_OF, Class } from './characters.js';
import { foldUnits } from './fold.js';
import type { Layer } from './layer.js';
import { type TokeniseOptions, tokeniseText } from './tokenise.js';
import { readValue, type Value } from './values.js';

export interface Slot {
  readonly kind: SlotKind;
  /** In the normalised text: `{number}` with its braces. */
  readonly at: Span;
  /** In the source. */
  readonly span: Span;
  readonly value?: Value;
}

export interface Normalised {
  readonly text: string;
  /** Source range of each unit of `text`; all units of a slot have the range of the whole slot. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly slots: readonly Slot[];
}

const SLOT_NAMES: ReadonlyMap<number, SlotKind> = new Map([
  [Kind.number, 'number'],
  [Kind.date, 'date'],
  [Kind.place, 'place'],
  [Kind.level, 'level'],
  [Kind.ordinal, 'ordinal'],
  [Kind.person, 'person'],
  [Kind.any, 'any'],
]);

/** Normalises a repaired layer. Cost: linear. */
export function normalise(layer: Layer, options: TokeniseOptions): Normalised {
  const tokens = tokeniseText(layer.text, options);
  const units = foldUnits(layer.text, options.traditional);
  const out = new Output(layer);
  const slots: Slot[] = [];
  let at = 0;
  for (let i = 0; i < tokens.length; i++) {
    const from = tokens.start[i] ?? 0;
    const to = tokens.end[i] ?? 0;
    out.marks(units, at, from, tokens.gap[i] ?? Gap.none);
    at = to;
    const kind = SLOT_NAMES.get(tokens.kind[i] ?? 0);
    if (kind === undefined) {
      out.copy(units, from, to);
      continue;
    }
    const start = out.length;
    out.slot(`{${kind}}`, from, to);
    const value = kind === 'number' || kind === 'date' ? readValue(layer.text.slice(from, from + 48)) : undefined;
    slots.push({
      kind,
      at: { start, end: out.length },
      span: { start: layer.start[from] ?? 0, end: layer.end[to - 1] ?? 0 },
      ...(value === undefined ? {} : { value }),
    });
  }
  out.marks(units, at, units.length, Gap.paragraph);
  return { ...out.finish(), slots };
}

/** The smallest range of the source that a range of the normalised text stands for, and that range itself, whole slots. */
export function originalOf(normalised: Normalised, range: Span): { readonly span: Span; readonly at: Span } {
  const { text, start, end } = normalised;
  let from = range.start;
  let to = range.end;
  while (from > 0 && sameUnit(normalised, from - 1, from)) from--;
  while (to < text.length && sameUnit(normalised, to - 1, to)) to++;
  return { span: { start: start[from] ?? 0, end: end[to - 1] ?? start[from] ?? 0 }, at: { start: from, end: to } };
}

function sameUnit({ start, end }: Normalised, a: number, b: number): boolean {
  return start[a] === start[b] && end[a] === end[b];
}

/** The text under construction, with the source range of each unit. */
class Output {
  length = 0;
  private readonly layer: Layer;
  private readonly parts: string[] = [];
  private readonly start: number[] = [];
  private readonly end: number[] = [];
  private last = LINE_END;

  constructor(layer: Layer) {
    this.layer = layer;
  }

  copy(units: Uint16Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.push(units[i] ?? 0, i, i + 1);
  }

  slot(symbol: string, from: number, to: number): void {
    for (let k = 0; k < symbol.length; k++) this.push(symbol.charCodeAt(k), from, to);
  }

  /** What stands between two tokens: marks stay, white space goes, except between Latin words and at a paragraph end. */
  marks(units: Uint16Array, from: number, to: number, gap: number): void {
    let space = -1;
    let line = -1;
    for (let i = from; i < to; i++) {
      const unit = units[i] ?? 0;
      if (unit === LINE_END) {
        line = i;
      } else if (unit <= SPACE) {
        space = i;
      } else {
        this.white(space, line, gap, unit);
        space = -1;
        line = -1;
        this.push(unit, i, i + 1);
      }
    }
    if (to < units.length) this.white(space, line, gap, units[to] ?? 0);
  }

  private white(space: number, line: number, gap: number, next: number): void {
    if (this.last === LINE_END) return;
    if (line >= 0 && gap === Gap.paragraph) this.push(LINE_END, line, line + 1);
    else if ((space >= 0 || line >= 0) && !isWide(this.last) && !isWide(next) && next !== PERCENT) {
      const at = Math.max(space, line);
      this.push(SPACE, at, at + 1);
    }
  }

  private push(unit: number, from: number, to: number): void {
    this.parts.push(String.fromCharCode(unit));
    this.start.push(this.layer.start[from] ?? 0);
    this.end.push(this.layer.end[to - 1] ?? 0);
    this.last = unit;
    this.length++;
  }

  finish(): { readonly text: string; readonly start: Uint32Array; readonly end: Uint32Array } {
    return { text: this.parts.join(''), start: Uint32Array.from(this.start), end: Uint32Array.from(this.end) };
  }
}

const LINE_END = 0x0a;
const SPACE = 0x20;
const PERCENT = 0x25;

/** Characters beside which a space says nothing. */
function isWide(unit: number): boolean {
  return CLASS_OF[unit] === Class.han || (unit >= 0x2010 && unit < 0xff00);
}
