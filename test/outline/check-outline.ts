/** What must hold of every report that was read, whatever the text: the contract of spans, outline and corrections. */

import type { Report, Section } from '../../src/model/report.js';
import type { Span } from '../../src/model/span.js';

/** Throws with the first broken rule. */
export function checkReport(report: Report): void {
  const { source, span, furniture, repairs, diagnostics } = report;
  const whole = { start: 0, end: source.text.length };
  inside(span, whole, 'report');
  checkOutline(report.outline, span);
  sortedApart(
    furniture.map((piece) => piece.span),
    'furniture',
  );
  sortedApart(
    repairs.filter(({ applied }) => applied).map((repair) => repair.span),
    'repairs',
  );
  for (const piece of furniture) inside(piece.span, span, `furniture ${piece.rule}`);
  for (const { code, span: place } of diagnostics) if (place) inside(place, whole, `diagnostic ${code}`);
  if (report.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(report.date)) throw new Error(`date ${report.date}`);
  if (report.issuer === '') throw new Error('no issuer');
}

/** Sections in order, inside their parents, deeper than these, headings at their start. */
export function checkOutline(sections: readonly Section[], limit: Span, level = 0): void {
  let reached = limit.start;
  for (const { heading, headingSpan, span, children, ...section } of sections) {
    const name = `section ${section.marker}${heading}`;
    inside(span, limit, name);
    inside(headingSpan, span, `heading of ${name}`);
    if (span.start < reached) throw new Error(`${name} begins at ${span.start}, before ${reached}`);
    if (headingSpan.start !== span.start) throw new Error(`${name} does not begin with its heading`);
    if (section.level <= level) throw new Error(`${name} has level ${section.level} under ${level}`);
    if (/\n/.test(section.marker + heading)) throw new Error(`${name} holds a line end`);
    checkOutline(children, { start: headingSpan.end, end: span.end }, section.level);
    reached = span.end;
  }
}

/** Every section, in reading order. */
export function allSections(sections: readonly Section[]): readonly Section[] {
  return sections.flatMap((section) => [section, ...allSections(section.children)]);
}

/** `'1一、回顾 2(一)经济'`: levels, marks and headings of an outline. */
export function sketch(sections: readonly Section[]): string {
  return allSections(sections)
    .map(({ level, marker, heading }) => `${level}${marker}${heading}`)
    .join(' ');
}

function inside(span: Span, limit: Span, name: string): void {
  if (span.start < limit.start || span.end > limit.end || span.start > span.end)
    throw new Error(`${name} ${span.start}–${span.end} outside ${limit.start}–${limit.end}`);
}

function sortedApart(spans: readonly Span[], name: string): void {
  let reached = -1;
  for (const { start, end } of spans) {
    if (start < reached) throw new Error(`${name} overlap or are unsorted at ${start}`);
    reached = end;
  }
}
