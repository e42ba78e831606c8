import { expect, test } from 'vitest';
import { unitsOf } from '../../src/outline/units.js';
import type { Range } from '../../src/reuse/range.js';
import { toSentenceEnds } from '../../src/reuse/sentence-ends.js';
import { made } from './made.js';

/** `[` and `]` mark the stretch. */
function stretch(marked: string): { readonly tokens: ReturnType<typeof unitsOf>['tokens']; readonly range: Range } {
  const text = marked.replace(/[[\]]/g, '');
  const { tokens } = unitsOf(made(text));
  const at = (offset: number): number => tokens.start.findIndex((start) => start >= offset);
  const from = at(marked.indexOf('['));
  const to = at(marked.indexOf(']') - 1);
  return { tokens, range: { from, to: to < 0 ? tokens.length : to } };
}

function carriedOn(draft: string, source: string): readonly string[] {
  const [a, b] = [stretch(draft), stretch(source)];
  const ends = toSentenceEnds(a, b);
  const text = (marked: string, { tokens }: typeof a, { from, to }: Range): string =>
    marked.replace(/[[\]]/g, '').slice(tokens.start[from], tokens.end[to - 1]);
  return [text(draft, a, ends.draft), text(source, b, ends.source)];
}

const lifted = '把渡口的旧船坞改作书屋，木匠按原样补齐缺损的窗格，守船人搬来自家的藏书';

test('a reworded beginning of the sentence belongs to the copy', () => {
  expect(carriedOn(`天晴了。抓住机遇，高水平地[${lifted}]。`, `雨停了。高质量地[${lifted}]。`)).toEqual([
    `抓住机遇，高水平地${lifted}`,
    `高质量地${lifted}`,
  ]);
});

test('a long beginning of its own does not, unless the other text has some of it', () => {
  const own = '沿河各村商量了整整一个冬天又请教了许多老人终于';
  const long = `${lifted}，${lifted}，${lifted}`;
  expect(carriedOn(`${own}[${long}]。`, `大家[${long}]。`)[0]).toBe(long);
  expect(carriedOn(`${own}[${long}]。`, `沿河各村商量许久后请教老人便[${long}]。`)[0]).toBe(own + long);
});

test('sentences next to the stretch that are the same in both belong to it', () => {
  const same = '两地的做法已经推开。';
  expect(carriedOn(`天晴了。[${lifted}。]${same}渔船回港。`, `雨停了。[${lifted}。]${same}灯塔亮了。`)[0]).toBe(
    `${lifted}。两地的做法已经推开`,
  );
  expect(carriedOn(`${same}[${lifted}。]渔船回港。`, `${same}[${lifted}。]灯塔亮了。`)[0]).toBe(`${same}${lifted}`);
});

test('so do sentences next to it that are reworded, as long as they are alike', () => {
  const [own, theirs] = ['两地做法已经全面推广。渔船入冬前回港。', '两地的做法已经推开。渔船入冬前陆续回港。'];
  expect(carriedOn(`[${lifted}。]${own}晒网。`, `[${lifted}。]${theirs}灯塔亮了。`)).toEqual([
    `${lifted}。${own.slice(0, -1)}`,
    `${lifted}。${theirs.slice(0, -1)}`,
  ]);
  expect(carriedOn(`${own}[${lifted}。]`, `${theirs}[${lifted}。]`)[0]).toBe(own + lifted);
  expect(carriedOn(`[${lifted}。]灯塔夜里重新亮起。`, `[${lifted}。]${theirs}`)[0]).toBe(lifted);
  expect(carriedOn(`[${lifted}。]两地都好。`, `[${lifted}。]${theirs.slice(0, 9)}并且年内覆盖所有乡镇。`)[0]).toBe(
    lifted,
  );
});

test('an address at an end belongs to no copy, between sentences it does', () => {
  const address = '各位代表！';
  const ends = [`${address}[${lifted}。]${address}渔船回港。`, `${address}[${lifted}。]${address}灯塔亮了。`] as const;
  expect(carriedOn(...ends)).toEqual([lifted, lifted]);
  expect(carriedOn(`[${address}${lifted}。${address}]`, `[${address}${lifted}。${address}]`)).toEqual([lifted, lifted]);
  const both = `${lifted}。${address}两地的做法已经推开`;
  expect(
    carriedOn(`[${lifted}。]${both.slice(lifted.length + 1)}。`, `[${lifted}。]${both.slice(lifted.length + 1)}。`)[0],
  ).toBe(both);
  expect(carriedOn(`[${address}]`, `[${address}]`)[0]).toBe(address.slice(0, -1));
});
