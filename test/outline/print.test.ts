import { expect, it } from 'vitest';
import { printOutline } from '../../src/outline/print.js';
import { readReports } from '../../src/outline/read.js';

it('prints offsets, levels, headings and the original beside them', async () => {
  const [report] = await readReports('一、道路\n(一)修路。我们修了三条路。\n二、河流\n水清了。');
  if (!report) throw new Error('no report');
  expect(printOutline(report)).toBe(
    [
      '0–4             1 chapter 一、道路  │ 一、道路⏎(一)修路。我们修了三条路。⏎二、河流⏎水清了。',
      '5–10            2 section   (一)修路  │ (一)修路。我们修了三条路。⏎二、河流⏎水清了。',
      '20–24           1 chapter 二、河流  │ 二、河流⏎水清了。',
    ].join('\n'),
  );
});
