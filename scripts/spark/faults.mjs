// A run that is interrupted, ended, killed; workers and executors that die; results that are half there. What comes out is the
// same findings or a clear error, never less.

import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { descendants, killer, lives } from './processes.mjs';
import { CLUSTER, check, cluster, eventsOf, findings, home } from './session.mjs';

/** Milliseconds in which every process of a run that ended must be gone. */
const GONE = 10_000;

const stagesIn = (output) => {
  const folder = join(home, output, 'stages');
  return existsSync(folder) ? readdirSync(folder) : [];
};

async function leftOf(seen) {
  const until = performance.now() + GONE;
  let left = seen.filter(lives);
  while (left.length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    left = left.filter(lives);
  }
  return left;
}

/** Stopped in the middle of a stage: it ends with its code, every process of it too, and a second run goes on from there. */
async function stopped({ path, want }, { master, signal, code }) {
  const output = `${signal}-${master.replaceAll(/\W+/g, '-')}`;
  const title = `${master}, ${signal}`;
  let seen = [];
  const first = await cluster(master, path, output, [], (pid) => {
    if (seen.length > 0) return;
    const all = descendants(pid);
    if (!all.some(({ command }) => /worker-main\.js worker align/.test(command))) return;
    seen = all;
    process.kill(pid, signal);
  });
  const left = await leftOf(seen);
  check(
    `${title}: the run ends with ${code ?? signal}`,
    code === undefined ? first.signal === signal : first.code === code,
    `${first.code} ${first.signal} ${first.said.slice(-500)}`,
  );
  check(`${title}: and every process of it`, seen.length > 0 && left.length === 0, JSON.stringify(left));
  // Nobody is left to take away what was begun where the command itself was killed; the next run does.
  const begun = stagesIn(output).filter((one) => one.endsWith('.part'));
  check(`${title}: and leaves nothing half-written`, code === undefined || begun.length === 0, begun.join());
  check(`${title}: and no findings`, !existsSync(join(home, output, 'findings.json')));
  const second = await cluster(master, path, output);
  check(
    `${title}: run again, it goes on: the same findings`,
    second.code === 0 && findings(output) === want && /taohua: family: kept/.test(second.said),
    second.said.slice(-1000),
  );
}

/** local[2] tries a task once: the run must end with an error that says why, and go on from there. */
async function killedHere({ path, want }) {
  const killed = killer(/worker-main\.js worker runs/, 1 << 16);
  const first = await cluster('local[2]', path, 'killed', [], killed.watch);
  check('local[2]: a worker was killed in the middle of its rows', killed.killed > 0);
  check(
    'local[2]: the run ends with an error that names the stage',
    first.code === 70 && /spark-submit ended with \d+ while it made run;/.test(first.said),
    `${first.code} ${first.said.slice(-1000)}`,
  );
  check('local[2]: and leaves no findings', !existsSync(join(home, 'killed', 'findings.json')));
  const second = await cluster('local[2]', path, 'killed');
  check(
    'local[2]: run again, it goes on: the same findings',
    second.code === 0 && findings('killed') === want && /taohua: family: kept/.test(second.said),
    second.said.slice(-1000),
  );
}

/** Results without a manifest, with half of one, that lost a file, that were cut, that are only begun. */
async function halfWritten({ path, want }) {
  const stages = join(home, 'killed', 'stages');
  const folder = (stage) =>
    join(
      stages,
      readdirSync(stages).find((name) => name.startsWith(`${stage}-`)),
    );
  const parts = (stage) => readdirSync(folder(stage)).filter((name) => /^part-.*\.parquet$/.test(name));
  rmSync(join(folder('pair'), '_taohua.json'));
  for (const name of parts('pair')) rmSync(join(folder('pair'), name));
  writeFileSync(join(folder('wanted'), '_taohua.json'), '{"stage":"wanted","dig');
  rmSync(join(folder('gram'), parts('gram')[0]));
  truncateSync(join(folder('label'), parts('label')[0]), 99);
  rmSync(folder('finding'), { recursive: true });
  mkdirSync(join(stages, 'finding-0000000000000000.part'));
  const again = await cluster('local[2]', path, 'killed');
  const made = [...again.said.matchAll(/^taohua: (\w+): (?!kept)/gm)].map(([, stage]) => stage).join();
  check(
    'local[2]: what is half-written, lost or cut is made anew, what is whole is kept: the same findings',
    again.code === 0 && findings('killed') === want && made === 'pair,wanted,gram,label,finding',
    `${made} ${again.said.slice(-1000)}`,
  );
  check('local[2]: and nothing begun is left', !stagesIn('killed').some((name) => name.endsWith('.part')));
}

/** On a cluster a task is tried again: the run ends well, with the same findings. */
async function retried({ path, want }) {
  const killed = killer(/worker-main\.js worker runs/, 1 << 16);
  const run = await cluster(CLUSTER, path, 'retried', [], killed.watch);
  const { failed } = eventsOf('retried');
  check(
    `${CLUSTER}: a worker was killed in the middle of its rows, the task was tried again: the same findings`,
    killed.killed > 0 && failed > 0 && run.code === 0 && findings('retried') === want,
    `killed ${killed.killed}, failed tasks ${failed}, ${run.said.slice(-1000)}`,
  );
}

async function executorLost({ path, want }) {
  let executor = 0;
  const run = await cluster(CLUSTER, path, 'lost', [], (pid) => {
    if (executor > 0) return;
    const all = descendants(pid);
    if (!all.some(({ command }) => /worker-main\.js worker (?:align|counts)/.test(command))) return;
    const found = all.find(({ command }) => command.includes('CoarseGrainedExecutorBackend'));
    if (found === undefined) return;
    process.kill(found.pid, 'SIGKILL');
    executor = found.pid;
  });
  const { lost } = eventsOf('lost');
  check(
    `${CLUSTER}: an executor was lost: the same findings`,
    executor > 0 && lost > 0 && run.code === 0 && findings('lost') === want,
    `killed ${executor}, lost ${lost}, ${run.said.slice(-1000)}`,
  );
}

export async function faults(corpus) {
  await stopped(corpus, { master: 'local[2]', signal: 'SIGINT', code: 130 });
  await stopped(corpus, { master: 'local[2]', signal: 'SIGTERM', code: 143 });
  await stopped(corpus, { master: CLUSTER, signal: 'SIGTERM', code: 143 });
  await stopped(corpus, { master: 'local[2]', signal: 'SIGKILL' });
  await killedHere(corpus);
  await halfWritten(corpus);
  await retried(corpus);
  await executorLost(corpus);
}
