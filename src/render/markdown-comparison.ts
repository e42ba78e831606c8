/** A comparison as Markdown: the summary in words, sections, links under their sections, values, and each side's own text. */

import type { SentenceLink } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import { figuresOf, type Side } from './comparison-figures.js';
import { overviewOf } from './comparison-overview.js';
import { escapeMarkdown } from './escape.js';
import { type Findings, quote } from './findings-set.js';
import type { Sheet } from './markdown-passage.js';
import { rows } from './markdown-rows.js';
import { clip, distinctNames } from './names.js';
import { decimal } from './numbers.js';
import { shownPieces } from './pieces.js';
import { groupBySection, leavesSection, rowsOfGroup, type SectionGroup, sectionInB } from './section-groups.js';
import {
  chosenLinks,
  chosenNamed,
  chosenSpecific,
  chosenValues,
  headingOf,
  nameWithCount,
  sectionFilter,
} from './selection.js';
import { differenceInWords, itemName } from './value-figures.js';

type ComparisonSet = Findings & { kind: 'comparison' };

export function comparisonBlocks(sheet: Sheet, set: ComparisonSet): string[] {
  const { words } = sheet;
  const { comparison } = set;
  const { only, section } = sheet.options;
  const blocks = headBlocks(sheet, set);
  if (comparison.truncated) blocks.push(`> ${words.nouns.truncated}`);
  const sections = comparison.sections.filter(sectionFilter(set, section));
  if (only === undefined && sections.length > 0) {
    blocks.push(
      `## ${words.nouns.sections}`,
      rows(sheet, ['A', 'B', words.nouns.similarity], sections, (s) => [
        titles(sheet, set, 'a', s.a),
        titles(sheet, set, 'b', s.b),
        `${s.a.length > 0 && s.b.length > 0 ? decimal(s.score) : ''}${s.moved ? ' ↕' : ''}`,
      ]),
    );
  }
  if (only !== 'values' && only !== 'specific') blocks.push(...linkBlocks(sheet, set));
  const values = chosenValues(set, sheet.options);
  if ((only === undefined || only === 'values') && values.length > 0) {
    const heads = [words.nouns.item, words.nouns.kind, 'A', 'B', words.nouns.difference];
    blocks.push(
      `## ${words.nouns.values} (${values.length})`,
      rows(only === 'values' ? { ...sheet, limit: values.length } : sheet, heads, values, (row) => [
        escapeMarkdown(clip(itemName(row.template), 80)),
        row.part === undefined ? '' : words.part[row.part],
        escapeMarkdown(clip(row.a ?? '–', 40)),
        escapeMarkdown(clip(row.b ?? '–', 40)),
        differenceInWords(row, words.lang),
      ]),
    );
  }
  if (only === undefined || only === 'specific') {
    for (const side of ['a', 'b'] as const) blocks.push(...ownBlocks(sheet, set, side));
    blocks.push(...namedBlocks(sheet, set));
  }
  return blocks;
}

function headBlocks({ words }: Sheet, { comparison, reports }: ComparisonSet): string[] {
  const names = distinctNames([comparison.a, comparison.b]);
  const name = (side: Side): string =>
    `**${side.toUpperCase()}** ${escapeMarkdown(names.get(comparison[side].id) ?? '')}`;
  const { sentence, shares, largest } = overviewOf(
    {
      summary: figuresOf(comparison, reports),
      values: comparison.values,
      names: { a: name('a'), b: name('b') },
    },
    words,
  );
  const lines = ['| | A | B |', '| --- | ---: | ---: |', ...shares.map((row) => `| ${row.join(' | ')} |`)];
  const blocks = [sentence, lines.join('\n')];
  if (largest.length > 0) {
    const items = largest.map((text, i) => `${i + 1}. ${escapeMarkdown(text)}`);
    blocks.push(`## ${words.nouns.largest}`, items.join('\n'));
  }
  return blocks;
}

