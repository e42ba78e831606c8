/** The outline of a report for a person's eyes: what was read, where, and the original text beside it. */

import type { Report, Section } from '../model/report.js';

export interface OutlineLine {
  readonly section: Section;
  /** 0 = outermost. */
  readonly depth: number;
  /** The source from the heading on, line ends shown as ⏎. */
  readonly original: string;
}

/** Units of the source shown beside a heading. */
const SHOWN = 40;

/** The sections of a report in reading order. */
export function outlineLines(report: Report): readonly OutlineLine[] {
  const lines: OutlineLine[] = [];
  const walk = (sections: readonly Section[], depth: number): void => {
    for (const section of sections) {
      lines.push({ section, depth, original: originalAt(report, section) });
      walk(section.children, depth + 1);
    }
  };
  walk(report.outline, 0);
  return lines;
}

/** One line a section: offsets, level and kind, mark and heading indented by depth, `│`, the original. */
export function printOutline(report: Report): string {
  return outlineLines(report)
    .map(({ section, depth, original }) => {
      const { headingSpan, level, kind, marker, heading } = section;
      const place = `${headingSpan.start}–${headingSpan.end}`.padEnd(15);
      return `${place} ${level} ${kind.padEnd(7)} ${'  '.repeat(depth)}${marker}${heading}  │ ${original}`;
    })
    .join('\n');
}

function originalAt({ source, span }: Report, { headingSpan }: Section): string {
  const end = Math.min(span.end, headingSpan.start + SHOWN);
  return source.text.slice(headingSpan.start, end).replace(/\r?\n/g, '⏎');
}
