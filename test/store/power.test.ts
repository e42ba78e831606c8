// A power cut, simulated: what was not forced to the disk is lost. Every write of the look-ups is recorded; at many points the
// folder is put together as a disk could hold it then, at worst and at best, and the index must open, mend itself and be sound.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { flagCopies } from '../../src/reuse/flag.js';
import { openIndex } from '../../src/store/open.js';
import { hasDatabase } from './available.js';
import { temporaryFolder } from './folder.js';
import { small } from './samples.js';

type Event =
  | { readonly kind: 'open' | 'sync' | 'remove'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

const events: Event[] = vi.hoisted(() => []);

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  const paths = new Map<number, string>();
  const openSync: typeof fs.openSync = (path, flags, mode) => {
    const file = fs.openSync(path, flags, mode);
    paths.set(file, String(path));
    if (flags === 'w') events.push({ kind: 'open', path: String(path) });
    return file;
  };
  const writeSync = ((file: number, bytes: Uint8Array, at: number, length: number): number => {
    events.push({ kind: 'write', path: paths.get(file)!, bytes: bytes.slice(at, at + length) });
    return fs.writeSync(file, bytes, at, length);
  }) as typeof fs.writeSync;
  const fsyncSync: typeof fs.fsyncSync = (file) => {
    events.push({ kind: 'sync', path: paths.get(file)! });
    fs.fsyncSync(file);
  };
  const renameSync: typeof fs.renameSync = (from, to) => {
    events.push({ kind: 'rename', path: String(from), to: String(to) });
    fs.renameSync(from, to);
  };
  const rmSync: typeof fs.rmSync = (path, options) => {
    events.push({ kind: 'remove', path: String(path) });
    fs.rmSync(path, options);
  };
  return { ...fs, default: fs, openSync, writeSync, fsyncSync, renameSync, rmSync };
});

/** The files of one folder as a disk may hold them after the first `count` events. */
function survivors(folder: string, count: number, policy: 'worst' | 'best'): Map<string, Uint8Array> {
  /** Bytes written, and those that were forced, of each file under the name it was opened by. */
  const written = new Map<object, Uint8Array>();
  const forced = new Map<object, Uint8Array>();
  /** Names as the system sees them, and as the disk has them. */
  let names = new Map<string, object>();
  let onDisk = new Map<string, object>();
  for (const event of events.slice(0, count)) {
    const { kind, path } = event;
    if (kind === 'sync' && path === folder) onDisk = new Map(names);
    if (dirname(path) !== folder) continue;
    if (kind === 'open') {
      const file = {};
      names.set(path, file);
      written.set(file, new Uint8Array(0));
    } else if (kind === 'write') {
      const file = names.get(path)!;
      written.set(file, Buffer.concat([written.get(file)!, event.bytes]));
    } else if (kind === 'sync') forced.set(names.get(path)!, written.get(names.get(path)!)!);
    else if (kind === 'rename') {
      names.set(event.to, names.get(path)!);
      names.delete(path);
    } else names.delete(path);
    names = new Map(names);
  }
  // Worst: names only as far as the folder was forced. Best: all names arrived. Bytes that were not forced never do.
  const held = policy === 'worst' ? onDisk : names;
  return new Map([...held].map(([path, file]) => [basename(path), forced.get(file) ?? new Uint8Array(0)]));
}

describe.skipIf(!hasDatabase)('a power cut', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  test('at any write of the look-ups: the index opens, is sound, and answers as before', {
    timeout: 120_000,
  }, async () => {
    const path = `${folder.path}/index`;
    const index = await openIndex(path, { mode: 'create' });
    for (let i = 0; i < 4; i++) await index.add(await small(`${i}.txt`, '甲乙丙丁戊己'.slice(i, i + 2)));
    await index.add(await small('2.txt', '庚辛'));
    await index.remove(['3.txt']);
    await index.compact();
    await index.add(await small('7.txt', '壬癸'));
    await index.close();
    const segments = `${path}${sep}segments`;
    const [draft] = await small('draft.txt', '甲乙');
    const whole = await openIndex(path);
    const expected = await flagCopies(draft!, whole);
    await whole.close();
    const total = events.length;
    expect(total).toBeGreaterThan(100);
    const seen = new Set<string>();
    for (let count = 0; count <= total; count++) {
      for (const policy of ['worst', 'best'] as const) {
        const files = survivors(segments, count, policy);
        const state = JSON.stringify(
          [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]).sort(),
        );
        if (seen.has(state)) continue;
        seen.add(state);
        const cut = `${folder.path}/cut`;
        rmSync(cut, { recursive: true, force: true });
        mkdirSync(`${cut}/segments`, { recursive: true });
        cpSync(`${path}/reports.duckdb`, `${cut}/reports.duckdb`);
        for (const [name, bytes] of files) writeFileSync(`${cut}/segments/${name}`, bytes);
        const mended = await openIndex(cut, { mode: 'write' });
        // A file that the list names was whole before the list was.
        expect(mended.mended, `after ${count} events, ${policy}`).toEqual([]);
        expect(await flagCopies(draft!, mended)).toEqual(expected);
        expect((await mended.verify()).faults).toEqual([]);
        await mended.close();
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  test('every file is forced before it gets its name, and its folder after', () => {
    for (const [i, event] of events.entries()) {
      if (event.kind !== 'rename') continue;
      const before = events.slice(0, i).findLast((one) => one.path === event.path);
      expect(before?.kind, `before ${event.to} has its name`).toBe('sync');
      const after = events.slice(i + 1).find((one) => one.path === dirname(event.to));
      expect(after?.kind, `after ${event.to} has its name`).toBe('sync');
    }
  });
});
