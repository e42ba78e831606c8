// Makes seeds/clean, seeds/gold and seeds/damaged from seeds/source. The same sources give the same bytes.
// node seeds/make.mjs          writes them
// node seeds/make.mjs --check  compares them with what is there, names each difference, exit code 1 if there is one
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goldCopies, goldFormulas, goldLinks, goldOwnSeries, goldReports } from './make/gold.mjs';
import { readMarked } from './make/marks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const json = (value) => `${JSON.stringify(value, null, 1)}\n`;

const templates = JSON.parse(readFileSync(join(here, 'formulas.json'), 'utf8'));
const reports = readdirSync(join(here, 'source'))
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => readMarked(readFileSync(join(here, 'source', file), 'utf8'), file.slice(0, -4)));
const report = (name) => reports.find((r) => r.name === name);

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
  return files;
}

const files = everything();
const made = ['clean', 'gold'];
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
