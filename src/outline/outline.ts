/** The outline of one report: numbered headings by their number sequence, then items, bullets and lead sentences below them. */

import type { Section, SectionKind } from '../model/report.js';
import type { BoundaryModel } from './boundary.js';
import { headingEnds } from './heading-end.js';
import { findItems } from './items.js';
import { lawHeadings } from './law.js';
import { findLeads } from './lead.js';
import { countPairs, Echo } from './lead-pairs.js';
import { findMarkers, markerAt, Style, withoutInlineLists } from './markers.js';
import { type Nested, nestMarkers } from './nest.js';
import type { Folded, Reading } from './reading.js';
import type { Leaf } from './sentences.js';
import { findTitleLines } from './title-lines.js';
import { findTitlePhrases } from './title-phrases.js';
import { buildTree, type Heading } from './tree.js';

export interface OutlineFound {
  readonly sections: readonly Section[];
  readonly headings: readonly Heading[];
  readonly nested: readonly Nested[];
}

/** Reads the outline of `reading` from `from` (behind the title block) on. `model` is asked for where headings run on. Cost: linear. */
export function readOutline(reading: Reading, from: number, model: () => BoundaryModel): OutlineFound {
  const { text } = reading;
  const law = lawHeadings(text, from);
  if (law) return { sections: buildTree(reading, law, text.length), headings: law, nested: [] };
  const markers = [...findMarkers(reading, from)];
  const numbered = markers.filter(({ style }) => style < Style.item);
  const titles = [...findTitleLines(text, from), ...findTitlePhrases(text, from)];
  const ordered = [...withoutInlineLists(text, numbered), ...titles].sort((a, b) => a.at - b.at);
  const nested = nestMarkers(ordered);
  const ends = headingEnds(text, nested, model);
  // 四、全面加强政府自身建设一是…: the first item stands right behind a heading that runs on.
  for (const { end, rule } of ends) {
    const item = rule === 'run-on' ? markerAt(text, end, { before: '。', opensLine: false }) : undefined;
    if (item?.style === Style.item) markers.push(item);
  }
  markers.sort((a, b) => a.at - b.at);
  const headings: Heading[] = nested.map(({ marker, depth }, i) => ({
    at: marker.at,
    markerEnd: marker.end,
    end: Math.max(marker.end, ends[i]?.end ?? marker.end),
    level: depth,
    kind: numberedKind(marker.style, depth),
  }));
  const bounds = headings.map(({ at }) => at);
  for (const { marker, end } of findItems(text, markers, bounds)) {
    const kind = marker.style === Style.bullet ? 'bullet' : 'item';
    headings.push({ at: marker.at, markerEnd: marker.end, end, level: levelAt(nested, marker.at) + 1, kind });
  }
  headings.sort((a, b) => a.at - b.at);
  headings.push(...leadHeadings(reading, { from, headings, nested }));
  headings.sort((a, b) => a.at - b.at);
  // No heading reaches into the next one, nor to the spaces before it.
  const apart = headings.map((heading, i) => {
    const next = headings[i + 1]?.at ?? text.length;
    return heading.end < next ? heading : { ...heading, end: solidEnd(text, heading.markerEnd, next) };
  });
  return { sections: buildTree(reading, apart, text.length), headings: apart, nested };
}

/** The last solid unit of `text[from, to)` ends here. */
function solidEnd(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && (text[end - 1] ?? '').trim() === '') end--;
  return end;
}

interface Found {
  readonly from: number;
  readonly headings: readonly Heading[];
  readonly nested: readonly Nested[];
}

function leadHeadings({ text, units }: Folded, found: Found): readonly Heading[] {
  const behind = new Set(found.headings.map(({ end }) => behindHeading(text, end)));
  const taken = found.headings.map(({ at }) => at);
  const context = { text, units, behind, taken, pairs: countPairs(units), echo: new Echo() };
  return leavesOf(text, found).flatMap((leaf) =>
    findLeads(context, leaf).map(({ from, to, below }) => ({
      at: from,
      markerEnd: from,
      end: to,
      level: leaf.depth + 1 + below,
      kind: 'lead' as const,
    })),
  );
}

function behindHeading(text: string, end: number): number {
  let at = end;
  while (at < text.length && '。!? '.includes(text[at] ?? '')) at++;
  return at;
}

/** The stretches between numbered headings; items and bullets inside only mark them. */
export function leavesOf(text: string, { from, headings, nested }: Found): readonly Leaf[] {
  const numbered = new Map(nested.map(({ marker, depth }) => [marker.at, depth]));
  const leaves: Leaf[] = [];
  let open = { from, depth: 0, itemised: false };
  for (const heading of headings) {
    const depth = numbered.get(heading.at);
    if (depth === undefined) {
      open.itemised = true;
      continue;
    }
    leaves.push({ ...open, to: heading.at });
    open = { from: Math.max(heading.end, open.from), depth, itemised: false };
  }
  leaves.push({ ...open, to: text.length });
  return leaves.filter((leaf) => leaf.to > leaf.from);
}

function numberedKind(style: Style, depth: number): SectionKind {
  if (style >= Style.digit) return 'item';
  return depth === 1 ? 'chapter' : 'section';
}

/** Depth of the innermost numbered heading before `at`; 0 before the first. */
function levelAt(nested: readonly Nested[], at: number): number {
  let low = 0;
  let high = nested.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nested[middle]?.marker.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return nested[low - 1]?.depth ?? 0;
}
