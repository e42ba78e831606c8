// The processes of a run, as /proc has them: which there are, which are left, what they cost, and how one of them is killed.

import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process started, and those that they started. */
export function descendants(pid) {
  const parents = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      parents.set(Number(name), {
        parent,
        command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
      });
    } catch {
      // It ended while we looked.
    }
  }
  const isOurs = (one) => {
    for (let at = one; at > 1; at = parents.get(at)?.parent ?? 0) if (at === pid) return true;
    return false;
  };
  return [...parents]
    .filter(([one]) => one !== pid && isOurs(one))
    .map(([one, { command }]) => ({ pid: one, command }));
}

/** Whether a process that was seen is still there. */
export function lives({ pid, command }) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') === command;
  } catch {
    return false;
  }
}

/** CPU seconds of a process and all below it, those that ended too, and the megabytes that the living ones hold. */
export function costOf(pid) {
  let [ticks, pages] = [0, 0];
  for (const one of [{ pid }, ...descendants(pid)]) {
    try {
      const stat = readFileSync(`/proc/${one.pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      // User, system, and both of the children that were waited for; then the pages in memory.
      for (const field of fields.slice(11, 15)) ticks += Number(field);
      pages += Number(fields[21]);
    } catch {
      // It ended while we looked.
    }
  }
  return { cpu: ticks / TICKS, memory: (pages * PAGE) / 1e6 };
}

/** Of a second, and bytes: Linux on x86 and ARM. */
const TICKS = 100;
const PAGE = 4096;

/**
 * Kills the first descendant whose command matches, once; with `written`, only when it has written so many bytes: in the middle
 * of its rows.
 */
export function killer(pattern, written = 0) {
  const state = { killed: 0 };
  state.watch = (pid) => {
    if (state.killed > 0) return;
    const found = descendants(pid).find(
      (one) => pattern.test(one.command) && !one.command.startsWith('/bin/bash') && writtenBy(one.pid) >= written,
    );
    if (found === undefined) return;
    process.kill(found.pid, 'SIGKILL');
    state.killed = found.pid;
  };
  return state;
}

function writtenBy(pid) {
  try {
    return Number(/wchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
