// A corpus of any size for the benchmarks of the index, made of the sample reports: always the same for the same number.
// Ten years of one issuer follow each other: of each report a quarter of the clauses is last year's, a tenth is what
// everybody says, a few are lifted from any earlier report, the rest is drawn from a chain of characters.

import { readdirSync, readFileSync } from 'node:fs';
import { NAMES, pick, random } from './random.mjs';

const CHARACTERS = 15_000;
const YEARS = 10;
const SEEDS = new URL('../../seeds/clean/', import.meta.url);

const texts = readdirSync(SEEDS)
  .sort()
  .map((name) => readFileSync(new URL(name, SEEDS), 'utf8'));
const clauses = [
  ...new Set(
    texts.flatMap((text) => text.split(/[\n，。；：、]/)).filter((clause) => clause.length >= 6 && clause.length <= 40),
  ),
];
const followers = new Map();
for (const clause of clauses) {
  for (let i = 0; i + 1 < clause.length; i++) {
    const held = followers.get(clause[i]);
    if (held) held.push(clause[i + 1]);
    else followers.set(clause[i], [clause[i + 1]]);
  }
}
const openings = clauses.map((clause) => clause[0]);

/** Gibberish of the samples' characters: neighbours are real, what is further apart is not. */
function chain(draw) {
  const length = 8 + Math.floor(draw() * 16);
  let text = pick(draw, openings);
  while (text.length < length) text += pick(draw, followers.get(text.at(-1)) ?? openings);
  return text;
}

/** Yields `[path, text]` of `count` reports of about so many characters. */
export function* corpus(count, characters = CHARACTERS) {
  let last = [];
  const kept = [];
  for (let n = 0; n < count; n++) {
    const draw = random(n + 1);
    const issuer = Math.floor(n / YEARS);
    const year = 2015 + (n % YEARS);
    if (n % YEARS === 0) last = [];
    const place = `${NAMES[issuer % 30]}${NAMES[Math.floor(issuer / 30) % 30]}${NAMES[Math.floor(issuer / 900) % 30]}市`;
    const said = [];
    const own = [];
    for (let length = 0; length < characters - 600; ) {
      const dice = draw();
      let part;
      if (dice < 0.25 && last.length > 0) {
        const at = Math.floor(draw() * last.length);
        part = last.slice(at, at + 1 + Math.floor(draw() * 6));
      } else if (dice < 0.35) part = [pick(draw, clauses)];
      else if (dice < 0.352 && kept.length > 0) part = pick(draw, kept);
      else part = [chain(draw)];
      for (const clause of part) {
        said.push(clause);
        length += clause.length + 1;
      }
      own.push(...part);
    }
    last = own;
    // Of a short report the middle: what others lift must be there.
    const from = Math.min(100, own.length >> 1);
    if (n % 3 === 0) kept.push(own.slice(from, from + 12));
    const paragraphs = [];
    for (let i = 0; i < said.length; i += 24) {
      let paragraph = `（${'一二三四五六七八九十'[(i / 24) % 10]}）${said[i]}。`;
      for (let j = i + 1; j < Math.min(i + 24, said.length); j++)
        paragraph += `${said[j]}${(j - i) % 4 === 0 ? '。' : '，'}`;
      paragraphs.push(`${paragraph.slice(0, -1)}。`);
    }
    const head = `${place}${year}年政府工作报告\n——${year}年1月16日在${place}第七届人民代表大会第三次会议上\n${place}市长　某某\n\n各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n\n`;
    yield [`${String(n).padStart(5, '0')}-${place}-${year}.txt`, head + paragraphs.join('\n')];
  }
}
