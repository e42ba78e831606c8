import { expect, test } from 'vitest';
import { sharedRuns } from '../../src/reuse/shared-runs.js';

const of = (text: string) => Uint32Array.from(text, (c) => c.charCodeAt(0));
const whole = (text: string, explained?: Uint8Array) => ({
  tokens: { id: of(text) },
  range: { from: 0, to: text.length },
  explained,
});

test('distinct runs of three tokens that both stretches have', () => {
  expect(sharedRuns(whole('甲乙丙丁戊'), whole('子甲乙丙丁丑'))).toBe(2);
  expect(sharedRuns(whole('甲乙丙甲乙丙'), whole('甲乙丙丁'))).toBe(1);
  expect(sharedRuns(whole('甲乙'), whole('甲乙'))).toBe(0);
});

test('what a formula explains in either does not count', () => {
  const mask = Uint8Array.from([0, 1, 1, 1, 1]);
  expect(sharedRuns(whole('甲乙丙丁戊', mask), whole('甲乙丙丁戊'))).toBe(1);
  expect(sharedRuns(whole('甲乙丙丁戊'), whole('甲乙丙丁戊', mask))).toBe(1);
});

test('each comparison begins anew', () => {
  expect(sharedRuns(whole('甲乙丙丁'), whole('甲乙丙丁'))).toBe(2);
  expect(sharedRuns(whole('甲乙丙丁'), whole('子丑寅卯'))).toBe(0);
});
