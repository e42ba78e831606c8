// Every public name, so that none comes or goes by accident.

import { expect, test } from 'vitest';
import * as library from '../src/index.js';
import * as sketch from '../src/sketch.js';
import * as pool from '../src/sketch-pool.js';

test('taohua', () => {
  expect(Object.keys(library).sort()).toEqual([
    'SCHEMA_VERSION',
    'TaohuaError',
    'analyseCorpus',
    'collectionOf',
    'compareMany',
    'compareReports',
    'flagCopies',
    'openIndex',
    'readReports',
  ]);
});

test('taohua/sketch', () => {
  expect(Object.keys(sketch)).toEqual(expect.arrayContaining(['createSketcher', 'repeats']));
});

test('taohua/sketch/pool', () => {
  expect(Object.keys(pool)).toEqual(['createPoolRunner']);
});
