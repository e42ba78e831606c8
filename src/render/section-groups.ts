/** Linked sentences under the sections they stand in, in the order of A, as a reader goes through the two reports. */

import type { SectionLink, SentenceLink } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import { inOrderOfA } from './comparison-figures.js';

export interface SectionGroup {
  /** Absent: links that stand in no section, before the first heading as a rule. */
  readonly section?: SectionLink;
  readonly links: readonly SentenceLink[];
}

/** Only groups that have links. A link belongs to the smallest section of A around it. */
export function groupBySection(
  sections: readonly SectionLink[],
  links: readonly SentenceLink[],
): readonly SectionGroup[] {
  const pieces = sections.flatMap((section) => section.a.map((span) => ({ span, section })));
  // A larger section comes before those inside it, so the last one that holds a place is the smallest.
  pieces.sort((x, y) => x.span.start - y.span.start || y.span.end - x.span.end);
  const groups = new Map<SectionLink | undefined, SentenceLink[]>();
  for (const link of inOrderOfA(links)) {
    const at = link.a[0];
    const section = at === undefined ? undefined : pieces.findLast(({ span }) => holds(span, at))?.section;
    const group = groups.get(section);
    if (group === undefined) groups.set(section, [link]);
    else group.push(link);
  }
  return [...groups].map(([section, own]) => (section === undefined ? { links: own } : { section, links: own }));
}

/** Whether the partner in B stands outside of the section's partner. */
export function leavesSection({ section }: SectionGroup, link: SentenceLink): boolean {
  return section !== undefined && !link.b.some((span) => section.b.some((piece) => holds(piece, span)));
}

/** The smallest of B's sections around the partner of a link. */
export function sectionInB(sections: readonly SectionLink[], link: SentenceLink): Span | undefined {
  const at = link.b[0];
  if (at === undefined) return undefined;
  return sections
    .flatMap(({ b }) => b)
    .filter((span) => holds(span, at))
    .sort((x, y) => x.end - x.start - (y.end - y.start))[0];
}

/** Links shown of each group: all `limit` when the reader asked for a part, else the page's rows shared out. */
export function rowsOfGroup(limit: number, groups: number, narrowed: boolean): number {
  return narrowed ? limit : Math.max(2, Math.ceil(limit / Math.max(1, groups)));
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.start < outer.end;
}
