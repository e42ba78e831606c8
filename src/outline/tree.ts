/** From headings in reading order to the outline: sections inside sections, with spans of the source. */

import type { Section, SectionKind } from '../model/report.js';
import { type Reading, spanAt } from './reading.js';

export interface Heading {
  readonly at: number;
  /** Behind the mark; equal to `at` for a lead sentence. */
  readonly markerEnd: number;
  /** Behind the heading text. */
  readonly end: number;
  readonly level: number;
  readonly kind: SectionKind;
}

/** `headings` in order of `at`; `end` is where the body ends in the reading. */
export function buildTree(reading: Reading, headings: readonly Heading[], end: number): readonly Section[] {
  return sectionsOf(reading, headings, { from: 0, to: headings.length, end });
}

interface Range {
  /** Indices of headings. */
  readonly from: number;
  readonly to: number;
  /** Offset in the reading where the range ends. */
  readonly end: number;
}

function sectionsOf(reading: Reading, headings: readonly Heading[], range: Range): readonly Section[] {
  const sections: Section[] = [];
  let i = range.from;
  while (i < range.to) {
    const heading = headings[i];
    if (!heading) break;
    let next = i + 1;
    while (next < range.to && (headings[next]?.level ?? 0) > heading.level) next++;
    const end = next < range.to ? (headings[next]?.at ?? range.end) : range.end;
    const children = sectionsOf(reading, headings, { from: i + 1, to: next, end });
    sections.push(sectionOf(reading, heading, end, children));
    i = next;
  }
  return sections;
}

function sectionOf(reading: Reading, heading: Heading, end: number, children: readonly Section[]): Section {
  const { at, markerEnd, level, kind } = heading;
  let to = Math.max(end, heading.end);
  while (to > heading.end && (reading.text[to - 1] ?? '').trim() === '') to--;
  const words = (from: number, until: number): string => reading.raw.slice(from, until).replace(/\s+/g, ' ').trim();
  return {
    level,
    kind,
    marker: words(at, markerEnd),
    heading: words(markerEnd, heading.end),
    headingSpan: spanAt(reading, at, heading.end),
    span: spanAt(reading, at, to),
    children,
  };
}
