// The damages that are text to text: what crawlers, converters, redactors and careless copies do to a clean report.
import * as OpenCC from 'opencc-js/cn2t';
import { encodeGb18030 } from './encode.mjs';

const toTraditional = OpenCC.Converter({ from: 'cn', to: 't' });
const toTaiwan = OpenCC.Converter({ from: 'cn', to: 'tw' });
const WIDE = '，：；（）！？％';
const NARROW = ',:;()!?%';
const fold = (text) => text.replace(/[，：；（）！？％]/gu, (sign) => NARROW[WIDE.indexOf(sign)]);

const NOTES = new Map(
  Object.entries({
    發: 'fā',
    業: 'yè',
    區: 'qū',
    創: 'chuàng',
    產: 'chǎn',
    質: 'zhì',
    優: 'yōu',
    經: 'jīng',
    農: 'nóng',
    戰: 'zhàn',
    學: 'xué',
    強: 'qiáng',
    縣: 'xiàn',
    處: 'chù',
    點: 'diǎn',
    設: 'shè',
  }),
);

/** In the character forms of Taiwan, the only ones for which Big5 has codes (著, 裡, 為). */
export const traditional = (text) => toTaiwan(text);

/** Traditional, with the reading of some characters noted behind each of them: 發(fā). */
export const annotated = (text) =>
  toTraditional(text).replace(/\p{Script=Han}/gu, (han) => (NOTES.has(han) ? `${han}(${NOTES.get(han)})` : han));

/** Numbers that are no date become one X for each digit; the place becomes 某县, the neighbour 某市, a name ***. */
export const maskedByDigit = (text) =>
  fold(text)
    .replace(/驼泉县|驼泉(?!铁路)/gu, '某县')
    .replace(/雁归市/gu, '某市')
    .replace(/习近平/gu, '***')
    .replace(/沙万里/gu, 'XXX')
    .replace(/\d+(?:\.\d+)?(?![\d.年月日])/gu, (number) => number.replace(/\d/gu, 'X'));

/** Every number that is no date becomes one ×, so does the place; a line break stands after each semicolon. */
export const maskedByCross = (text) =>
  text
    .replace(/雁归(?=市)|雁归(?!来)/gu, '×')
    .replace(/驼泉(?=县)/gu, '×')
    .replace(/贺兰石/gu, '×××')
    .replace(/\d+(?:\.\d+)?(?![\d.年月日])(?!\. )/gu, '×')
    .replace(/；/gu, '；\n');

/** A trial copy: signs of the wide width folded, indents turned into `? ? `, the rest cut off, a vendor's notice behind. */
export function trialCopy(text, share) {
  const cut = fold(text)
    .slice(0, Math.ceil(text.length * share))
    .replace(/[，。、；：,.;:]$/u, '');
  const lines = cut.split('\n');
  const body = lines.map((line, i) => (i > 6 && line !== '' ? `? ? ${line}` : line)).join('\n');
  const notice = '............试读结束............\n查阅全文请联系本站客服\n如若转载,请注明出处:样本文库\n';
  return `${lines[0]}(全文${text.length + 4000}字)\n\n${body}\n${notice}`;
}

/**
 * One report as a crawler keeps it: a dash, a title, the whole body in one line, the date of the crawl. Paragraph breaks are
 * lost, and a blind rule has turned both （一） and 一、 into ` 一、`.
 */
export function crawled({ text, facts, headings }) {
  let body = '';
  let at = 0;
  for (const { marker, headingSpan } of headings) {
    body += text.slice(at, headingSpan.start);
    const number = /[一二三四五六七八九十]+/u.exec(marker)?.[0];
    const isSection = /^（.+）$/u.test(marker) || marker.endsWith('、');
    body += isSection ? ` ${number}、` : marker;
    at = headingSpan.start + marker.length;
  }
  body += text.slice(at);
  const title = `${facts.year}年${facts.place}政府工作报告`;
  return `-\n${title}\n${fold(body.replace(/\n/gu, '').replace(/　/gu, ''))}\n2025-03-04\n`;
}

/**
 * The half-byte shift of old web pages: one byte of an indent stays alone, every pair is read one byte off until the line
 * ends, and pairs that fall into private use are dropped (`lines`: the lines that it hits).
 */
export function shifted(text, lines) {
  const decoder = new TextDecoder('gb18030');
  return text
    .split('\n')
    .map((line) => {
      if (!lines.some((start) => line.startsWith(start))) return line;
      const bytes = encodeGb18030(line);
      return decoder.decode(Uint8Array.of(0xa1, ...bytes)).replace(/[\ue000-\uf8ff\ufffd]/gu, '');
    })
    .join('\n');
}
