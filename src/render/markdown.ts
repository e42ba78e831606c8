/** Findings as Markdown for notes and pull requests: at most 65,000 characters, cut with a count. Nothing in it is live. */

import type { FlagFindings } from '../model/findings.js';
import { anonymised } from './anonymise.js';
import { corpusFigures, rankedCopies, rankedFormulas } from './corpus-figures.js';
import { escapeMarkdown } from './escape.js';
import { byId, type Findings, type SourceReport, summariesOf } from './findings-set.js';
import { flagFigures } from './flag-figures.js';
import { comparisonBlocks } from './markdown-comparison.js';
import { passageBlock, type Sheet } from './markdown-passage.js';
import { rows } from './markdown-rows.js';
import { tableBlocks } from './markdown-table.js';
import { clip, distinctNames, withNames } from './names.js';
import { grouped, percent } from './numbers.js';
import { DEFAULTS, type RenderOptions } from './options.js';
import { wordsOf } from './words.js';

/** A comment on the common forges holds 65,536 characters; the rest is room for the note about the cut. */
const MOST_CHARACTERS = 65_000;

export function renderMarkdown(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const sheet = {
    words: wordsOf(options.lang, set.kind),
    limit: options.limit ?? DEFAULTS.limit,
    context: Math.min(500, Math.max(0, options.context ?? DEFAULTS.context)),
    options,
  };
  const blocks = [`# ${sheet.words.titles[set.kind]}`];
  if (set.kind === 'comparison') blocks.push(...comparisonBlocks(sheet, set));
  else if (set.kind === 'table') blocks.push(...tableBlocks(sheet, set));
  else if (set.kind === 'corpus') blocks.push(...corpusBlocks(sheet, set));
  else blocks.push(...flagBlocks(sheet, set));
  if (options.only === undefined) blocks.push(...diagnosticBlocks(sheet, set));
  return cut(blocks, sheet);
}

/** Whole blocks only; what does not fit is counted. The verdict always stands at the end. */
function cut(blocks: readonly string[], { words }: Sheet): string {
  const end = `*${words.verdict}*\n`;
  let text = '';
  let kept = 0;
  for (const block of blocks) {
    if (text.length + block.length + end.length + 100 > MOST_CHARACTERS) break;
    text += `${block}\n\n`;
    kept++;
  }
  return kept === blocks.length ? text + end : `${text}${words.sentence.more(blocks.length - kept)}\n\n${end}`;
}

function corpusBlocks(sheet: Sheet, set: Findings & { kind: 'corpus' }): string[] {
  const { words, limit } = sheet;
  const { findings } = set;
  const summaries = summariesOf(set);
  const names = distinctNames(summaries);
  const characters = new Map(summaries.map((summary) => [summary.id, summary.characters]));
  const figures = corpusFigures(set);
  const documents = [...findings.documents].sort(
    (x, y) => y.ratio.copied - x.ratio.copied || y.ratio.reuse - x.ratio.reuse,
  );
  const blocks = [
    words.sentence.corpus({
      reports: figures.reports,
      issuers: figures.issuers,
      least: findings.threshold?.minIssuers,
      formula: percent(figures.mean.formula + figures.mean.slot),
      copied: percent(figures.mean.copied),
      own: percent(figures.mean.specific),
    }),
    rows(
      sheet,
      [
        words.nouns.report,
        words.nouns.characters,
        words.label.formula,
        words.label.slot,
        words.label.copied,
        words.label.specific,
      ],
      documents,
      ({ report, ratio }) => [
        escapeMarkdown(names.get(report) ?? report),
        grouped(characters.get(report) ?? 0),
        percent(ratio.formula),
        percent(ratio.slot),
        percent(ratio.copied),
        percent(ratio.specific),
      ],
    ),
  ];
  if (findings.formulas.length > 0) {
    blocks.push(
      `## ${words.nouns.formulas} (${findings.formulas.length})`,
      rows(
        sheet,
        [words.nouns.formula, words.nouns.issuers, words.nouns.reports, words.nouns.firstSeen],
        rankedFormulas(findings.formulas),
        (f) => [
          escapeMarkdown(clip(f.template, 200)),
          String(f.issuers),
          String(f.reports),
          escapeMarkdown(f.firstSeen ?? ''),
        ],
      ),
    );
  }
  if (findings.copies.length > 0) {
    blocks.push(`## ${words.nouns.copies} (${findings.copies.length})`);
    const reports = byId(set.reports);
    rankedCopies(findings.copies)
      .slice(0, limit)
      .forEach((passage, i) => {
        blocks.push(passageBlock(sheet, passage, i + 1, reports, names));
      });
    if (findings.copies.length > limit) blocks.push(words.sentence.more(findings.copies.length - limit));
  }
  return [...blocks, ...omittedBlocks(sheet, findings.omitted)];
}

function flagBlocks(sheet: Sheet, set: Findings & { kind: 'flag' }): string[] {
  const names = distinctNames(summariesOf(set));
  const reports = byId(set.reports);
  return set.findings.flatMap((findings) => draftBlocks(sheet, findings, reports, names));
}

function draftBlocks(
  sheet: Sheet,
  findings: FlagFindings,
  reports: ReadonlyMap<string, SourceReport>,
  names: ReadonlyMap<string, string>,
): string[] {
  const { words, limit } = sheet;
  const name = escapeMarkdown(names.get(findings.draft.id) ?? findings.draft.id);
  const figures = flagFigures(findings, reports.get(findings.draft.id));
  const blocks = [
    `## ${name}`,
    words.sentence.flag({
      draft: name,
      passages: findings.passages.length,
      characters: figures.characters,
      share: percent(findings.ratio.copied),
      leftovers: findings.leftovers.length,
    }),
  ];
  rankedCopies(findings.passages)
    .slice(0, limit)
    .forEach((passage, i) => {
      blocks.push(passageBlock(sheet, passage, i + 1, reports, names));
    });
  if (findings.passages.length > limit) blocks.push(words.sentence.more(findings.passages.length - limit));
  if (findings.leftovers.length > 0) {
    const items = findings.leftovers
      .slice(0, limit)
      .map((leftover) => `- ⚠ ${escapeMarkdown(words.sentence.leftover(leftover.name, leftover.place))}`);
    blocks.push(`### ${words.nouns.leftovers}`, items.join('\n'));
  }
  return [...blocks, ...omittedBlocks(sheet, findings.omitted)];
}

function omittedBlocks({ words }: Sheet, omitted: FlagFindings['omitted']): string[] {
  if (omitted.length === 0) return [];
  const items = omitted.map(
    ({ what, count, reason }) => `- ${escapeMarkdown(words.sentence.omitted(what, count, reason))}`,
  );
  return [`## ${words.nouns.omitted}`, items.join('\n')];
}

function diagnosticBlocks({ words, limit }: Sheet, set: Findings): string[] {
  const found =
    set.kind === 'table'
      ? []
      : set.kind === 'comparison'
        ? set.comparison.diagnostics
        : set.kind === 'corpus'
          ? set.findings.diagnostics
          : set.findings.flatMap(({ diagnostics }) => diagnostics);
  if (found.length === 0) return [];
  const names = distinctNames(summariesOf(set));
  const items = found
    .slice(0, limit)
    .map((one) => `- ${escapeMarkdown(words.sentence.diagnostic(withNames(one, names)))}`);
  if (found.length > limit) items.push(`- ${words.sentence.more(found.length - limit)}`);
  return [`## ${words.nouns.diagnostics}`, items.join('\n')];
}
