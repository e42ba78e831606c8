/**
 * One label for every character of a report: `report.span` is covered exactly once, in order (invariant 2). Painted from
 * the weakest claim to the strongest: specific, formula (the widest family wins), slot, copied, furniture.
 */

import type { Label, LabelKind } from '../model/findings.js';
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

const NAMES: readonly LabelKind[] = ['specific', 'formula', 'slot', 'copied', 'furniture'];
const SPECIFIC = 0;
const FORMULA = 1;
const SLOT = 2;
const COPIED = 3;
const FURNITURE = 4;

/** Labels one report. Cost: linear in the span plus the painted length. */
export function labelReport(
  report: Report,
  formulas: readonly PlacedFormula[],
  passages: readonly PlacedPassage[],
): Label[] {
  const { start, end } = report.span;
  const kind = new Uint8Array(end - start);
  const formula = new Int32Array(end - start).fill(-1);
  const passage = new Int32Array(end - start).fill(-1);
  const clip = (span: Span): readonly [number, number] => [
    Math.max(span.start, start) - start,
    Math.min(span.end, end) - start,
  ];
  const order = [...formulas.keys()].sort(
    (a, b) => formulas[a]!.issuers - formulas[b]!.issuers || span(b) - span(a) || b - a,
  );
  function span(i: number): number {
    return formulas[i]!.span.end - formulas[i]!.span.start;
  }
  for (const i of order) {
    const [from, to] = clip(formulas[i]!.span);
    kind.fill(FORMULA, from, to);
    formula.fill(i, from, to);
  }
  for (const { slots } of formulas) for (const slot of slots) kind.fill(SLOT, ...clip(slot));
  for (const [i, { span }] of passages.entries()) {
    const [from, to] = clip(span);
    kind.fill(COPIED, from, to);
    passage.fill(i, from, to);
  }
  for (const { span } of report.furniture) kind.fill(FURNITURE, ...clip(span));

  const labels: Label[] = [];
  for (let from = 0; from < kind.length; ) {
    let to = from + 1;
    while (to < kind.length && sameLabel(from, to)) to++;
    labels.push(labelOf(from, to));
    from = to;
  }
  return labels;

  function sameLabel(a: number, b: number): boolean {
    if (kind[a] !== kind[b]) return false;
    if (kind[a] === SPECIFIC || kind[a] === FURNITURE) return true;
    return kind[a] === COPIED ? passage[a] === passage[b] : formula[a] === formula[b];
  }
  function labelOf(from: number, to: number): Label {
    const label = { span: { start: start + from, end: start + to }, label: NAMES[kind[from]!]! };
    if (kind[from] === COPIED) return { ...label, passage: passages[passage[from]!]!.passage };
    const placed = kind[from] === FORMULA || kind[from] === SLOT ? formulas[formula[from]!] : undefined;
    return placed === undefined ? label : { ...label, formula: placed.formula };
  }
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
