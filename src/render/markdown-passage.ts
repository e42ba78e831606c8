/** One copied stretch in Markdown: the reason, both quotations as a block quote, leftovers as a list. */

import type { Passage } from '../model/passage.js';
import { countCharacters } from './characters.js';
import { type Mark, passageMarks, quoteInContext } from './context.js';
import { escapeMarkdown } from './escape.js';
import { quote, type SourceReport } from './findings-set.js';
import { ARROWS, clip } from './names.js';
import { percent } from './numbers.js';
import type { RenderOptions } from './options.js';
import type { Words } from './words.js';

/** Quotations longer than this are clipped. */
const LONGEST_QUOTE = 600;

/** What every part of a Markdown page is given. */
export interface Sheet {
  readonly words: Words;
  readonly limit: number;
  readonly context: number;
  readonly options: RenderOptions;
}

export function passageBlock(
  sheet: Sheet,
  passage: Passage,
  number: number,
  reports: ReadonlyMap<string, SourceReport>,
  names: ReadonlyMap<string, string>,
): string {
  const { words } = sheet;
  const draft = reports.get(passage.draft.report);
  const source = reports.get(passage.source.report);
  const marks = passageMarks(passage, draft, source);
  const text = quote(draft, passage.draft.span);
  const characters = text === undefined ? passage.draft.span.end - passage.draft.span.start : countCharacters(text);
  const name = (id: string): string => escapeMarkdown(names.get(id) ?? id);
  const lines = [
    `### ${number}. ${name(passage.draft.report)} ${ARROWS[passage.direction]} ${name(passage.source.report)}`,
    '',
    `${words.sentence.passage({
      characters,
      identity: percent(passage.identity),
      bits: Math.round(passage.surprise),
      relation: passage.relation,
      leftovers: passage.leftovers.length,
      direction: passage.direction,
    })} *${words.direction[passage.direction]}*`,
    '',
    `> **${words.sides[passage.direction].draft}** ${quoted(sheet, draft, passage.draft.span, marks.draft)}`,
    '>',
    `> **${words.sides[passage.direction].source}** ${quoted(sheet, source, passage.source.span, marks.source)}`,
  ];
  for (const leftover of passage.leftovers) {
    lines.push('', `- ⚠ ${escapeMarkdown(words.sentence.leftover(leftover.name, leftover.place))}`);
  }
  const numbers = (passage.numbers ?? []).slice(0, MOST_NUMBERS).map(({ value }) => value);
  if (numbers.length > 0) lines.push('', `- ${words.nouns.sharedNumbers}: ${escapeMarkdown(numbers.join(', '))}`);
  return lines.join('\n');
}

/** Shared numbers named one by one. */
const MOST_NUMBERS = 8;

function quoted(
  sheet: Sheet,
  report: SourceReport | undefined,
  span: Passage['draft']['span'],
  marks: readonly Mark[],
): string {
  const shown = quoteInContext(report, span, sheet.context, marks);
  if (shown === undefined) return sheet.words.nouns.noText;
  let room = LONGEST_QUOTE;
  const inside = shown.inside
    .map(({ text, mark }) => {
      const part = escapeMarkdown(clip(text, Math.max(0, room)));
      room -= text.length;
      if (mark === undefined || part === '') return part;
      return mark === 'leftover' ? `<mark>${part}</mark>` : `<ins>${part}</ins>`;
    })
    .join('');
  return `${escapeMarkdown(shown.before)}【${inside}】${escapeMarkdown(shown.after)}`;
}
