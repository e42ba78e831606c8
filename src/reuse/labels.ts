/**
 * One label for every character of a report: `report.span` is covered exactly once, in order (invariant 2). Painted from
 * the weakest claim to the strongest: specific, formula (the widest family wins), slot, copied, furniture.
 */

import type { Label } from '../model/findings.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';

/** An occurrence of a formula in one report. */
export interface PlacedFormula {
  readonly formula: string;
  readonly issuers: number;
  readonly span: Span;
  readonly slots: readonly Span[];
}

/** A copied stretch of one report. */
export interface PlacedPassage {
  readonly passage: string;
  readonly span: Span;
}

/** A painted unit: what it is in the lowest two bits, above them 1 + the index of its formula or passage. */
const SPECIFIC = 0;
const FORMULA = 1;
const SLOT = 2;
const COPIED = 3;
const FURNITURE = -1;

/** Labels one report. Cost: linear in the span plus the painted length. */
export function labelReport(
  report: Report,
  formulas: readonly PlacedFormula[],
  passages: readonly PlacedPassage[],
): Label[] {
  const { start, end } = report.span;
  if (formulas.length === 0 && report.furniture.length === 0 && areApart(passages, report.span))
    return labelsBetween(passages, report.span);
  const paint = new Int32Array(end - start);
  paintFormulas(paint, start, formulas);
  for (let i = 0; i < passages.length; i++) fillSpan(paint, start, passages[i]!.span, ((i + 1) << 2) | COPIED);
  for (const { span } of report.furniture) fillSpan(paint, start, span, FURNITURE);
  return labelsOf(paint, start, formulas, passages);
}

function paintFormulas(paint: Int32Array, first: number, formulas: readonly PlacedFormula[]): void {
  const order = widestLast(formulas);
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    fillSpan(paint, first, formulas[i]!.span, ((i + 1) << 2) | FORMULA);
  }
  for (let i = 0; i < formulas.length; i++) {
    const { slots } = formulas[i]!;
    for (let k = 0; k < slots.length; k++) paintSlot(paint, first, slots[k]!);
  }
}

function labelsOf(
  paint: Int32Array,
  start: number,
  formulas: readonly PlacedFormula[],
  passages: readonly PlacedPassage[],
): Label[] {
  const labels: Label[] = [];
  for (let from = 0; from < paint.length; ) {
    const to = runEnd(paint, from);
    labels.push(labelOf({ start: start + from, end: start + to }, paint[from]!, formulas, passages));
    from = to;
  }
  return labels;
}

/** Passages of some length inside the span, one behind the other: nothing is painted over. */
function areApart(passages: readonly PlacedPassage[], { start, end }: Span): boolean {
  let reached = start;
  for (const { span } of passages) {
    if (span.start < reached || span.end <= span.start) return false;
    reached = span.end;
  }
  return reached <= end;
}

function labelsBetween(passages: readonly PlacedPassage[], { start, end }: Span): Label[] {
  const labels: Label[] = [];
  let reached = start;
  for (const { passage, span } of passages) {
    if (reached < span.start) labels.push({ span: { start: reached, end: span.start }, label: 'specific' });
    labels.push({ span: { start: span.start, end: span.end }, label: 'copied', passage });
    reached = span.end;
  }
  if (reached < end) labels.push({ span: { start: reached, end }, label: 'specific' });
  return labels;
}

/** By issuers; of equals the shorter first, so that the widest and longest is painted last. */
function widestLast(formulas: readonly PlacedFormula[]): number[] {
  const order = formulas.map((_, i) => i);
  const lengthOf = (i: number): number => formulas[i]!.span.end - formulas[i]!.span.start;
  return order.sort((a, b) => formulas[a]!.issuers - formulas[b]!.issuers || lengthOf(b) - lengthOf(a) || b - a);
}

function fillSpan(paint: Int32Array, first: number, span: Span, colour: number): void {
  const from = Math.max(0, span.start - first);
  const to = Math.min(span.end - first, paint.length);
  if (from < to) paint.fill(colour, from, to);
}

/** A slot stays one of the formula that is painted there. */
function paintSlot(paint: Int32Array, first: number, span: Span): void {
  const to = Math.min(span.end - first, paint.length);
  for (let i = Math.max(0, span.start - first); i < to; i++) paint[i] = (paint[i]! & ~3) | SLOT;
}

function runEnd(paint: Int32Array, from: number): number {
  const colour = paint[from];
  let to = from + 1;
  while (to < paint.length && paint[to] === colour) to++;
  return to;
}

function labelOf(
  span: Span,
  colour: number,
  formulas: readonly PlacedFormula[],
  passages: readonly PlacedPassage[],
): Label {
  if (colour === FURNITURE) return { span, label: 'furniture' };
  if (colour === SPECIFIC) return { span, label: 'specific' };
  const index = (colour >> 2) - 1;
  if ((colour & 3) === COPIED) return { span, label: 'copied', passage: passages[index]!.passage };
  const label = (colour & 3) === SLOT ? 'slot' : 'formula';
  return index < 0 ? { span, label } : { span, label, formula: formulas[index]!.formula };
}

/** What breaks invariant 2 in a list of labels, in words; empty when nothing does. For tests and for the debug flag. */
export function labelFaults(report: Report, labels: readonly Label[]): string[] {
  const faults: string[] = [];
  let reached = report.span.start;
  for (const { span } of labels) {
    if (span.start !== reached) faults.push(`hole or overlap at ${reached}`);
    if (span.end <= span.start) faults.push(`empty label at ${span.start}`);
    reached = span.end;
  }
  if (labels.length > 0 && reached !== report.span.end) faults.push(`labels end at ${reached}`);
  return faults;
}
