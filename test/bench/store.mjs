// The index on disk at some sizes: building, its size, one draft against it (cold and warm), adding and removing a report.
// node test/bench/store.mjs [--lib build/x] [--keep] 100 1000     (10000 takes minutes and 2 GB of disk)

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { corpus } from './store-corpus.mjs';

const args = process.argv.slice(2);
const at = args.indexOf('--lib');
const lib = resolve(at < 0 ? 'dist' : args.splice(at, 2)[1]);
const { openIndex, readReports, flagCopies } = await import(pathToFileURL(join(lib, 'index.js')).href);

const watch = () => {
  const began = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { wall: Math.round(performance.now() - began), cpu: Math.round((user + system) / 1e3) };
  };
};
const shown = ({ wall, cpu }) => `${wall} ms (cpu ${cpu})`;
const folderSize = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);

for (const count of args.filter((arg) => /^\d+$/.test(arg)).map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'taohua-bench-'));
  const path = join(folder, 'index');
  let index = await openIndex(path, { mode: 'create' });
  let textBytes = 0;
  const batch = [];
  let draft = '';
  const lapBuild = watch();
  let reading = 0;
  for (const [name, text] of corpus(count + 1)) {
    const number = Number(name.slice(0, 5));
    if (number === count) {
      draft = text;
      break;
    }
    textBytes += Buffer.byteLength(text);
    const began = performance.now();
    batch.push(...(await readReports(text, { path: name })));
    reading += performance.now() - began;
    if (batch.length >= 256) await index.add(batch.splice(0));
  }
  await index.add(batch);
  const filled = lapBuild();
  const lapPack = watch();
  await index.compact();
  const packed = lapPack();
  const { segments, segmentBytes, tokens } = await index.info();
  await index.close();
  const size = folderSize(path);
  console.log(`\n${count} reports, ${(textBytes / 1e6).toFixed(1)} MB of text, ${tokens} tokens`);
  console.log(
    `  build       ${shown(filled)}, of it reading ${Math.round(reading)}; packing ${shown(packed)}; peak ${peak()} MB`,
  );
  console.log(
    `  size        ${(size / 1e6).toFixed(1)} MB = ${(size / textBytes).toFixed(2)} × the text (look-ups ${(segmentBytes / textBytes).toFixed(2)}, ${segments} segment)`,
  );
  // The draft: a new report with a stretch of an old one in it.
  const lifted = [...corpus(Math.min(count, 40))].at(-7)[1].slice(3000, 3600);
  const text = `${draft.slice(0, 7000)}\n${lifted}\n${draft.slice(7000)}`;
  writeFileSync(join(folder, 'draft.txt'), text);
  const cold = watch();
  const { stdout } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', coldScript(lib, path, join(folder, 'draft.txt'))],
    { encoding: 'utf8' },
  );
  console.log(`  cold        ${cold().wall} ms for the process; ${stdout.trim()}`);
  index = await openIndex(path, { mode: 'write' });
  const [report] = await readReports(text, { path: 'draft.txt' });
  const times = [];
  for (let i = 0; i < 7; i++) {
    const lap = watch();
    const { passages } = await flagCopies(report, index);
    times.push({ ...lap(), passages: passages.length });
  }
  times.sort((a, b) => a.wall - b.wall);
  console.log(`  warm        median ${shown(times[3])}, best ${shown(times[0])}; ${times[3].passages} passages`);
  const adds = [];
  for (let i = 0; i < 9; i++) {
    const [one] = await readReports(`${text}\n第${i}版。`, { path: `new-${i}.txt` });
    const lap = watch();
    await index.add([one]);
    adds.push(lap());
  }
  adds.sort((a, b) => a.wall - b.wall);
  console.log(`  add one     median ${shown(adds[4])}, worst ${shown(adds[8])}`);
  const lapRemove = watch();
  await index.remove(['new-3.txt']);
  console.log(`  remove one  ${shown(lapRemove())}`);
  const [changed] = await readReports(`${text}\n改。`, { path: 'new-4.txt' });
  const lapReplace = watch();
  await index.add([changed]);
  console.log(`  replace one ${shown(lapReplace())}`);
  await index.close();
  if (args.includes('--keep')) console.log(`  kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

function coldScript(from, path, draft) {
  return `const began = performance.now();
    const { openIndex, readReports, flagCopies } = await import(${JSON.stringify(pathToFileURL(join(from, 'index.js')).href)});
    const loaded = performance.now();
    const { readFileSync } = await import('node:fs');
    const [report] = await readReports(readFileSync(${JSON.stringify(draft)}), { path: 'draft.txt' });
    const read = performance.now();
    const index = await openIndex(${JSON.stringify(path)});
    const opened = performance.now();
    await flagCopies(report, index);
    const done = performance.now();
    await index.close();
    console.log('load ' + Math.round(loaded - began) + ', read draft ' + Math.round(read - loaded) + ', open ' + Math.round(opened - read) + ', flag ' + Math.round(done - opened) + '; peak ' + Math.round(process.resourceUsage().maxRSS / 1024) + ' MB');`;
}
