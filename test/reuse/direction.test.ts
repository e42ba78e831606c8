import { expect, test } from 'vitest';
import { directionOf, routeOf } from '../../src/reuse/direction.js';

test('dates decide; without them years; without either nothing', () => {
  expect(directionOf({ date: '2024-01-20' }, { date: '2024-01-10' })).toBe('draft-from-source');
  expect(directionOf({ date: '2024-01-10' }, { date: '2024-01-20' })).toBe('source-from-draft');
  expect(directionOf({ date: '2024-01-10' }, { date: '2024-01-10' })).toBe('unknown');
  expect(directionOf({ date: '2024-01-10', year: 2024 }, { year: 2024 })).toBe('unknown');
  expect(directionOf({ year: 2025 }, { date: '2024-01-10', year: 2024 })).toBe('draft-from-source');
  expect(directionOf({}, { year: 2024 })).toBe('unknown');
});

test('a date without a day is compared as far as it goes', () => {
  expect(directionOf({ date: '2024-01' }, { date: '2024-01-10' })).toBe('unknown');
  expect(directionOf({ date: '2024-02' }, { date: '2024-01-10' })).toBe('draft-from-source');
});

test('down the line is vertical, beside it lateral, unknown places say nothing', () => {
  const place = (name: string) => ({ place: { name } });
  expect(routeOf(place('长沙市'), place('湖南省'))).toBe('vertical');
  expect(routeOf(place('长沙市'), { place: { name: '全国', level: 'country' } })).toBe('vertical');
  expect(routeOf(place('长沙市'), place('益阳市'))).toBe('lateral');
  expect(routeOf(place('湖南省'), place('长沙市'))).toBe('lateral');
  expect(routeOf(place('某市'), place('长沙市'))).toBeUndefined();
  expect(routeOf({}, place('长沙市'))).toBeUndefined();
  expect(routeOf({ ...place('长沙市'), issuer: 'a' }, { ...place('长沙市'), issuer: 'a' })).toBe('own');
});
