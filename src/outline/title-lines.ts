/**
 * Headings without a number: a short line of its own without any stop, between paragraphs (`2023年工作回顾`, `关于国内建设`).
 * Lines torn out of a sentence do not count: the line before ends a sentence, and a paragraph or a numbered mark follows.
 */

import { type Marker, Style } from './markers.js';

const LENGTH = { least: 4, most: 32 } as const;
/** The line after a heading is a paragraph from this length on. */
const PARAGRAPH = 30;
/** Where more of the lines look like headings than this share, it is a table or a list. */
const MOST = 0.25;
const FEW = 6;

const SPEECH = /^(?:各位|同志们|谢谢|以上|附[件:]?$|名词解释$|注:?$)/;
const OWN_MARK =
  /^(?:[一二三四五六七八九十]{1,3}[、.是]|\(|第[一二三四五六七八九十]|\d{1,2}[、.)]|[—●○•■◆▲※·①-⑳㈠-㈩])/;

/** Title lines of `text` from `from` on, as marks of their own style. Cost: linear. */
export function findTitleLines(text: string, from: number): readonly Marker[] {
  const lines = readLines(text, from);
  const found = lines.filter((_line, i) => isTitle(lines, i));
  if (found.length > FEW && found.length > MOST * lines.length) return [];
  return found.map(({ at }) => ({
    at,
    end: at,
    style: Style.title,
    number: 0,
    opensLine: true,
    before: '\n',
    word: '',
  }));
}

interface Line {
  readonly at: number;
  readonly words: string;
}

function readLines(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const stop = newline < 0 ? text.length : newline;
    let start = at;
    while (start < stop && text[start] === ' ') start++;
    if (start < stop) {
      // Of a paragraph only the ends matter.
      const long = stop - start > 200;
      lines.push({
        at: start,
        words: long
          ? text.slice(start, start + 100) + text.slice(stop - 100, stop).trimEnd()
          : text.slice(start, stop).trimEnd(),
      });
    }
    at = stop + 1;
  }
  return lines;
}

function isTitle(lines: readonly Line[], i: number): boolean {
  const words = lines[i]?.words ?? '';
  if (words.length < LENGTH.least || words.length > LENGTH.most) return false;
  if (/[。!?;,:…]/.test(words) || /^[^\u3400-\u9fff\d“《(]/.test(words)) return false;
  if ((words.match(/[\u3400-\u9fff]/g)?.length ?? 0) < LENGTH.least || OWN_MARK.test(words) || SPEECH.test(words))
    return false;
  const before = lines[i - 1]?.words;
  if (before !== undefined && !/[。!?:;”)…]$/.test(before)) return false;
  const next = lines[i + 1]?.words ?? '';
  return next.length >= PARAGRAPH || OWN_MARK.test(next);
}
