/** Flagged drafts in a terminal: the sentence in words, each passage with both quotations, leftovers, what was left out. */

import type { FlagFindings } from '../../model/findings.js';
import { countCharacters } from '../characters.js';
import { quoteInContext } from '../context.js';
import { rankedCopies } from '../corpus-figures.js';
import { oneLine } from '../escape.js';
import { byId, type Findings, quote, type SourceReport, summariesOf } from '../findings-set.js';
import { flagFigures } from '../flag-figures.js';
import { distinctNames, reasonOf } from '../names.js';
import { grouped, percent } from '../numbers.js';
import type { RenderOptions } from '../options.js';
import { paintRuns, paragraph, type Run } from './layout.js';
import { bar, barLegend, closing, heading, notes, openPage, type Page, rule } from './page.js';
import { passageLines } from './passage.js';

export function flagToTerminal(set: Findings & { kind: 'flag' }, options?: RenderOptions): string {
  const page = openPage(options);
  const names = distinctNames(summariesOf(set));
  const reports = byId(set.reports);
  const lines = [...paragraph([{ text: page.words.titles.flag, style: 'bold' }], page.width, page.paint), rule(page)];
  set.findings.forEach((findings, i) => {
    if (i > 0) lines.push('', rule(page));
    lines.push(...draftLines(page, findings, reports, names));
  });
  lines.push(...closing(page));
  return `${lines.join('\n')}\n`;
}

function draftLines(
  page: Page,
  findings: FlagFindings,
  reports: ReadonlyMap<string, SourceReport>,
  names: ReadonlyMap<string, string>,
): string[] {
  const { words, paint, width } = page;
  const { draft, ratio } = findings;
  const figures = flagFigures(findings, reports.get(draft.id));
  const sentence = words.sentence.flag({
    draft: oneLine(names.get(draft.id) ?? draft.id),
    passages: findings.passages.length,
    characters: figures.characters,
    share: percent(ratio.copied),
    leftovers: findings.leftovers.length,
  });
  const lines = paragraph([{ text: sentence, style: findings.passages.length > 0 ? 'bold' : 'green' }], width, paint);
  lines.push(paintRuns(bar(ratio, Math.min(60, width - 2)), paint), ...paragraph(barLegend(page), width, paint));
  lines.push(
    ...paragraph(
      [
        {
          text: (['formula', 'slot', 'copied', 'specific'] as const)
            .map((label) => `${words.label[label]} ${percent(ratio[label])}`)
            .join('  '),
        },
        { text: `  (${words.sentence.characters(grouped(draft.characters))})`, style: 'dim' },
      ],
      width,
      paint,
    ),
  );
  if (findings.passages.length > 0) {
    lines.push(...heading(page, `${words.nouns.passages} (${findings.passages.length})`));
    rankedCopies(findings.passages)
      .slice(0, page.limit)
      .forEach((passage, i) => {
        lines.push(...passageLines(page, passage, i + 1, reports, names));
      });
    if (findings.passages.length > page.limit) {
      lines.push('', `  ${words.sentence.more(findings.passages.length - page.limit)}`);
    }
  }
  if (findings.leftovers.length > 0) {
    lines.push(...heading(page, `${words.nouns.leftovers} (${findings.leftovers.length})`));
    const report = reports.get(draft.id);
    for (const leftover of findings.leftovers.slice(0, page.limit)) {
      const shown = quoteInContext(report, leftover.span, Math.min(page.context, 20));
      const runs: Run[] = [{ text: oneLine(words.sentence.leftover(leftover.name, leftover.place)), style: 'yellow' }];
      const reason = reasonOf(words, leftover);
      if (reason !== undefined) runs.push({ text: ` (${oneLine(reason)})` });
      if (shown !== undefined) {
        const inside = shown.inside.map(({ text }) => text).join('');
        runs.push({ text: oneLine(`  ${shown.before}【${inside}】${shown.after}`), style: 'dim' });
      }
      lines.push(...paragraph(runs, width, paint, '    ', '  ⚠ '));
    }
    if (findings.leftovers.length > page.limit) {
      lines.push(`  ${words.sentence.more(findings.leftovers.length - page.limit)}`);
    }
  }
  const missing = missingTexts(findings, reports);
  if (missing > 0) {
    lines.push('', ...paragraph([{ text: words.sentence.missingTexts(missing), style: 'dim' }], width, paint));
  }
  return [...lines, ...notes(page, findings.omitted, findings.diagnostics)];
}

/** Reports whose quotations cannot be shown. */
function missingTexts(findings: FlagFindings, reports: ReadonlyMap<string, SourceReport>): number {
  const missing = new Set<string>();
  for (const { draft, source } of findings.passages) {
    for (const { report, span } of [draft, source]) {
      if (countCharacters(quote(reports.get(report), span) ?? '') === 0) missing.add(report);
    }
  }
  return missing.size;
}
