import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { unlistedNames } from '../../src/reuse/unlisted-names.js';

/** `|` marks the ends of the copied stretch. */
function placed(name: string, marked: string) {
  const [before = '', stretch = '', after = ''] = marked.split('|');
  const text = before + stretch + after;
  const report = {
    place: { name },
    issuer: name,
    source: { format: 'text', text },
    span: { start: 0, end: text.length },
  } as unknown as Report;
  return { report, span: { start: before.length, end: before.length + stretch.length } };
}

const names = (draft: ReturnType<typeof placed>, source: ReturnType<typeof placed>): string[] =>
  unlistedNames(draft, source, []).map(({ name, span }) => {
    expect(draft.report.source.text.slice(span.start, span.end)).toBe(name);
    return name;
  });

test('the name of the source and a county it repeats are left over', () => {
  const source = placed('锦梭市', '锦梭的织机响了。罗衣县修路。|在锦梭大讲堂谈，去罗衣县蹲点|。');
  expect(names(placed('禾淀市', '禾淀的麦子熟了。|在锦梭大讲堂谈，去罗衣县蹲点|。'), source)).toEqual([
    '锦梭',
    '罗衣县',
  ]);
});

test('what the draft names elsewhere too is its own business', () => {
  const source = placed('锦梭市', '罗衣县修路。|去罗衣县蹲点|。');
  expect(names(placed('禾淀市', '我们与罗衣县结对。|去罗衣县蹲点|。'), source)).toEqual([]);
});

test('全县 and 各县 name nothing, nor does a county of the same city', () => {
  const source = placed('锦梭市', '全县动员，各县动员，两个县动员。|全县动员，各县跟上|。');
  expect(names(placed('禾淀市', '|全县动员，各县跟上|。'), source)).toEqual([]);
  expect(names(placed('锦梭市罗衣县', '|锦梭的织机|。'), placed('锦梭市', '锦梭好。|锦梭的织机|。'))).toEqual([]);
});

test('先行县 names nothing, and a name does not reach over 至', () => {
  const text = '获评绿色发展先行县，绿色发展先行县有三个。平南至罗衣县的公路，平南至罗衣县通车，罗衣县修路。';
  const source = placed('锦梭市', `${text}|${text}|。`);
  expect(names(placed('禾淀市', `|${text}|`), source)).toEqual(['罗衣县', '罗衣县', '罗衣县']);
});
