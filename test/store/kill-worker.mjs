// The victim of the kill tests: adds, changes, removes, packs and exports without end, and says what was acknowledged.
// node kill-worker.mjs LIB INDEX FIRST

import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [lib, path, first] = process.argv.slice(2);
const { openIndex, readReports } = await import(pathToFileURL(join(lib, 'index.js')).href);
const NAMES = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥';
const say = (line) => writeSync(1, `${line}\n`);

function textOf(number, version) {
  const name = NAMES[number % 22] + NAMES[Math.floor(number / 22) % 22] + NAMES[Math.floor(number / 484) % 22];
  let text = `${name}市2024年政府工作报告\n\n各位代表：\n\n`;
  for (let i = 0; i < 40; i++)
    text += `${name}第${version}稿第${i}段：河水向东流去，${NAMES[(number + i) % 22]}厂日夜开工。`;
  return text;
}

const index = await openIndex(path, { mode: 'create' });
say('open');
for (let number = Number(first); ; number++) {
  const reports = await readReports(textOf(number, 1), { path: `r${number}.txt` });
  say(`adding r${number}.txt`);
  await index.add(reports);
  say(`added r${number}.txt ${reports[0].id}`);
  if (number % 5 === 4) {
    const changed = await readReports(textOf(number - 2, 2), { path: `r${number - 2}.txt` });
    say(`adding r${number - 2}.txt`);
    await index.add(changed);
    say(`added r${number - 2}.txt ${changed[0].id}`);
  }
  if (number % 7 === 6) {
    say(`removing r${number - 3}.txt`);
    await index.remove([`r${number - 3}.txt`]);
    say(`removed r${number - 3}.txt`);
  }
  if (number % 11 === 10) await index.compact();
  if (number % 13 === 12) {
    await index.export(`${path}-export`);
    say('exported');
  }
}
