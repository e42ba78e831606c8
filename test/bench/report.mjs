// The whole way to a report people can open: `taohua ratio FOLDER -r html` over 300 reports of 20,000 characters, its time,
// memory and size, and how soon a real browser shows it. Peers run beside it where a folder holds them; a missing one is named.
// node test/bench/report.mjs [--peers FOLDER] [count]     (FOLDER: where `npm i jscpd@5.3.3 @dodona/dolos-lib@3.5.1` was run)

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { corpus } from './store-corpus.mjs';

const CHARACTERS = 20_000;
const args = process.argv.slice(2);
const at = args.indexOf('--peers');
const peers = at < 0 ? undefined : resolve(args.splice(at, 2)[1]);
const count = Number(args[0] ?? 300);
const bin = fileURLToPath(new URL('../../bin/taohua.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'taohua-bench-'));

/** Runs a command; wall and CPU seconds and peak megabytes as the system tells them. */
function timed(command, parameters, cwd = folder) {
  const done = spawnSync('/usr/bin/time', ['-f', 'TIME %e %U %S %M', command, ...parameters], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LANG: 'en_US.UTF-8' },
  });
  const [, wall, user, system, kilobytes] = /TIME (\S+) (\S+) (\S+) (\S+)/.exec(done.stderr ?? '') ?? [];
  if (wall === undefined) throw new Error(`${command}: ${done.error?.message ?? done.stderr}`);
  const cpu = (Number(user) + Number(system)).toFixed(1);
  return { said: done.stdout + done.stderr, shown: `${wall} s, cpu ${cpu} s, ${Math.round(kilobytes / 1024)} MB` };
}

const sizeOf = (path) =>
  statSync(path).isFile()
    ? statSync(path).size
    : readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
const megabytes = (path) => `${(sizeOf(path) / 1e6).toFixed(2)} MB`;

async function opened(path) {
  const browser = await chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--enable-precise-memory-info'],
  });
  const shown = [];
  let heap = 0;
  for (let round = 0; round < 5; round++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(path).href);
    await page.locator('.vt-row a').first().waitFor();
    shown.push(await page.evaluate(() => performance.now()));
    if (round === 4) {
      for (const view of await page.locator('nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))) {
        await page.evaluate((hash) => {
          location.hash = hash;
        }, view);
        await page.waitForTimeout(200);
        heap = Math.max(heap, await page.evaluate(() => performance.memory.usedJSHeapSize));
      }
    }
    await page.close();
  }
  await browser.close();
  shown.sort((x, y) => x - y);
  return { shown: Math.round(shown[2]), slowest: Math.round(shown[4]), heap: Math.round(heap / 1e6) };
}

try {
  const inputs = join(folder, 'in');
  mkdirSync(inputs);
  let bytes = 0;
  for (const [name, text] of corpus(count, CHARACTERS)) {
    const path = join(inputs, name.replaceAll('/', '-'));
    writeFileSync(path, text);
    bytes += Buffer.byteLength(text);
  }
  console.log(`${count} reports, ${(bytes / 1e6).toFixed(1)} MB of UTF-8`);
  const html = join(folder, 'out.html');
  console.log(
    `taohua ratio -r html       ${timed(process.execPath, [bin, 'ratio', 'in', '-r', 'html', '-o', html, '-q']).shown}`,
  );
  const { shown, slowest, heap } = await opened(html);
  console.log(
    `  the page: ${megabytes(html)}, first view ${shown} ms (slowest of five ${slowest}), heap ${heap} MB after every view`,
  );
  const json = join(folder, 'out.json');
  timed(process.execPath, [bin, 'ratio', 'in', '--json', '-o', json, '-q']);
  console.log(
    `taohua report -r html      ${timed(process.execPath, [bin, 'report', json, '-r', 'html', '-o', html, '-q']).shown} (from ${megabytes(json)} of saved findings)`,
  );

  const jscpd = peers === undefined ? '' : join(peers, 'node_modules/.bin/jscpd');
  if (existsSync(jscpd)) {
    const out = join(folder, 'jscpd');
    const options = [
      '-k',
      '30',
      '-l',
      '1',
      '--max-size',
      '10mb',
      '--max-lines',
      '100000',
      '-r',
      'html,json',
      '-o',
      out,
      'in',
    ];
    const run = timed(jscpd, options);
    const found = /Found (\d+) clones?|(\d+) clones? found/i.exec(run.said)?.slice(1).find(Boolean);
    console.log(`jscpd -k 30 -l 1           ${run.shown}; report ${megabytes(out)}; ${found ?? '?'} clones`);
  } else console.log('jscpd: MISSING (npm i jscpd@5.3.3 in the folder of --peers)');

  const dolos = peers === undefined ? '' : join(peers, 'node_modules/@dodona/dolos-lib/package.json');
  if (existsSync(dolos)) {
    const script = `
      import { Dolos } from '@dodona/dolos-lib';
      import { readdirSync } from 'node:fs';
      const files = readdirSync('${inputs}').map((name) => '${inputs}/' + name);
      const report = await new Dolos({ language: 'char', kgramLength: 12, kgramsInWindow: 8 }).analyzePaths(files);
      console.log('PAIRS ' + report.allPairs().length);`;
    writeFileSync(join(peers, 'taohua-bench.mjs'), script);
    const run = timed(process.execPath, ['--max-old-space-size=6000', join(peers, 'taohua-bench.mjs')], peers);
    console.log(
      `dolos-lib, char, k 12 w 8  ${run.shown}; no report of its own; ${/PAIRS \d+/.exec(run.said)?.[0] ?? run.said.slice(-300)}`,
    );
    rmSync(join(peers, 'taohua-bench.mjs'));
  } else
    console.log(
      'dolos-lib: MISSING (npm i @dodona/dolos-lib@3.5.1 in the folder of --peers; the CLI of 2.9 where it can be had)',
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
