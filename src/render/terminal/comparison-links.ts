/** Linked sentences in a terminal, under the sections they stand in: side by side where there is room, else one over the other. */

import type { EditKind, SentenceLink } from '../../model/comparison.js';
import { RELATIONS, type Side } from '../comparison-figures.js';
import { oneLine } from '../escape.js';
import type { Findings, SourceReport } from '../findings-set.js';
import { decimal } from '../numbers.js';
import { SIDE_BY_SIDE_WIDTH } from '../options.js';
import { shownPieces } from '../pieces.js';
import { groupBySection, leavesSection, rowsOfGroup, type SectionGroup, sectionInB } from '../section-groups.js';
import { chosenLinks } from '../selection.js';
import { headingsOf } from './comparison-head.js';
import { paragraph, type Run, sideBySide } from './layout.js';
import { heading, type Page } from './page.js';
import type { Style } from './style.js';

type ComparisonSet = Findings & { kind: 'comparison' };

const SIGN = { identical: '=', slot: '#', edited: '~', suspected: '?' } as const;
const EDIT_STYLE: Readonly<Record<EditKind, Style>> = {
  insert: 'green',
  delete: 'red',
  replace: 'yellow',
  value: 'cyan',
  place: 'magenta',
};

export function linksLines(page: Page, set: ComparisonSet): string[] {
  const { words, limit } = page;
  const { only, section } = page.options;
  const links = chosenLinks(set, page.options);
  const counts = RELATIONS.map(
    (relation) => `${words.relation[relation]} ${links.filter((l) => l.relation === relation).length}`,
  );
  const moved = links.filter((link) => link.moved).length;
  const lines = heading(
    page,
    `${words.nouns.sentences} (${links.length})`,
    [...counts, `${words.nouns.moved} ${moved}`].join(' · '),
  );
  if (links.length === 0) lines.push(`  ${words.nouns.none}`);
  const groups = groupBySection(set.comparison.sections, links);
  const rows = rowsOfGroup(limit, groups.length, only !== undefined || section !== undefined);
  for (const group of groups) {
    lines.push('', ...groupTitle(page, group, set.reports));
    for (const link of group.links.slice(0, rows)) lines.push(...linkLines(page, link, set, group));
    if (group.links.length > rows) lines.push(`  ${words.sentence.more(group.links.length - rows)}`);
  }
  return lines;
}

function groupTitle(page: Page, group: SectionGroup, reports: ComparisonSet['reports']): string[] {
  const { section, links } = group;
  const { nouns } = page.words;
  const a = section === undefined ? nouns.outside : headingsOf(page, reports[0], section.a);
  const b = section === undefined ? '' : section.b.length === 0 ? nouns.onlyA : headingsOf(page, reports[1], section.b);
  const score = section !== undefined && section.b.length > 0 ? ` · ${decimal(section.score)}` : '';
  const runs: Run[] = [
    { text: b === '' || a === b ? a : `${a} ⇔ ${b}`, style: 'bold' },
    { text: `  ${nouns.links} ${links.length}${score}`, style: 'dim' },
  ];
  return paragraph(runs, page.width, page.paint, '  ', '§ ');
}

/** Edits wear brackets, so that they are seen without colour: [-gone-], {+new+}, ‹value›, «place». */
function marked(text: string, kind: EditKind, side: Side): Run {
  const style = EDIT_STYLE[kind];
  if (kind === 'value') return { text: `‹${text}›`, style };
  if (kind === 'place') return { text: `«${text}»`, style };
  return { text: side === 'a' ? `[-${text}-]` : `{+${text}+}`, style };
}

function sideRuns(page: Page, link: SentenceLink, side: Side, report: SourceReport): Run[] {
  const pieces = shownPieces(link, side, report, page.options.context);
  if (pieces.length === 0) return [{ text: page.words.nouns.noText, style: 'dim' }];
  return pieces.map(({ text, kind }) => {
    const shown = oneLine(text);
    return kind === undefined ? { text: shown } : marked(shown, kind, side);
  });
}

function linkLines(
  page: Page,
  link: SentenceLink,
  { comparison, reports }: ComparisonSet,
  group: SectionGroup,
): string[] {
  const { words, paint, width } = page;
  const facts = [words.relation[link.relation], decimal(link.score)];
  if (link.formula) facts.push(words.nouns.formula);
  if (link.moved) facts.push(`↕ ${words.nouns.moved}`);
  const away = leavesSection(group, link) ? sectionInB(comparison.sections, link) : undefined;
  if (away !== undefined) facts.push(words.sentence.elsewhere(headingsOf(page, reports[1], [away])));
  const head = paragraph([{ text: facts.join(' · '), style: 'dim' }], width, paint, '  ', `${SIGN[link.relation]} `);
  const left = sideRuns(page, link, 'a', reports[0]);
  if (link.relation === 'identical') return ['', ...head, ...paragraph(left, width, paint, '  ')];
  const right = sideRuns(page, link, 'b', reports[1]);
  if (width >= SIDE_BY_SIDE_WIDTH) return ['', ...head, ...sideBySide(left, right, width, paint)];
  return [
    '',
    ...head,
    ...paragraph(left, width, paint, '    ', '  A '),
    ...paragraph(right, width, paint, '    ', '  B '),
  ];
}
