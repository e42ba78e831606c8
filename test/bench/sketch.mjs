/**
 * `npm run bench`: the sketching engine beside its peers and the hardware's limit, on the same passages, in one run.
 *
 *   node test/bench/sketch.mjs [--json] [--quick] [--only signatures,bands,repeats,shared,workers,growth,memory]
 *
 * Rates are medians of interleaved rounds of CPU time; only the workers are measured by the clock. What a row means and
 * what was tried and given up stands in docs/performance.md.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileLimit, contest, cpuSeconds, limitSeconds, median, pythonRates } from './measure.mjs';
import { groupWithMap, signWithBloomFilters, signWithMinhash, sortWithMnemonist } from './sketch-peers.mjs';
import { makeChapters, makePassages, readPassages, readShared, takePassages, writePassages } from './sketch-text.mjs';

const built = (name) => import(new URL(`../../${process.env.TAOHUA_BUILD ?? 'dist'}/${name}.js`, import.meta.url).href);
const { createSketcher, repeats } = await built('sketch');
const { chooseKernel } = await built('sketch/sign');
const { bandKeys } = await built('sketch/bands');
const { createKeyTable } = await built('sketch/key-table');
const { commonPrefixes, suffixArray } = await built('sketch/suffix-array');
const { runAtOnce } = await built('sketch/steps');
const { hashShingles } = await built('sketch/shingle');

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    memory: { type: 'string' },
    input: { type: 'string' },
  },
});

const QUICK = options.quick;
const ROUNDS = QUICK ? 3 : 5;
/** UTF-16 units of a megabyte of UTF-8: Chinese text takes three bytes for nearly each of them. */
const UNITS_A_MEGABYTE = 2 ** 20 / 2.95;
const PERMUTATIONS = 128;
const MIN_REPEAT = 13;

const say = (text) => {
  if (!options.json) console.log(text);
};
const wants = (stage) => options.only === undefined || options.only.split(',').includes(stage);
const ratio = (a, b) => (a === null || b === null || a === undefined || b === undefined ? null : a / b);

function shingleTotal({ offsets }) {
  let total = 0;
  for (let p = 1; p < offsets.length; p++) total += Math.max(1, offsets[p] - offsets[p - 1] - 2);
  return total;
}

function table(title, unit, rates, base) {
  say(`\n${title} (${unit})`);
  for (const [name, rate] of Object.entries(rates)) {
    const times = rate === null || rates[base] === null ? '' : `${(rate / rates[base]).toFixed(2)} × ${base}`;
    say(`  ${name.padEnd(44)}${(rate === null ? 'missing' : (rate / 1e6).toFixed(3)).padStart(10)}   ${times}`);
  }
}

async function benchSignatures(passages, limit) {
  const wasm = await createSketcher({ kernel: 'wasm' });
  const js = await createSketcher({ kernel: 'js' });
  const kernel = await chooseKernel('wasm', wasm.params);
  const count = passages.offsets.length - 1;
  const fewer = takePassages(passages, QUICK ? 300 : 1000);
  const some = takePassages(passages, 20_000);
  const hashes = Array.from({ length: fewer.offsets.length - 1 }, (_, p) => {
    const out = new Uint32Array(1000);
    const range = { symbols: fewer.symbols, start: fewer.offsets[p], end: fewer.offsets[p + 1] };
    return [...out.subarray(0, hashShingles(range, 3, 0, out))].map((hash) => hash >>> 1);
  });
  const reused = new Uint16Array(count * PERMUTATIONS);
  const all = shingleTotal(passages);
  const limitOf = (name, stage, memory) => ({
    name,
    work: all,
    seconds: () => limitSeconds(limit.program, limit.file, stage, memory),
  });
  const rates = contest(
    [
      { name: 'wasm', work: all, run: () => wasm.signatures(passages.symbols, passages.offsets) },
      { name: 'wasm, memory reused', work: all, run: () => kernel.sign(passages, { from: 0, to: count }, reused) },
      { name: 'js', work: shingleTotal(some), run: () => js.signatures(some.symbols, some.offsets) },
      { name: 'npm minhash', work: shingleTotal(fewer), run: () => signWithMinhash(fewer) },
      {
        name: 'npm bloom-filters (hashing not included)',
        work: shingleTotal(fewer),
        run: () => signWithBloomFilters(hashes),
      },
      limitOf('C AVX2, 32-bit', 'signatures32', 'fresh'),
      limitOf('C AVX2, 32-bit, memory reused', 'signatures32', 'reused'),
      limitOf('C AVX2, 16-bit', 'signatures16', 'fresh'),
      limitOf('C AVX2, our method', 'readings16', 'fresh'),
      limitOf('C AVX2, our method, memory reused', 'readings16', 'reused'),
    ],
    ROUNDS,
  );
  const python = pythonRates('sketch-rivals.py', [limit.file, '3000'], ['datasketch', 'rensa']);
  if (python.missing !== undefined) say(`\nFrom Python: ${python.missing}`);
  for (const [name, rate] of Object.entries(python.rates)) rates[`Python ${name}`] = rate;
  table('Signatures, 128 permutations, passages of 46 characters', 'million shingles / s', rates, 'npm minhash');
  const documents = joinPassages(passages, 330);
  const few = takePassages(documents, 4);
  const wide = await createSketcher({ kernel: 'wasm', width: 32 });
  const wideJs = await createSketcher({ kernel: 'js', width: 32 });
  const documentRates = contest(
    [
      {
        name: 'wasm, 32-bit',
        work: shingleTotal(documents),
        run: () => wide.signatures(documents.symbols, documents.offsets),
      },
      { name: 'js, 32-bit', work: shingleTotal(few), run: () => wideJs.signatures(few.symbols, few.offsets) },
      {
        name: 'npm minhash',
        work: shingleTotal(takePassages(documents, 1)),
        run: () => signWithMinhash(takePassages(documents, 1)),
      },
    ],
    ROUNDS,
  );
  table('Signatures of documents of 15,000 characters', 'million shingles / s', documentRates, 'npm minhash');
  return { passages: rates, documents: documentRates, missing: { python: python.missing ?? null } };
}

