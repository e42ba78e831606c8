/**
 * A text after corrections, with the way back: which source units each unit of the new text came from.
 * Stages that change text for matching produce a layer; nobody changes the source itself.
 */

import type { Span } from '../model/span.js';

/** Unit i of `text` stands for source units [start[i], end[i]); an inserted unit has an empty range. */
export interface Layer {
  readonly text: string;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** One replacement in source coordinates. */
export interface Replacement {
  readonly span: Span;
  readonly replacement: string;
}

/**
 * Applies sorted, non-overlapping replacements to `source[span]`. A replacement as long as what it replaces maps unit by
 * unit; any other maps each of its units to the whole replaced range. Cost: linear in the span.
 */
export function applyReplacements(source: string, span: Span, replacements: readonly Replacement[]): Layer {
  let length = span.end - span.start;
  for (const r of replacements) length += r.replacement.length - (r.span.end - r.span.start);
  const start = new Uint32Array(length);
  const end = new Uint32Array(length);
  const parts: string[] = [];
  let at = span.start;
  let out = 0;
  const keep = (to: number): void => {
    parts.push(source.slice(at, to));
    for (; at < to; at++, out++) {
      start[out] = at;
      end[out] = at + 1;
    }
  };
  for (const { span: replaced, replacement } of replacements) {
    keep(replaced.start);
    const aligned = replacement.length === replaced.end - replaced.start;
    for (let i = 0; i < replacement.length; i++, out++) {
      start[out] = aligned ? replaced.start + i : replaced.start;
      end[out] = aligned ? replaced.start + i + 1 : replaced.end;
    }
    parts.push(replacement);
    at = replaced.end;
  }
  keep(span.end);
  return { text: parts.join(''), start, end };
}

/** Units [from, to) of a text after corrections: source units from `source` on one by one, or all of [source, sourceEnd) each. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly source: number;
  readonly sourceEnd: number;
  readonly isWhole: boolean;
}

/** A text after corrections, in pieces that cover it once. */
export interface PiecedText {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** The text and the map of `applyReplacements` without an entry for every unit. Cost: linear in the replacements. */
export function replacePieces(source: string, span: Span, replacements: readonly Replacement[]): PiecedText {
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let at = span.start;
  let out = 0;
  const add = (text: string, end: number, isWhole: boolean): void => {
    if (text.length > 0) pieces.push({ from: out, to: out + text.length, source: at, sourceEnd: end, isWhole });
    parts.push(text);
    out += text.length;
    at = end;
  };
  for (const { span: replaced, replacement } of replacements) {
    add(source.slice(at, replaced.start), replaced.start, false);
    add(replacement, replaced.end, replacement.length !== replaced.end - replaced.start);
  }
  add(source.slice(at, span.end), span.end, false);
  return { text: parts.join(''), pieces };
}