function titles({ words }: Sheet, { reports }: ComparisonSet, side: Side, spans: readonly Span[]): string {
  const report = reports[side === 'a' ? 0 : 1];
  return spans.map((span) => escapeMarkdown(headingOf(report, span) ?? words.nouns.untitled)).join(' + ') || '–';
}

function linkBlocks(sheet: Sheet, set: ComparisonSet): string[] {
  const { words, limit } = sheet;
  const { only, section } = sheet.options;
  const links = chosenLinks(set, sheet.options);
  const groups = groupBySection(set.comparison.sections, links);
  const most = rowsOfGroup(limit, groups.length, only !== undefined || section !== undefined);
  const blocks = [`## ${words.nouns.sentences} (${links.length})`];
  for (const group of groups) {
    const { section: own, links: inside } = group;
    const [a, b] =
      own === undefined ? [words.nouns.outside, ''] : [titles(sheet, set, 'a', own.a), titles(sheet, set, 'b', own.b)];
    blocks.push(`### ${b === '' || a === b ? a : `${a} ⇔ ${b}`}`);
    for (const link of inside.slice(0, most)) blocks.push(linkBlock(sheet, set, link, group));
    if (inside.length > most) blocks.push(words.sentence.more(inside.length - most));
  }
  return blocks;
}

function linkBlock(sheet: Sheet, set: ComparisonSet, link: SentenceLink, group: SectionGroup): string {
  const { words } = sheet;
  const away = leavesSection(group, link) ? sectionInB(set.comparison.sections, link) : undefined;
  const facts = [
    words.relation[link.relation],
    ...(link.moved ? [`↕ ${words.nouns.moved}`] : []),
    ...(link.formula ? [words.nouns.formula] : []),
    ...(away === undefined ? [] : [words.sentence.elsewhere(titles(sheet, set, 'b', [away]))]),
  ];
  const side = (which: Side): string =>
    shownPieces(link, which, set.reports[which === 'a' ? 0 : 1], sheet.options.context)
      .map(({ text, kind }) => (kind === undefined ? escapeMarkdown(text) : emphasised(text, which)))
      .join('') || words.nouns.noText;
  const lines = link.relation === 'identical' ? [`- A = B ${side('a')}`] : [`- A ${side('a')}`, `- B ${side('b')}`];
  return [`*${facts.join(' · ')}*`, '', ...lines].join('\n');
}

/** Inserted on B, deleted on A. */
function emphasised(text: string, side: Side): string {
  const inner = escapeMarkdown(text);
  return inner === '' ? '' : side === 'a' ? `<del>${inner}</del>` : `<ins>${inner}</ins>`;
}

function ownBlocks(sheet: Sheet, set: ComparisonSet, side: Side): string[] {
  const { words, limit } = sheet;
  const spans = chosenSpecific(set, side, sheet.options);
  const items = spans.slice(0, limit).map((span) => {
    const text = quote(set.reports[side === 'a' ? 0 : 1], span);
    return `- ${text === undefined ? words.nouns.noText : escapeMarkdown(clip(text, 300))}`;
  });
  if (spans.length > limit) items.push('', words.sentence.more(spans.length - limit));
  return [`## ${words.nouns.ownOnly} · ${side.toUpperCase()} (${spans.length})`, items.join('\n')];
}

function namedBlocks(sheet: Sheet, set: ComparisonSet): string[] {
  const { words, limit, options } = sheet;
  const list = (['a', 'b'] as const).flatMap((side) =>
    chosenNamed(set, side, options).map(({ kind, names }) => {
      const shown = names.slice(0, limit).map((name) => escapeMarkdown(nameWithCount(name)));
      const rest = names.length > limit ? ` ${words.sentence.more(names.length - limit)}` : '';
      const between = words.lang === 'en' ? ', ' : '、';
      return `- **${side.toUpperCase()}** ${words.named[kind]} (${names.length}): ${shown.join(between)}${rest}`;
    }),
  );
  return list.length === 0 ? [] : [`## ${words.nouns.onlyNamed}`, list.join('\n')];
}