/** Documents of so many passages each. */
function joinPassages({ symbols, offsets }, size) {
  return { symbols, offsets: offsets.filter((_, i) => i % size === 0) };
}

/** Row-major signatures of random values in which a fifth of the passages agree with an earlier one. */
function makeSignatures(count) {
  const signatures = new Uint16Array(count * PERMUTATIONS);
  let state = 1;
  for (let i = 0; i < signatures.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    signatures[i] = state >>> 16;
  }
  for (let i = 5; i < count; i += 5)
    signatures.copyWithin(i * PERMUTATIONS, (i >>> 1) * PERMUTATIONS, ((i >>> 1) + 1) * PERMUTATIONS);
  return signatures;
}

/** Groups of all 32 bands from their keys, which are there. */
function groupBands({ keys, table, count }, bands) {
  let found = 0;
  for (let band = 0; band < bands; band++) {
    const groups = table.enter(keys.subarray(band * count, (band + 1) * count));
    for (let piece = 0; piece < groups.pieces; piece++) found += groups.group(piece).count;
  }
  return found;
}

function makeKeys(count, bands) {
  const signatures = makeSignatures(count);
  const keys = new Uint32Array(bands * count);
  bandKeys(signatures, { permutations: PERMUTATIONS, rows: 4, band: 0, bands }, keys);
  return { signatures, keys };
}

function benchBands() {
  const count = QUICK ? 200_000 : 1_000_000;
  const { signatures, keys } = makeKeys(count, 32);
  const scratch = { keys, table: createKeyTable(count), count };
  let band = 0;
  const rates = contest(
    [
      { name: 'partition and tables', work: 32 * count, run: () => groupBands(scratch, 32) },
      {
        name: 'the same, keys made from signatures',
        work: 32 * count,
        run: () => {
          bandKeys(signatures, { permutations: PERMUTATIONS, rows: 4, band: 0, bands: 32 }, keys);
          groupBands(scratch, 32);
        },
      },
      // A Map of a million strings takes seconds: one band a round stands for all 32.
      {
        name: 'Map<string>',
        work: count,
        run: () => groupWithMap(signatures, { permutations: PERMUTATIONS, rows: 4, band: band++ % 32 }),
      },
    ],
    ROUNDS,
  );
  table(`Band grouping, ${count} passages × 32 bands × 4 rows`, 'million keys / s', rates, 'Map<string>');
  return rates;
}

