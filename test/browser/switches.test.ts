/** What the reader decides: switches and verdicts change every figure that rests on them, are kept, and can be carried away. */

import { expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html/html.js';
import { parseBank } from '../../src/reuse/bank.js';
import { corpusSet, flagSet } from '../render/build.js';
import { quotingCorpus } from '../render/quoting.js';
import { go, usePages } from './pages.js';

const pages = usePages();

test('the switches recompute every number, and shares keep their sum', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(corpusSet())));
  const tiles = (): Promise<string[]> => page.locator('.tiles dd').allInnerTexts();
  const [reuse, copied, , , formula] = await tiles();
  expect(copied).toBe('14.8%');
  await page.getByLabel('套话', { exact: true }).uncheck();
  const [reuseNow, copiedNow, , , formulaNow] = await tiles();
  expect([copiedNow, formulaNow]).toEqual([copied, '0.0%']);
  expect(Number.parseFloat(reuseNow!)).toBeLessThan(Number.parseFloat(reuse!));
  expect(Number.parseFloat(formula!)).toBeGreaterThan(0);
  await expect.poll(() => page.locator('.legend').first().innerText()).toContain('未计入');
  await page.getByLabel(/沿用段落至少/).fill('100');
  await page.getByLabel(/沿用段落至少/).press('Enter');
  expect((await tiles())[1]).toBe('0.0%');
  await page.locator('nav').getByText('证据卡').click();
  await expect.poll(() => page.locator('main').innerText()).toContain('0 / 1');
  await page.close();
});

test('curve, sentences, pairs and partners follow the switches; a figure that cannot says so beside itself', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(await quotingCorpus())));
  const fact = async (name: string): Promise<string> => {
    await go(page, '#/report/1');
    return page.locator('.facts div', { hasText: name }).locator('dd').innerText();
  };
  const last = async (): Promise<number> => {
    await go(page, '#/curve');
    return Number.parseFloat(await page.locator('main table tr').last().locator('td').last().innerText());
  };
  const shared = async (): Promise<string> => {
    await go(page, '#/matrix');
    return page
      .locator('.vt-row', { has: page.locator('a') })
      .first()
      .innerText();
  };
  const partner = async (): Promise<string> => {
    await go(page, '#/report/4');
    return page.locator('a.chip').first().innerText();
  };
  const before = {
    sentences: await fact('含套话句子占比'),
    curve: await last(),
    shared: await shared(),
    partner: await partner(),
  };
  const fixed = await fact('Lang');
  expect(fixed).toContain('不随开关变化');
  await page.getByLabel('引号、书名号内').uncheck();
  const after = {
    sentences: await fact('含套话句子占比'),
    curve: await last(),
    shared: await shared(),
    partner: await partner(),
  };
  expect(Number.parseFloat(after.sentences)).toBeLessThan(Number.parseFloat(before.sentences));
  expect(after.curve).toBeLessThan(before.curve);
  expect(after.shared).not.toBe(before.shared);
  expect(after.partner).not.toBe(before.partner);
  expect(await fact('Lang')).toBe(fixed);
  await page.getByLabel('套话', { exact: true }).uncheck();
  expect(await fact('含套话句子占比')).toBe('0.0%');
  expect(await last()).toBe(0);
  await page.getByRole('button', { name: 'English' }).click();
  expect(await fact('Lang')).toContain('whatever the switches');
  await go(page, '#/curve');
  expect(await page.locator('main').innerText()).toContain('Follows the switches');
  await page.close();
});

test('a verdict is kept and can be carried away', async () => {
  const context = await pages.context();
  const page = await context.newPage();
  const address = await pages.save(renderHtml(flagSet()));
  await page.goto(`${address}#/evidence`);
  await page.getByLabel('合理借鉴').check();
  await page.getByLabel('备注').fill('=cmd 已核对');
  await page.getByLabel('备注').blur();
  await page.reload();
  expect(await page.getByLabel('合理借鉴').isChecked()).toBe(true);
  expect(await page.getByLabel('备注').inputValue()).toBe('=cmd 已核对');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出判断' }).click();
  const stream = await (await waiting).createReadStream();
  let csv = '';
  for await (const part of stream) csv += String(part);
  expect(csv).toContain("fair,'=cmd 已核对");
  await context.close();
});

test('a formula taken for none counts as own words everywhere; the verdict is kept and can be carried away', async () => {
  const context = await pages.context();
  const page = await context.newPage();
  const address = await pages.save(renderHtml(corpusSet()));
  await page.goto(address);
  await page.locator('.tiles dd').first().waitFor();
  const tiles = (): Promise<string[]> => page.locator('.tiles dd').allInnerTexts();
  const [, copied, , , formula, own] = (await tiles()).map(Number.parseFloat);
  await page.locator('nav').getByText('套话清单').click();
  await page.getByLabel('不算套话').check();
  await expect.poll(() => page.getByRole('status').innerText()).toContain('判断之前');
  await page.getByLabel('备注').fill('本市专用');
  await page.getByLabel('备注').blur();
  await page.getByLabel('筛选').selectOption('rejected');
  await expect.poll(() => page.locator('.vt-row.pick').count()).toBe(1);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出判断' }).click();
  const stream = await (await waiting).createReadStream();
  let csv = '';
  for await (const part of stream) csv += String(part);
  expect(csv).toMatch(/formula,template,issuers,reports,verdict,note\r\n[^\n]*,rejected,本市专用/);
  await page.getByLabel('筛选').selectOption('all');
  const banking = page.waitForEvent('download');
  await page.getByRole('button', { name: /导出套话库/ }).click();
  const bankStream = await (await banking).createReadStream();
  let bank = '';
  for await (const part of bankStream) bank += String(part);
  const parsed = parseBank(bank);
  expect(parsed.diagnostics).toEqual([]);
  // The one that was rejected is not in it.
  expect(parsed.bank?.formulas.map(({ template }) => template)).toEqual(['坚持稳中求进工作总基调']);
  for (const reload of [false, true]) {
    await page.locator('nav').getByText('摘要').click();
    if (reload) await page.reload();
    await page.locator('.tiles dd').first().waitFor();
    const [, copiedNow, , , formulaNow, ownNow] = (await tiles()).map(Number.parseFloat);
    expect(copiedNow).toBe(copied);
    expect(formulaNow).toBeLessThan(formula!);
    expect(ownNow! - own!).toBeCloseTo(formula! - formulaNow!, 0);
    await expect.poll(() => page.locator('.filters').innerText()).toContain('1 条说法按您的判断不算套话');
  }
  await context.close();
});
