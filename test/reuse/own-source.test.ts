/** A draft that stands among the reports it is held against is no source of its own. */

import { expect, test } from 'vitest';
import { flagCopies, readReports } from '../../src/index.js';

const text = (place: string, own: string): string =>
  `${place}政府工作报告\n各位代表：\n一、工作回顾\n一年来，我们${own}，修好了通往山里的最后一条路，把旧船厂改成了书店，给每座桥都编了号。\n`;

test('with the draft itself in the list the findings are those without it', async () => {
  const read = async (place: string, own: string) =>
    (await readReports(new TextEncoder().encode(text(place, own)), { path: `${place}.txt` }))[0]!;
  const draft = await read('东溪市', '请退休船工教孩子们打绳结，在码头开了夜市');
  const other = await read('西岭市', '在山腰种下三千亩青梅，替老人们修了食堂');
  expect(await flagCopies(draft, [other, draft])).toEqual(await flagCopies(draft, [other]));
  expect((await flagCopies(draft, [draft])).passages).toEqual([]);
});
