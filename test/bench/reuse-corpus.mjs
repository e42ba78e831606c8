// A corpus of any size for the benchmark of formulas and copies, with as much reuse as real reports have: always the same for
// the same number. Five years of one issuer follow each other. Three sentences of ten are stock, drawn by Zipf's law from
// 3,000, with other numbers each time; two of a hundred stand in last year's report, one paragraph of ten reports in another
// issuer's. The rest is a chain of characters made of the sample reports.

import { readdirSync, readFileSync } from 'node:fs';
import { NAMES, pick, random } from './random.mjs';

const YEARS = 5;
const STOCK = 3_000;
const SEEDS = new URL('../../seeds/clean/', import.meta.url);

/** Which characters stand two behind each pair of them, so that neighbours are real and sentences are not. */
function followersIn(text) {
  const followers = new Map();
  const han = text.replace(/[^\u4e00-\u9fff]/g, '');
  for (let i = 0; i + 1 < han.length; i++) {
    const held = followers.get(han[i]);
    if (held) held.push(han[i + 1]);
    else followers.set(han[i], [han[i + 1]]);
  }
  return followers;
}

const followers = followersIn(
  readdirSync(SEEDS)
    .sort()
    .map((name) => readFileSync(new URL(name, SEEDS), 'utf8'))
    .join(''),
);
const heads = [...followers.keys()];

function clause(draw) {
  const length = 6 + Math.floor(draw() * 14);
  let text = pick(draw, heads);
  while (text.length < length) text += pick(draw, draw() < 0.2 ? heads : (followers.get(text.at(-1)) ?? heads));
  return text;
}

function sentence(draw) {
  const clauses = Array.from({ length: 1 + Math.floor(draw() * 3) }, () => clause(draw));
  return draw() < 0.4 ? `${clauses.join('，')}{}%。` : `${clauses.join('，')}。`;
}

const stockDraw = random(7);
const stock = Array.from({ length: STOCK }, () => sentence(stockDraw));
/** Harmonic sums: where a draw falls among them is a rank of Zipf's law. */
const zipf = [];
for (let i = 0; i < STOCK; i++) zipf.push((zipf.at(-1) ?? 0) + 1 / (i + 2));

function stocked(draw) {
  const at = draw() * zipf[STOCK - 1];
  let [low, high] = [0, STOCK - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zipf[middle] < at) low = middle + 1;
    else high = middle;
  }
  return stock[low];
}

const filled = (draw, text) => text.replace('{}', () => (draw() * 90 + 1).toFixed(1));

/** Yields `[path, text]` of `count` reports of about so many characters. */
export function* reuseCorpus(count, characters = 15_000) {
  let last = [];
  const lifted = [];
  for (let n = 0; n < count; n++) {
    const draw = random(n + 1);
    const issuer = Math.floor(n / YEARS);
    if (n % YEARS === 0) last = [];
    const place = `${NAMES[issuer % 30]}${NAMES[Math.floor(issuer / 30) % 30]}${NAMES[Math.floor(issuer / 900) % 30]}市`;
    const own = [];
    const said = [];
    for (let length = 0; length < characters - 200; ) {
      const dice = draw();
      let part = [sentence(draw)];
      if (dice < 0.3) part = [stocked(draw)];
      else if (dice < 0.32 && last.length > 0) part = [pick(draw, last)];
      else if (dice < 0.3203 && lifted.length > 0) part = pick(draw, lifted);
      else own.push(part[0]);
      for (const one of part) {
        said.push(filled(draw, one));
        length += said.at(-1).length;
      }
    }
    last = own;
    if (n % 3 === 0) lifted.push(own.slice(20, 24));
    const paragraphs = [];
    for (let i = 0; i < said.length; i += 8) paragraphs.push(said.slice(i, i + 8).join(''));
    const year = 2015 + (n % YEARS);
    const head = `${place}${year}年政府工作报告\n——${year}年1月16日在${place}第七届人民代表大会第三次会议上\n${place}市长　某某\n\n各位代表：\n\n现在，我代表市人民政府，向大会报告工作，请予审议。\n\n`;
    yield [`${String(n).padStart(5, '0')}-${place}-${year}.txt`, head + paragraphs.join('\n')];
  }
}
