/**
 * Names by their form: people by title and surname, organisations, works and settlements by what their names end in, regions
 * by their poetic names. What is masked too much costs a word, what is masked too little costs the secret: a name without a
 * clear beginning loses its last four characters. A name without any of these forms stays.
 */

import {
  BEHIND_PERSON,
  BREAKS,
  NAME_ENDS,
  ORDINARY,
  REGION_NAMES,
  SETTLEMENT_ENDS,
  SURNAMES,
  TITLES,
} from './anonymise.data.js';

const anyOf = (words: string): string =>
  words
    .split(' ')
    .sort((x, y) => y.length - x.length)
    .join('|');

const GIVEN = '[ \\u3000]?[一-龥](?:[ \\u3000]?[一-龥])?';
/** 市长 周望山。 / 书记李明同志 / 由王芳教授: the name ends at a mark, a blank or a word of speech. */
const TITLED = new RegExp(
  `(?<=${anyOf(TITLES)})[ \\u3000]*[${SURNAMES}]${GIVEN}(?=$|[\\s，。、；：！？）)—-]|同志|代表|作|的|在|向|主持|率|调研)`,
  'g',
);
const CALLED = new RegExp(`(?<![一-龥])[${SURNAMES}]${GIVEN}(?=(?:等)?(?:${anyOf(BEHIND_PERSON)})(?!们))`, 'g');
/** 三天山洪 is no mountain. */
const REGION = new RegExp(`(?<![几两一二三四五六七八九十百\\d])(?:${anyOf(REGION_NAMES)})`, 'g');
const SETTLEMENT = new RegExp(
  `(?<![一-龥])(?!个|座)[一-龥]{1,2}[^城乡集农全各本驻进入下返家回故侨个重大小新老行然政困白美中示][${SETTLEMENT_ENDS}](?![镇村民庄级居委土土情贤落口])`,
  'g',
);
/** 高速增长 is no motorway. */
const ENDING = new RegExp(`(?:${anyOf(NAME_ENDS)})(?!增长|增幅|发展期)`, 'g');
const BREAK = new RegExp(`[${BREAKS}]|[^一-龥]`);
const PLAIN = new Set(ORDINARY.split(' '));
/** A name is this long at most before its ending; a longer run has no clear beginning. */
const LONGEST = 8;
const KEPT = 4;

/** `hide` gets each name as it stands and gives what stands for it, of the same length. Cost: linear. */
export function withoutNames(text: string, hide: (name: string) => string): string {
  return ended(text.replace(REGION, hide).replace(TITLED, hide).replace(CALLED, hide).replace(SETTLEMENT, hide), hide);
}

function ended(text: string, hide: (name: string) => string): string {
  let done = '';
  let kept = 0;
  for (const { index, 0: end } of text.matchAll(ENDING)) {
    let from = index;
    while (from > kept && index - from < LONGEST && !BREAK.test(text[from - 1]!)) from--;
    const length = index - from;
    if (length < 2 || isPlain(text.slice(from, index))) continue;
    if (length === LONGEST) from = index - KEPT;
    done += text.slice(kept, from) + hide(text.slice(from, index)) + end;
    kept = index + end.length;
  }
  return done + text.slice(kept);
}

/** Ordinary words one behind the other. */
function isPlain(name: string): boolean {
  if (name === '') return true;
  for (let length = Math.min(4, name.length); length >= 1; length--)
    if (PLAIN.has(name.slice(0, length)) && isPlain(name.slice(length))) return true;
  return false;
}