function benchRepeats(passages, limit) {
  const megabytes = passages.symbols.length / UNITS_A_MEGABYTE;
  const small = passages.symbols.subarray(0, 200_000);
  const text = String.fromCharCode(...small.subarray(0, 50_000));
  const rates = contest(
    [
      {
        name: 'repeats: maximal, grouped, every place',
        work: megabytes,
        run: () => repeats(passages.symbols, passages.offsets, MIN_REPEAT),
      },
      {
        name: 'SA-IS and LCP, JavaScript',
        work: megabytes,
        run: () => runAtOnce(commonPrefixes(passages.symbols, runAtOnce(suffixArray(passages.symbols, 65_535)))),
      },
      {
        name: 'mnemonist SuffixArray (50,000 characters)',
        work: 50_000 / UNITS_A_MEGABYTE,
        run: () => sortWithMnemonist(text),
      },
      {
        name: 'C radix sort (windows only)',
        work: megabytes,
        seconds: () => limitSeconds(limit.program, limit.file, 'repeats'),
      },
    ],
    ROUNDS,
  );
  say(`\nExact repeats of ${MIN_REPEAT} or more, ${megabytes.toFixed(1)} MB (MB / s)`);
  for (const [name, rate] of Object.entries(rates))
    say(`  ${name.padEnd(44)}${rate === null ? 'missing' : rate.toFixed(2)}`);
  return rates;
}

/** The same on real reports, where they are. */
async function benchShared(limit) {
  const passages = readShared();
  if (passages === undefined) {
    say('\nReal reports: no folder shared/data beside the repository');
    return null;
  }
  const sketcher = await createSketcher({ kernel: 'wasm', width: 16 });
  const file = join(limit.folder, 'shared.bin');
  writePassages(passages, file);
  const work = passages.symbols.length / UNITS_A_MEGABYTE;
  const rates = contest(
    [
      { name: 'signatures, wasm', work, run: () => sketcher.signatures(passages.symbols, passages.offsets) },
      {
        name: 'signatures, C AVX2, 32-bit',
        work,
        seconds: () => limitSeconds(limit.program, file, 'signatures32', 'fresh'),
      },
      { name: 'repeats', work, run: () => repeats(passages.symbols, passages.offsets, MIN_REPEAT) },
      { name: 'repeats, C', work, seconds: () => limitSeconds(limit.program, file, 'repeats') },
    ],
    2 * ROUNDS,
  );
  say(`\nReal reports, ${work.toFixed(1)} MB, ${passages.offsets.length - 1} sentences (MB / s)`);
  for (const [name, rate] of Object.entries(rates))
    say(`  ${name.padEnd(44)}${rate === null ? 'missing' : rate.toFixed(1)}`);
  return rates;
}

/**
 * By the clock where both cores are free. On a busy machine the clock shows the neighbours, so there, and where the kernel
 * tells the time of each thread, what counts is the longest way: the main thread and the busiest worker.
 */
async function benchWorkers() {
  const { createPoolRunner } = await built('sketch/pool');
  const passages = share(makePassages(Math.round((QUICK ? 20 : 100) * UNITS_A_MEGABYTE), 3));
  const runners = { one: createPoolRunner({ workers: 1 }), two: createPoolRunner({ workers: 2 }) };
  const stages = {
    signatures: (runner) => runner.signatures(passages),
    repeats: (runner) => runner.repeats(passages, { minLength: MIN_REPEAT }),
  };
  const times = {};
  for (let round = -1; round < (QUICK ? 2 : 3); round++) {
    for (const [name, runner] of Object.entries(runners)) {
      for (const [stage, run] of Object.entries(stages)) {
        const threads = threadSeconds();
        const started = performance.now();
        await run(runner);
        const clock = (performance.now() - started) / 1000;
        const way = longestWay(threads, name === 'two');
        times[`${stage} ${name}`] ??= { clock: [], way: [], first: { clock, way } };
        if (round >= 0) times[`${stage} ${name}`].clock.push(clock);
        if (round >= 0) times[`${stage} ${name}`].way.push(way);
      }
    }
  }
  await runners.two.close();
  const load = loadavg()[0];
  const by = load < 1 || times['signatures one'].way[0] === null ? 'clock' : 'way';
  const seconds = (stage, name) => Math.min(...times[`${stage} ${name}`][by]);
  const both = (name) => seconds('signatures', name) + seconds('repeats', name);
  const speedup = {
    signatures: seconds('signatures', 'one') / seconds('signatures', 'two'),
    repeats: seconds('repeats', 'one') / seconds('repeats', 'two'),
    both: both('one') / both('two'),
  };
  // Here nobody has memory or optimised code yet; later two workers have their tables from the call before.
  const first = (name) => times[`signatures ${name}`].first[by] + times[`repeats ${name}`].first[by];
  speedup['first call'] = first('one') / first('two');
  say(
    `\nTwo workers ÷ one by ${by === 'clock' ? 'the clock' : 'the longest way'}, load of the machine ${load.toFixed(1)}`,
  );
  for (const [stage, times] of Object.entries(speedup)) say(`  ${stage.padEnd(14)}${times.toFixed(2)} ×`);
  return { ...speedup, by, load, times };
}

