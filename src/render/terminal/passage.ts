/** One copied stretch in a terminal: facts, both quotations in context, the reason, what the copier forgot to change. */

import type { Passage } from '../../model/passage.js';
import type { Span } from '../../model/span.js';
import { countCharacters } from '../characters.js';
import { type Mark, passageMarks, quoteInContext } from '../context.js';
import { oneLine } from '../escape.js';
import { quote, type SourceReport } from '../findings-set.js';
import { ARROWS, clip, reasonOf } from '../names.js';
import { decimal, grouped, percent } from '../numbers.js';
import { SIDE_BY_SIDE_WIDTH } from '../options.js';
import { paragraph, type Run, sideBySide } from './layout.js';
import type { Page } from './page.js';

export function passageLines(
  page: Page,
  passage: Passage,
  number: number,
  reports: ReadonlyMap<string, SourceReport>,
  names: ReadonlyMap<string, string>,
): string[] {
  const { words, paint, width } = page;
  const draft = reports.get(passage.draft.report);
  const source = reports.get(passage.source.report);
  const text = quote(draft, passage.draft.span);
  const characters = text === undefined ? passage.draft.span.end - passage.draft.span.start : countCharacters(text);
  const draftName = oneLine(names.get(passage.draft.report) ?? passage.draft.report);
  const sourceName = oneLine(names.get(passage.source.report) ?? passage.source.report);
  const arrow = ARROWS[passage.direction];
  const relations = passage.route === undefined ? [] : [words.route[passage.route]];
  const head: Run[] = [
    { text: `${number}  `, style: 'bold' },
    { text: `${draftName} ${arrow} ${sourceName}`, style: 'bold' },
    {
      text: `  ${words.sentence.characters(grouped(characters))} · ${words.nouns.similarity} ${percent(passage.identity)} · `,
    },
    { text: `${words.relation[passage.relation]} · ${words.nouns.surprise} ${decimal(passage.surprise, 0)} bit` },
    { text: [words.direction[passage.direction], ...relations].map((word) => ` · ${word}`).join('') },
  ];
  const marks = passageMarks(passage, draft, source);
  const left = quoteRuns(page, draft, passage.draft.span, marks.draft);
  const right = quoteRuns(page, source, passage.source.span, marks.source);
  const lines = ['', ...paragraph(head, width, paint, '   ', '')];
  if (width >= SIDE_BY_SIDE_WIDTH) lines.push(...sideBySide(left, right, width, paint, '   '));
  else {
    lines.push(
      ...paragraph([{ text: `${words.sides[passage.direction].draft} `, style: 'dim' }, ...left], width, paint, '   '),
    );
    lines.push(
      ...paragraph(
        [{ text: `${words.sides[passage.direction].source} `, style: 'dim' }, ...right],
        width,
        paint,
        '   ',
      ),
    );
  }
  const reason = words.sentence.passage({
    characters,
    identity: percent(passage.identity),
    bits: Math.round(passage.surprise),
    relation: passage.relation,
    leftovers: passage.leftovers.length,
    direction: passage.direction,
  });
  lines.push(...paragraph([{ text: `${words.nouns.reason} `, style: 'dim' }, { text: reason }], width, paint, '   '));
  for (const leftover of passage.leftovers) {
    const belongs = words.sentence.leftover(leftover.name, leftover.place);
    const reason = reasonOf(words, leftover);
    const why = reason === undefined ? '' : ` (${reason})`;
    const runs: Run[] = [
      { text: `⚠ ${words.nouns.leftovers} `, style: 'yellow' },
      { text: oneLine(`${belongs}${why}`) },
    ];
    lines.push(...paragraph(runs, width, paint, '   '));
  }
  const numbers = (passage.numbers ?? []).map(({ value }) => value);
  if (numbers.length > 0) {
    const runs: Run[] = [
      { text: `${words.nouns.sharedNumbers} `, style: 'dim' },
      { text: oneLine(numbers.slice(0, MOST_NUMBERS).join(words.lang === 'en' ? ', ' : '、')) },
      { text: numbers.length > MOST_NUMBERS ? ` ${words.sentence.more(numbers.length - MOST_NUMBERS)}` : '' },
    ];
    lines.push(...paragraph(runs, width, paint, '   '));
  }
  return lines;
}

/** Shared numbers named one by one. */
const MOST_NUMBERS = 8;
/** Characters of a passage that are shown, unless all rows are asked for: a page of text hides what matters. */
const LONGEST_PASSAGE = 400;

/** The quotation with a little context: 【 】 stand where the passage begins and ends, ⚠ ⚠ about a leftover, ‹ › about what differs. */
function quoteRuns(page: Page, report: SourceReport | undefined, span: Span, marks: readonly Mark[]): Run[] {
  const shown = quoteInContext(report, span, page.context, marks);
  if (shown === undefined) return [{ text: page.words.nouns.noText, style: 'dim' }];
  const runs: Run[] = [
    { text: oneLine(shown.before), style: 'dim' },
    { text: '【', style: 'bold' },
  ];
  const most = page.limit === Number.POSITIVE_INFINITY ? page.limit : LONGEST_PASSAGE;
  let room = most;
  let cut = 0;
  for (const { text, mark } of shown.inside) {
    const kept = text.length <= room ? text : room > 0 ? clip(text, room + 1).slice(0, -1) : '';
    room -= text.length;
    cut += countCharacters(text) - countCharacters(kept);
    if (kept === '') continue;
    const words = oneLine(kept);
    if (mark === 'leftover') runs.push({ text: `⚠${words}⚠`, style: 'yellow' });
    else if (mark === 'differs') runs.push({ text: `‹${words}›`, style: 'cyan' });
    else runs.push({ text: words });
  }
  if (cut > 0) runs.push({ text: page.words.sentence.moreCharacters(grouped(cut)), style: 'dim' });
  runs.push({ text: '】', style: 'bold' }, { text: oneLine(shown.after), style: 'dim' });
  return runs;
}
