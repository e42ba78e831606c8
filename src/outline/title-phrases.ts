/**
 * Chapter heads without a number where the line ends are lost: …提出意见。2023年工作回顾过去一年,…. Nothing marks them but their words, so
 * only the formulas that official reports head chapters with count: a year and its work, the government's own building. Behind a
 * sentence end, and with a new sentence right behind them: 2024年工作安排是… and …的回顾表明 are text.
 */

import { type Marker, Style } from './markers.js';

const YEAR = '(?:20\\d\\d年|过去(?:的)?[一五]年|今年|今后五年|未来五年)';
const WORK =
  '(?:的?(?:政府)?(?:主要|重点|各项)?工作的?(?:简要)?(?:回顾|总结|安排建议|安排|建议|部署|任务|打算|重点|总体要求和主要目标)|的?主要目标任务和重点工作|的?(?:主要|重点)任务)';
const OWN = '(?:全面|切实|持续|着力|不断|进一步|持之以恒)?加强政府自身建设';
/** What goes on like this is a sentence. */
const GOES_ON = '[是的和与及中将要已了等之如为在]|情况|方面|表明|可以|任务|目标|进行|完成';
/** Begins with the sign before it: a look back from every place would be slow. */
const PHRASE = new RegExp(`[。!?][”)]? ?(${YEAR}${WORK}|${OWN})(?= ?[\\u3400-\\u9fff“\\d])(?! ?(?:${GOES_ON}))`, 'g');

/** Such heads of `text` from `from` on, as marks of the style of title lines. Cost: linear. */
export function findTitlePhrases(text: string, from: number): readonly Marker[] {
  const found: Marker[] = [];
  if (!isFlattened(text)) return found;
  PHRASE.lastIndex = Math.max(0, from - 1);
  for (let match = PHRASE.exec(text); match; match = PHRASE.exec(text)) {
    const [whole, words = ''] = match;
    const headingEnd = match.index + whole.length;
    const at = headingEnd - words.length;
    found.push({
      at,
      end: at,
      style: Style.title,
      number: 0,
      opensLine: false,
      before: '。',
      word: '',
      headingEnd,
    });
  }
  return found;
}

/** Units a line from which on line ends were lost; lines of their own are title-lines.ts's. */
const LINE = 600;

function isFlattened(text: string): boolean {
  let lines = text.length / LINE;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (--lines < 0) return false;
  return true;
}
