/** Timing for benchmarks on a busy machine: CPU time instead of wall time, rounds interleaved, medians. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** CPU seconds of this process, all threads, for one call. */
export function cpuSeconds(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * Runs every contestant once to warm up, then `rounds` times in turn. A contestant is { name, work, run } and optionally
 * `seconds`, which measures itself. Gives the median of work per second by name; null for a contestant that is missing.
 */
export function contest(contestants, rounds) {
  const rates = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, work, run, seconds } of contestants) {
      const taken = seconds === undefined ? cpuSeconds(run) : seconds();
      if (taken === null) rates.set(name, null);
      else if (round >= 0) rates.get(name)?.push(work / taken);
    }
  }
  return Object.fromEntries([...rates].map(([name, all]) => [name, all === null ? null : median(all)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Compiles the C program of the hardware's limits; undefined where no compiler is. */
export function compileLimit() {
  const folder = mkdtempSync(join(tmpdir(), 'taohua-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const source = fileURLToPath(new URL('sketch-limit.c', import.meta.url));
  const program = join(folder, 'sketch-limit');
  for (const compiler of ['cc', 'gcc', 'clang']) {
    const { status } = spawnSync(compiler, ['-O3', '-march=native', source, '-o', program], { stdio: 'ignore' });
    if (status === 0) return { folder, program };
  }
  return { folder, program: undefined };
}

/** CPU seconds of one stage of the C program, null where it could not be compiled or does not run here. */
export function limitSeconds(program, file, stage, memory = 'fresh') {
  if (program === undefined) return null;
  const { status, stdout } = spawnSync(program, [file, stage, memory], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout).seconds : null;
}

/**
 * What a Python script of ours prints for the names, a rate each. Where Python, a package or the script fails a rate is
 * null, and `missing` says why.
 */
export function pythonRates(script, args, names) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const python = process.env.PYTHON ?? 'python3';
  const { error, status, stdout, stderr } = spawnSync(python, [path, ...args], { encoding: 'utf8' });
  const rates = Object.fromEntries(names.map((name) => [name, null]));
  if (error !== undefined) return { rates, missing: `${python} does not start (${error.code}); PYTHON names another` };
  if (status !== 0) return { rates, missing: `${python}: ${stderr.trim().split('\n').at(-1)}` };
  Object.assign(rates, JSON.parse(stdout));
  const absent = names.filter((name) => rates[name] === null);
  return absent.length === 0 ? { rates } : { rates, missing: `${python} has no ${absent.join(', no ')}` };
}
