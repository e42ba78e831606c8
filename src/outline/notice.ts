/**
 * The licence notice an archive puts behind a text: some lines of sentences, torn by links. What stands behind its first
 * line is notice only while it looks like one: a text put together from pieces has sentences of the speech behind and inside
 * the notice, and those stay text. The same holds for a title block.
 */

import type { Span } from '../model/span.js';
import { chromeRule } from './chrome.js';

/** First line of a notice: no sentence of its own, since a link tears it. */
const OPENING = /^[^\S\n]*(?:注:[^\n]{0,12}文库|本(?:作品|文件)(?:来自|是|在|的|已)[^\n]{0,40}[^。!?;,\s]\s*$)/m;
/** Without one of these no line is taken for a notice. */
const WORDS =
  /著作权法|公有领域|维基文库|public domain|不适用于该法|管辖区|立法、行政、司法|公务演讲|^本(?:作品|模板)|^第五条(?:第.项)?,/i;
/** What title blocks say in whole sentences: …在第三次会议上作政府工作报告。 */
const BLOCK_WORDS = /会议|报告|讲话|供大家|本站|版权/;
/** Shorter pieces are scraps of a notice or of a title. */
const SENTENCE = 8;
const SENTENCES = /[^\n。!?]+[。!?][”’」』)》]*|[^\n。!?]+|[。!?]/g;
const NUMBERED = /^(?:第?[一二三四五六七八九十]{1,3}(?:[、是要]|方面|部分|章)|\()/;

/** Where notices stand in `text[from, to)`, which is folded (reading.ts). Cost: linear. */
export function findNotices(text: string, from: number, to: number): readonly Span[] {
  const tail = text.slice(from, to);
  if (!/注:|本[作文][品件]/.test(tail)) return [];
  const opening = tail.search(OPENING);
  if (opening < 0 || !WORDS.test(tail.slice(opening))) return [];
  const found: Span[] = [];
  let open: Span | undefined;
  let inside = true;
  for (const match of tail.slice(opening).matchAll(SENTENCES)) {
    const words = match[0].trim();
    if (words === '') continue;
    const start = from + opening + match.index + match[0].search(/\S/);
    if (isSentence(words) || (NUMBERED.test(words) && !isNotice(words))) inside = false;
    else if (isNotice(words)) inside = true;
    if (!inside) {
      if (open) found.push(open);
      open = undefined;
    } else open = { start: open?.start ?? start, end: start + words.length };
  }
  return open ? [...found, open] : found;
}

/** Sentences of a speech in a title block `text[from, to)`: they were put there, and stay text. */
export function sentencesIn(text: string, from: number, to: number): readonly Span[] {
  const found: Span[] = [];
  for (const match of text.slice(from, to).matchAll(SENTENCES)) {
    const words = match[0].trim();
    if (!isSentence(words) || BLOCK_WORDS.test(words)) continue;
    const start = from + match.index + match[0].search(/\S/);
    found.push({ start, end: start + words.length });
  }
  return found;
}

function isNotice(words: string): boolean {
  return WORDS.test(words) || chromeRule(words) !== undefined;
}

function isSentence(words: string): boolean {
  return words.length >= SENTENCE && /[。!?][”’」』)》]*$/.test(words) && !isNotice(words);
}
