/** The page on paper and at size: all sections in print and in the PDF; 300 long reports stay small and quick. */

import { extractText } from 'unpdf';
import { expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html/html.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from '../render/build.js';
import { manyReports } from '../render/many.js';
import { watch } from './chromium.js';
import { go, usePages, views } from './pages.js';

const pages = usePages();

test('on paper stand all sections', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(corpusSet())));
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const titles = await page.locator('.paper h2').evaluateAll((all) => all.map((one) => one.textContent));
  expect(titles).toEqual(['摘要', '文档', '套话清单', '相似矩阵', '证据卡', '年份与地区', '累积曲线', '方法与诊断']);
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
  await page.close();
});

test('the PDF itself holds the title of every section, of every kind of findings', async () => {
  for (const [set, titles] of [
    [
      corpusSet(),
      ['Summary', 'Reports', 'Formulas', 'Matrix', 'Evidence', 'Years and places', 'Accumulation', 'Method and notes'],
    ],
    [flagSet(), ['Summary', 'Reports', 'Evidence', 'Method and notes']],
    [comparisonSet(), ['Summary', 'Values', 'Pair', 'Method and notes']],
    [tableSet(), ['Summary', 'Values', 'Method and notes']],
  ] as const) {
    const page = await pages.open();
    // English: a machine without a Chinese font prints boxes.
    await page.goto(await pages.save(renderHtml(set, { lang: 'en' })));
    const { text } = await extractText(new Uint8Array(await page.pdf()), { mergePages: true });
    for (const title of titles) expect(text, `${set.kind} ${title}`).toContain(title);
    await page.close();
  }
});

test('300 reports of 20,000 characters: at most 5 MB, there within a second, little memory', async () => {
  const set = manyReports(300, 20_000);
  const html = renderHtml(set);
  expect(html.length).toBeLessThanOrEqual(5_000_000);
  const page = await pages.open({ viewport: { width: 1280, height: 900 } });
  const seen = watch(page);
  await page.goto(await pages.save(html));
  await page.locator('.vt-row a').first().waitFor();
  const shown = await page.evaluate(() => performance.now());
  // A slow machine under load gets some grace; the figure itself is printed by the benchmark.
  expect(shown).toBeLessThan(3000);
  for (const view of await views(page)) {
    await go(page, view);
    expect(await page.locator('main *').count()).toBeLessThan(20_000);
  }
  const heap = await page.evaluate(
    () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
  );
  expect(heap).toBeLessThan(200_000_000);
  expect(seen.messages).toEqual([]);
  await page.close();
});
