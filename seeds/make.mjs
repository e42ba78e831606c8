// Makes seeds/clean, seeds/gold and seeds/damaged from seeds/source. The same sources give the same bytes.
// node seeds/make.mjs          writes them
// node seeds/make.mjs --check  compares them with what is there, names each difference, exit code 1 if there is one
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdown, webPage, wordDocument } from './make/containers.mjs';
import { annotated, crawled, maskedByCross, maskedByDigit, shifted, traditional, trialCopy } from './make/damage.mjs';
import { encodeBig5, encodeGb18030 } from './make/encode.mjs';
import { goldCopies, goldFormulas, goldLinks, goldOwnSeries, goldReports } from './make/gold.mjs';
import { readMarked } from './make/marks.mjs';
import { portableDocument } from './make/pdf.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const json = (value) => `${JSON.stringify(value, null, 1)}\n`;

const templates = JSON.parse(readFileSync(join(here, 'formulas.json'), 'utf8'));
const reports = readdirSync(join(here, 'source'))
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => readMarked(readFileSync(join(here, 'source', file), 'utf8'), file.slice(0, -4)));
const report = (name) => reports.find((r) => r.name === name);

const CRAWLED = ['jinsuo-2023', 'hedian-2024', 'wangxi-2023', 'yangui-2022', 'modu-2023'];
const SHIFTED = ['（二）打造具有', '（六）持续改善', '（七）办好人民'];

/** The damaged forms: file name → the reports in it, what was done, its content. */
const damaged = [
  { file: 'wangxi-2023.gb18030.txt', encoding: 'gb18030', make: (r) => encodeGb18030(r.text) },
  {
    file: 'xingyu-2024.big5.txt',
    encoding: 'big5',
    script: 'traditional',
    make: (r) => encodeBig5(traditional(r.text)),
  },
  { file: 'hedian-2024.pinyin.txt', script: 'traditional', make: (r) => annotated(r.text) },
  { file: 'jinsuo-2023.html', format: 'html', make: (r) => webPage(r) },
  { file: 'dingyuan-2022.md', format: 'markdown', make: (r) => markdown(r) },
  { file: 'modu-2024.docx', format: 'docx', make: (r) => wordDocument(r) },
  { file: 'yangui-2023.pdf', format: 'pdf', make: (r) => portableDocument(r) },
  { file: 'tuoquan-2023.masked.txt', masks: ['***', 'X', '某市', '某县'], make: (r) => maskedByDigit(r.text) },
  { file: 'yangui-2023.masked.txt', masks: ['×'], make: (r) => maskedByCross(r.text) },
  { file: 'canglan-2024.trial.txt', truncated: true, make: (r) => trialCopy(r.text, 0.6) },
  { file: 'dingyuan-2022.shifted.txt', lost: SHIFTED.length, make: (r) => shifted(r.text, SHIFTED) },
  {
    file: 'crawl.txt',
    reports: CRAWLED,
    make: (...all) => `${all.map(crawled).join('')}有想补充的信息?点我投稿\n\n- 联系我们\n- 企业入驻\n`,
  },
].map((form) => ({
  reports: [form.file.slice(0, form.file.indexOf('.'))],
  format: 'text',
  script: 'simplified',
  ...form,
}));

/** Every file that is made, path → content. */
function everything() {
  const files = new Map();
  for (const { name, text } of reports) files.set(`clean/${name}.txt`, text);
  files.set('gold/reports.json', json(goldReports(reports)));
  files.set('gold/formulas.json', json(goldFormulas(reports, templates)));
  files.set('gold/copies.json', json(goldCopies(reports)));
  files.set('gold/own-series.json', json(goldOwnSeries(reports)));
  const [a, b] = [report('modu-2023'), report('modu-2024')];
  files.set('gold/links.json', json({ a: a.name, b: b.name, links: goldLinks(a, b) }));
  for (const { file, reports: names, make } of damaged) files.set(`damaged/${file}`, make(...names.map(report)));
  files.set('gold/damaged.json', json(damaged.map(({ make: _, ...facts }) => facts)));
  return files;
}

const files = everything();
const made = ['clean', 'gold', 'damaged'];
if (process.argv.includes('--check')) {
  const wrong = [...files]
    .filter(([path, content]) => {
      const at = join(here, path);
      return !existsSync(at) || !readFileSync(at).equals(Buffer.from(content));
    })
    .map(([path]) => path);
  for (const path of wrong) console.error(`${path} is not what the sources make: run node seeds/make.mjs`);
  process.exitCode = wrong.length > 0 ? 1 : 0;
} else {
  for (const folder of made) rmSync(join(here, folder), { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(here, path)), { recursive: true });
    writeFileSync(join(here, path), content);
  }
  console.log(`${files.size} files from ${reports.length} sources`);
}
