import { expect, test } from 'vitest';
import { sharedWindows, WINDOW } from '../../src/align/runs.js';
import { rowsOf } from './draw.js';

test('a run of n tokens that two units share has n - WINDOW + 1 windows', () => {
  const run = '打开山门迎远客共饮清泉';
  const a = rowsOf([`前文不同${run}`, '别的话说了一些而已']);
  const b = rowsOf(['另外一句全不相干的话', `${run}后文也不同`]);
  expect([...sharedWindows(a, b)]).toEqual([[0 * 2 + 1, run.length - WINDOW + 1]]);
});

test('what many units say tells nothing', () => {
  const said = Array.from({ length: 5 }, () => '打开山门迎远客共饮');
  expect([...sharedWindows(rowsOf(said), rowsOf(said))]).toEqual([]);
});