/** CPU seconds of each thread of this process, undefined where the kernel does not tell. */
function threadSeconds() {
  try {
    return new Map(
      readdirSync('/proc/self/task').map((thread) => {
        const fields = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        return [Number(thread), (Number(fields[11]) + Number(fields[12])) / 100];
      }),
    );
  } catch {
    return undefined;
  }
}

/** Helpers of the engine, such as its compiler, work beside the main thread and are not on the way. */
function longestWay(before, hasWorkers) {
  const after = threadSeconds();
  if (before === undefined || after === undefined) return null;
  const spent = [...after].map(([thread, seconds]) => [thread, seconds - (before.get(thread) ?? 0)]);
  const main = spent.find(([thread]) => thread === process.pid)?.[1] ?? 0;
  if (!hasWorkers) return main;
  return main + Math.max(0, ...spent.filter(([thread]) => thread !== process.pid).map(([, seconds]) => seconds));
}

function share({ symbols, offsets }) {
  const shared = new Uint16Array(new SharedArrayBuffer(symbols.byteLength));
  shared.set(symbols);
  const sharedOffsets = new Uint32Array(new SharedArrayBuffer(offsets.byteLength));
  sharedOffsets.set(offsets);
  return { symbols: shared, offsets: sharedOffsets };
}

/**
 * CPU seconds a megabyte by size. The same text of even density in pieces of each size, all results kept: so each size does
 * the same work and takes the same memory from the system. One text again and again is printed too: there a small text
 * finds itself in the caches and its results in the memory of those before, which the C library keeps for small ones only.
 */
async function benchGrowth() {
  const sketcher = await createSketcher({ kernel: 'wasm' });
  const sizes = QUICK ? [2, 20] : [2, 20, 200];
  const largest = sizes.at(-1);
  const chapter = Math.round(2 * UNITS_A_MEGABYTE);
  const whole = makeChapters(Math.round(largest * UNITS_A_MEGABYTE), chapter, 4);
  const pieces = new Map(sizes.map((size) => [size, cutPassages(whole, Math.round(size * UNITS_A_MEGABYTE))]));
  const sign = ({ symbols, offsets }) => [sketcher.signatures(symbols, offsets), repeats(symbols, offsets, MIN_REPEAT)];
  const even = Object.fromEntries(sizes.map((size) => [size, []]));
  for (let round = -1; round < 3; round++) {
    for (const [size, texts] of pieces) {
      const cost = cpuSeconds(() => texts.map(sign)) / largest;
      if (round >= 0) even[size].push(cost);
    }
  }
  for (const size of sizes) even[size] = median(even[size]);
  const again = {};
  const denser = {};
  for (const size of sizes) {
    again[size] = costAgain(() => sign(pieces.get(size)[0]), size);
    const text = makePassages(Math.round(size * UNITS_A_MEGABYTE), 4);
    denser[size] = costAgain(() => sign(text), size);
  }
  const costs = { even, again, denser };
  say(`\nSignatures and repeats, CPU milliseconds a MB in texts of ${sizes.join(', ')} MB`);
  for (const [name, of] of Object.entries({
    even: `${largest} MB in pieces`,
    again: 'one of them again and again',
    denser: 'the same, ever denser text',
  })) {
    const row = sizes.map((size) => (costs[name][size] * 1000).toFixed(1).padStart(8));
    say(`  ${of.padEnd(30)}${row.join('')}   ${ratio(costs[name][largest], costs[name][2]).toFixed(2)}`);
  }
  return costs;
}

function costAgain(run, megabytes) {
  for (let warm = 0; warm < (megabytes === 2 ? 10 : 1); warm++) run();
  return median(Array.from({ length: megabytes < 50 ? 9 : 3 }, () => cpuSeconds(run))) / megabytes;
}

/** The text in pieces of about `units`, whole passages each. */
function cutPassages({ symbols, offsets }, units) {
  const texts = [];
  for (let first = 0; first + 1 < offsets.length; ) {
    const start = offsets[first];
    let last = first + 1;
    while (last + 1 < offsets.length && offsets[last + 1] - start <= units + 100) last++;
    const own = offsets.slice(first, last + 1).map((offset) => offset - start);
    texts.push({ symbols: symbols.slice(start, offsets[last]), offsets: own });
    first = last;
  }
  return texts;
}

