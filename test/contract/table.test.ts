/** What every table of equal keys must hold: the groups of WebAssembly are those of plain JavaScript. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partitionKeys, tableOf } from '../../src/sketch/radix.js';
import { runAtOnce } from '../../src/sketch/steps.js';
import type { GroupTable, WindowTable } from '../../src/sketch/table.js';
import { createWasmKeyTable, createWasmWindowTable } from '../../src/sketch/table-wasm.js';
import { createJsWindowTable, planSlices } from '../../src/sketch/windows.js';
import { createDraw } from '../sketch/draw.js';
import { widen } from '../sketch/notation.js';

/** Members in their order, groups by their first member. */
function readGroups(table: GroupTable): string[] {
  const found: number[][] = [];
  for (let piece = 0; piece < table.pieces; piece++) {
    const { members, starts, count } = table.group(piece);
    for (let g = 0; g < count; g++) found.push([...members.subarray(starts[g]!, starts[g + 1]!)]);
  }
  return found.sort((a, b) => a[0]! - b[0]!).map((members) => members.join(' '));
}

function wasm<T>(table: T | undefined): T {
  if (table === undefined) throw new Error('WebAssembly with SIMD is missing here.');
  return table;
}

/** Text of a few letters with copies in it, cut into passages of which some are empty. */
function makeText({ units, letters, seed }: { units: number; letters: number; seed: number }) {
  const draw = createDraw(seed);
  const symbols = Uint16Array.from({ length: units }, () => 0x4e00 + draw(letters));
  for (let copy = 0; copy < units / 100; copy++) {
    const from = draw(units);
    symbols.copyWithin(draw(units), from, from + draw(60));
  }
  const offsets = [draw(3)];
  for (let at = offsets[0]!; at < units - 2; ) {
    at = Math.min(units - 1, at + draw(80));
    offsets.push(at);
  }
  return { symbols, offsets: Uint32Array.from(offsets) };
}

const shapes = fc.record({
  units: fc.integer({ min: 20, max: 9000 }),
  letters: fc.constantFrom(2, 30, 2000),
  seed: fc.nat({ max: 1e6 }),
});

describe('tables of windows', () => {
  test('wasm and js give the same groups, for both widths of symbols and any number of slices', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 5 }), (shape, length, workers) => {
        const narrow = makeText(shape);
        for (const passages of [narrow, widen(narrow)]) {
          const plan = planSlices(passages, { length, memoryBudget: 2 ** 20, workers });
          const tables: WindowTable[] = [
            createJsWindowTable(passages, length),
            wasm(createWasmWindowTable(passages, length)),
          ];
          const groups = tables.map((table) =>
            plan.slices.flatMap((slice) => readGroups(runAtOnce(table.enter(slice, plan.windows)))),
          );
          expect(groups[1]).toEqual(groups[0]);
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test('more empty passages in one place than are handed over at a time', () => {
    const { symbols } = makeText({ units: 5000, letters: 30, seed: 2 });
    const offsets = new Uint32Array(20_003).fill(2500);
    offsets[0] = 0;
    offsets[20_001] = 4000;
    offsets[20_002] = 5000;
    const passages = { symbols, offsets };
    const plan = planSlices(passages, { length: 3, memoryBudget: 2 ** 20, workers: 1 });
    const [js, fast] = [createJsWindowTable(passages, 3), wasm(createWasmWindowTable(passages, 3))].map((table) =>
      readGroups(runAtOnce(table.enter(plan.slices[0]!, plan.windows))),
    );
    expect(js!.length).toBeGreaterThan(100);
    expect(fast).toEqual(js);
  });

  test.each([
    ['parts of a piece', { pieceBits: 9, first: 0, pieces: 512, stepBits: 2, idBits: 18 }, 1],
    ['parts, and ids from several chapters', { pieceBits: 4, first: 0, pieces: 16, stepBits: 3, idBits: 18 }, 1],
    ['the same in a slice', { pieceBits: 5, first: 8, pieces: 16, stepBits: 3, idBits: 18 }, 2],
  ])('%s: wasm and js give the same groups', (_, slice, share) => {
    const passages = makeText({ units: 240_000, letters: 300, seed: 6 });
    const groups = [createJsWindowTable(passages, 3), wasm(createWasmWindowTable(passages, 3))].map((table) =>
      readGroups(runAtOnce(table.enter(slice, 220_000 / share))),
    );
    expect(groups[0]!.length).toBeGreaterThan(2000);
    expect(groups[1]).toEqual(groups[0]);
  });

  test('one window that stands everywhere', () => {
    const symbols = new Uint16Array(300_000).fill(0x2026);
    const passages = { symbols, offsets: new Uint32Array([0, 150_000, 300_000]) };
    const plan = planSlices(passages, { length: 13, memoryBudget: 2 ** 29, workers: 1 });
    const table = runAtOnce(wasm(createWasmWindowTable(passages, 13)).enter(plan.slices[0]!, 10));
    expect(table.largest).toBe(300_000 - 24);
    expect(readGroups(table)).toHaveLength(1);
  });
});

describe('tables of keys', () => {
  test('wasm and js give the same groups, again and again', () => {
    const table = wasm(createWasmKeyTable());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.constantFrom(3, 5000, 2 ** 31), (count, range) => {
        const draw = createDraw(count);
        const keys = Uint32Array.from({ length: count }, () => Math.imul(draw(range), 0x9e3779b1));
        expect(readGroups(table.enter(keys))).toEqual(readGroups(tableOf(partitionKeys(keys))));
      }),
      { seed: 3, numRuns: 30 },
    );
  });
});
