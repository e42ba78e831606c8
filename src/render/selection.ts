/** Which links, stretches and sections of a comparison the options ask for. */

import type { NamedKind, OnlyNamed, SectionLink, SentenceLink, ValueRow } from '../model/comparison.js';
import type { Section } from '../model/report.js';
import type { Span } from '../model/span.js';
import type { Side } from './comparison-figures.js';
import { type Findings, quote, type SourceReport } from './findings-set.js';
import { clip } from './names.js';
import type { RenderOptions } from './options.js';

type ComparisonSet = Findings & { kind: 'comparison' };

/** The links that `only` and `section` leave: changed = edited or suspected or with other values, moved = moved. */
export function chosenLinks(set: ComparisonSet, options: RenderOptions): readonly SentenceLink[] {
  const within = spanFilter(set, options.section);
  return set.comparison.links.filter(
    (link) =>
      (options.only !== 'changed' || link.relation !== 'identical') &&
      (options.only !== 'moved' || link.moved) &&
      (link.a.some((span) => within('a', span)) || link.b.some((span) => within('b', span))),
  );
}

export function chosenSpecific(set: ComparisonSet, side: Side, options: RenderOptions): readonly Span[] {
  const within = spanFilter(set, options.section);
  return set.comparison.specific[side].filter((span) => within(side, span));
}

/** The values that `section` leaves, on the side that has them. */
export function chosenValues(set: ComparisonSet, options: RenderOptions): readonly ValueRow[] {
  if (options.section === undefined) return set.comparison.values;
  const within = spanFilter(set, options.section);
  return set.comparison.values.filter(
    ({ spanA, spanB }) => (spanA !== undefined && within('a', spanA)) || (spanB !== undefined && within('b', spanB)),
  );
}

/** In this order: what a reader asks for first. */
const NAMED_KINDS: readonly NamedKind[] = ['project', 'organisation', 'place', 'document'];

/** What only one side names, by kind, those kinds left out that have none; of a section, what is named there. */
export function chosenNamed(
  set: ComparisonSet,
  side: Side,
  options: RenderOptions,
): readonly { readonly kind: NamedKind; readonly names: readonly OnlyNamed[] }[] {
  const within = spanFilter(set, options.section);
  const names = (set.comparison.onlyNamed?.[side] ?? []).filter(({ spans }) =>
    spans.some((span) => within(side, span)),
  );
  return NAMED_KINDS.map((kind) => ({ kind, names: names.filter((name) => name.kind === kind) })).filter(
    (group) => group.names.length > 0,
  );
}

/** A name, and how often it stands there when that is more than once. */
export function nameWithCount({ text, spans }: OnlyNamed): string {
  return spans.length > 1 ? `${clip(text, 40)} ${spans.length}` : clip(text, 40);
}

export function sectionFilter(set: ComparisonSet, wanted: string | undefined): (section: SectionLink) => boolean {
  const within = spanFilter(set, wanted);
  return (section) => section.a.some((span) => within('a', span)) || section.b.some((span) => within('b', span));
}

/** True for spans inside a section whose heading contains `wanted`, or inside the section linked to such a one. */
function spanFilter(set: ComparisonSet, wanted: string | undefined): (side: Side, span: Span) => boolean {
  if (wanted === undefined || wanted === '') return () => true;
  const hit = (report: SourceReport, spans: readonly Span[]): boolean =>
    spans.some((span) => headingOf(report, span)?.includes(wanted) ?? false);
  const kept = { a: [] as Span[], b: [] as Span[] };
  for (const section of set.comparison.sections) {
    if (!hit(set.reports[0], section.a) && !hit(set.reports[1], section.b)) continue;
    kept.a.push(...section.a);
    kept.b.push(...section.b);
  }
  for (const [side, report] of [
    ['a', set.reports[0]],
    ['b', set.reports[1]],
  ] as const) {
    for (const section of flatten(report.outline)) if (section.heading.includes(wanted)) kept[side].push(section.span);
  }
  return (side, span) => kept[side].some((piece) => piece.start <= span.start && span.end <= piece.end);
}

/** Sections with their children, in text order. */
export function flatten(outline: readonly Section[]): readonly Section[] {
  return outline.flatMap((section) => [section, ...flatten(section.children)]);
}

/** Headings this deep part a text that is shown in paragraphs. */
const BREAKS_TO = 3;

/** Where the sections of the upper levels begin, in text order. */
export function breaksOf({ breaks, outline }: SourceReport): readonly number[] {
  return breaks ?? flatten(outline).flatMap(({ level, span }) => (level <= BREAKS_TO ? [span.start] : []));
}

/** How deep the section at this place stands, 1 for the uppermost; 1 where the outline is not at hand. */
export function levelOf(report: SourceReport | undefined, span: Span | undefined): number {
  const section = flatten(report?.outline ?? []).find(
    (one) => one.span.start === span?.start && one.span.end === span.end,
  );
  return section?.level ?? 1;
}

/** The heading of the section at this place: from the outline, else the first words that stand there. */
export function headingOf(report: SourceReport | undefined, span: Span): string | undefined {
  if (report === undefined) return undefined;
  const section = flatten(report.outline).find((one) => one.span.start === span.start && one.span.end === span.end);
  if (section !== undefined) return `${section.marker}${section.heading}`.trim();
  const start = quote(report, { start: span.start, end: Math.min(span.end, span.start + 60) });
  return start === undefined ? undefined : clip((start.trim().split(/[\n。;]/)[0] ?? '').trim(), 40);
}
