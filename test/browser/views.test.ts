/** Finding a place: search, addresses, the walk through a pair, the way from a number to its evidence, long tables. */

import { expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html/html.js';
import { comparisonSet, corpusSet, flagSet } from '../render/build.js';
import { manyReports } from '../render/many.js';
import { usePages } from './pages.js';

const pages = usePages();

test('a search takes words, * and ?', async () => {
  const page = await pages.open();
  await page.goto(`${await pages.save(renderHtml(corpusSet()))}#/formulas`);
  const rows = page.locator('.vt-row.pick');
  const all = await rows.count();
  for (const [query, some] of [
    ['坚持*总基调', true],
    ['坚持稳?求进', true],
    ['总基调 坚持', true],
    ['坚持?总基调', false],
    ['.*[', false],
  ] as const) {
    await page.getByRole('searchbox').fill(query);
    await expect.poll(() => rows.count(), { message: query }).toBe(some ? 1 : 0);
  }
  await page.getByRole('searchbox').fill('');
  await expect.poll(() => rows.count()).toBe(all);
  await page.close();
});

test('year by place: a cell says its share and leads to the text', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(corpusSet())));
  await page.locator('nav').getByText('年份与地区').click();
  await expect.poll(() => page.locator('.years thead th').count()).toBeGreaterThan(1);
  expect(await page.locator('.years').innerText()).toMatch(/清河市.*\d%/s);
  await page.getByLabel('逐处查看').selectOption('specific');
  await page.locator('.years td a').first().click();
  await expect.poll(() => page.url()).toContain('#/report/');
  await page.close();
});

test('an address names one place of a pair, in both ways of writing it', async () => {
  const page = await pages.open();
  const address = await pages.save(renderHtml(comparisonSet()));
  await page.goto(`${address}#/pair/l2`);
  await expect.poll(() => page.locator('.u.on').count()).toBeGreaterThan(0);
  const words = await page.locator('.u.on').first().innerText();
  await page.keyboard.press('j');
  await expect.poll(() => page.url()).not.toContain('/l2');
  await page.goto('about:blank');
  await page.goto(`${address}#pair=&link=2`);
  await expect.poll(() => page.locator('.u.on').first().innerText()).toBe(words);
  await page.goto('about:blank');
  await page.goto(`${await pages.save(renderHtml(corpusSet()))}#/evidence`);
  await page.locator('article').getByText('成对对照').click();
  await expect.poll(() => page.locator('.pane').nth(0).locator('.u.on').count()).toBe(1);
  await expect.poll(() => page.locator('.pane').nth(1).locator('.u.on').count()).toBe(1);
  await expect.poll(() => page.url()).toMatch(/#\/pair\/\d+\/\d+\/l\d+$/);
  await page.close();
});

test('from the draft a number leads to the evidence, and leftover names stand out', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(flagSet())));
  await page.locator('nav').getByText('草稿全文').click();
  await expect.poll(() => page.locator('.fulltext mark.left').innerText()).toContain('白鹭镇');
  expect(await page.locator('.fulltext').innerText()).toContain('青石巷老戏台修缮完工');
  await page.locator('.fulltext a.ref').click();
  await expect.poll(() => page.locator('article').innerText()).toContain('「白鹭镇」属于 海州市');
  await page.getByLabel('筛选').selectOption('others');
  expect(await page.locator('article').count()).toBe(1);
  await page.close();
});

test('a pair is walked with j and k, filtered, swapped and scrolled together', async () => {
  const page = await pages.open({ viewport: { width: 1200, height: 500 } });
  await page.goto(`${await pages.save(renderHtml(comparisonSet()))}#/pair`);
  const status = page.getByRole('status');
  await page.keyboard.press('j');
  await expect.poll(() => status.innerText()).toContain('第 1 / 7 处');
  await page.keyboard.press('j');
  expect(await page.locator('.u.on').count()).toBeGreaterThan(0);
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect.poll(() => status.innerText()).toContain('第 7 / 7 处');
  await page.getByLabel('逐处查看').selectOption('moved');
  await expect.poll(() => status.innerText()).toContain('移位');
  expect(await page.locator('.line.moved').count()).toBe(1);
  expect(await page.locator('.pane').first().innerText()).toContain('深入');
  await page.getByRole('button', { name: '左右互换' }).click();
  await expect.poll(() => page.locator('.pane').first().innerText()).toContain('渔港');
  await page.close();
});

test('rows that stay in view are not drawn again while the table scrolls, and Tab goes on in their order', async () => {
  const page = await pages.open({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${await pages.save(renderHtml(manyReports(60, 600)))}#/reports`);
  await page.locator('.vt-row a').first().waitFor();
  const kept = await page.evaluate(async () => {
    const scroller = document.querySelector('.vt-scroll')!;
    const before = new Set(scroller.querySelectorAll('[role="row"]'));
    scroller.scrollTop = 36 * 20;
    await new Promise((done) => setTimeout(done, 100));
    const after = [...scroller.querySelectorAll('[role="row"]')];
    const places = after.map((row) => Number(row.getAttribute('aria-rowindex')));
    return {
      same: after.filter((row) => before.has(row)).length,
      inOrder: places.every((at, i) => i === 0 || at === places[i - 1]! + 1),
    };
  });
  expect(kept.same).toBeGreaterThan(10);
  expect(kept.inOrder).toBe(true);
  await page.close();
});