/** Peak resident bytes that a stage adds, in a process of its own that has read its input and nothing else. */
function benchMemory(folder) {
  const file = join(folder, 'memory.bin');
  writePassages(makePassages(Math.round((QUICK ? 5 : 20) * UNITS_A_MEGABYTE)), file);
  const stages = ['signatures', 'bands', 'repeats', 'containment'];
  const peaks = Object.fromEntries(stages.map((stage) => [stage, measureMemory(stage, file)]));
  say('\nPeak resident memory beyond the input');
  for (const [stage, { bytes, input, of }] of Object.entries(peaks)) {
    say(
      `  ${stage.padEnd(14)}${(bytes / 2 ** 20).toFixed(0).padStart(6)} MB   ${(bytes / input).toFixed(2)} bytes a byte of ${of}`,
    );
  }
  return peaks;
}

function measureMemory(stage, file) {
  const args = [fileURLToPath(import.meta.url), '--memory', stage, '--input', file, ...(QUICK ? ['--quick'] : [])];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 20 });
  return JSON.parse(stdout);
}

/** Bytes. Linux keeps the parent's peak in `maxRSS` over a spawn, so its own mark is read where there is one. */
function peak() {
  try {
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return 1024 * process.resourceUsage().maxRSS;
  }
}

/** The child's side: reads the input, notes the peak so far, works, notes the peak again. */
async function runForMemory(stage, file) {
  let input;
  let of = 'UTF-8 text';
  let run;
  if (stage === 'bands') {
    const count = QUICK ? 200_000 : 1_000_000;
    const keys = new Uint32Array(32 * count);
    for (let i = 0; i < keys.length; i++) keys[i] = Math.imul(i % 5 === 0 ? i >>> 1 : i, 0x9e3779b1);
    input = keys.byteLength;
    of = 'keys';
    run = () => groupBands({ keys, table: createKeyTable(count), count }, 32);
  } else {
    const passages = readPassages(file);
    input = passages.symbols.length * 2.95;
    const sketcher = await createSketcher();
    const { buildContainmentIndex } = await built('sketch/containment');
    run = {
      signatures: () => sketcher.signatures(passages.symbols, passages.offsets),
      repeats: () => repeats(passages.symbols, passages.offsets, MIN_REPEAT),
      containment: () => buildContainmentIndex(joinPassages(passages, 330)),
    }[stage];
  }
  const before = peak();
  run();
  process.stdout.write(JSON.stringify({ bytes: peak() - before, input, of }));
}

async function main() {
  const limit = compileLimit();
  const stages = {};
  if (wants('signatures') || wants('repeats')) {
    const passages = makePassages(Math.round((QUICK ? 5 : 20) * UNITS_A_MEGABYTE));
    say(
      `${passages.offsets.length - 1} passages, ${(passages.symbols.length / UNITS_A_MEGABYTE).toFixed(1)} MB of UTF-8`,
    );
    limit.file = join(limit.folder, 'passages.bin');
    writePassages(passages, limit.file);
    if (wants('signatures')) stages.signatures = await benchSignatures(passages, limit);
    if (wants('repeats')) stages.repeats = benchRepeats(passages, limit);
  }
  if (wants('shared')) stages.shared = await benchShared(limit);
  if (wants('bands')) stages.bands = benchBands();
  if (wants('workers')) stages.workers = await benchWorkers();
  if (wants('growth')) stages.growth = await benchGrowth();
  if (wants('memory')) stages.memory = benchMemory(limit.folder);
  const signed = stages.signatures?.passages ?? {};
  const repeated = stages.repeats ?? {};
  const sizes = Object.keys(stages.growth?.even ?? {});
  const ratios = {
    signaturesWasmOverNpm: ratio(signed.wasm, signed['npm minhash']),
    signaturesWasmOverC: ratio(signed.wasm, signed['C AVX2, 32-bit']),
    signaturesJsOverNpm: ratio(signed.js, signed['npm minhash']),
    bandsOverMap: ratio(stages.bands?.['partition and tables'], stages.bands?.['Map<string>']),
    bandsMegabytes: stages.memory === undefined ? null : stages.memory.bands.bytes / 2 ** 20,
    repeatsOverSais: ratio(repeated['repeats: maximal, grouped, every place'], repeated['SA-IS and LCP, JavaScript']),
    repeatsOverC: ratio(repeated['repeats: maximal, grouped, every place'], repeated['C radix sort (windows only)']),
    twoWorkersOverOne: stages.workers?.both ?? null,
    growth: sizes.length === 0 ? null : stages.growth.even[sizes.at(-1)] / stages.growth.even[sizes[0]],
  };
  say('\nRatios');
  for (const [name, value] of Object.entries(ratios))
    say(`  ${name.padEnd(24)}${value === null ? '–' : value.toFixed(2)}`);
  if (options.json) console.log(JSON.stringify({ ratios, stages, node: process.version, quick: QUICK }, undefined, 2));
}

await (options.memory === undefined ? main() : runForMemory(options.memory, options.input));
