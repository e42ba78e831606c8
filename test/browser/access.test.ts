/** The page for everyone: axe in every view, theme and language; hostile text; every control by keyboard. */

import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { renderHtml } from '../../src/render/html/html.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from '../render/build.js';
import { mixedHostileSets } from '../render/hostile.js';
import { manyReports } from '../render/many.js';
import { watch } from './chromium.js';
import { go, usePages, views } from './pages.js';

const pages = usePages();

const require = createRequire(import.meta.url);
const AXE = require.resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The policy of the page forbids scripts from outside; axe is let in for the test alone. */
async function axe(page: Page): Promise<readonly string[]> {
  return page.evaluate(async (tags) => {
    const run = (
      globalThis as unknown as {
        axe: {
          run: (
            options: object,
          ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      }
    ).axe;
    const { violations } = await run.run({ runOnly: tags });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  }, RULES);
}

for (const set of [comparisonSet(), tableSet(), corpusSet(), flagSet()]) {
  test(`${set.kind}: axe finds nothing in any view, in either theme and language; nothing is said or loaded`, async () => {
    const address = await pages.save(renderHtml(set));
    for (const [colorScheme, language] of [
      ['light', 'zh-CN'],
      ['dark', 'en'],
    ] as const) {
      const context = await pages.context({
        colorScheme,
        viewport: { width: 1280, height: 900 },
        bypassCSP: true,
      });
      await context.addInitScript({ path: AXE });
      const page = await context.newPage();
      const seen = watch(page);
      await page.goto(address);
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      for (const view of [
        ...(await views(page)),
        ...(set.kind === 'comparison' || set.kind === 'table' ? [] : ['#/report/0']),
      ]) {
        await go(page, view);
        expect(await axe(page), `${view} ${colorScheme} ${language}`).toEqual([]);
      }
      expect(seen.messages).toEqual([]);
      expect(seen.requests).toEqual([]);
      await context.close();
    }
  });
}

test('axe finds nothing where lists and texts are long', async () => {
  const context = await pages.context({ viewport: { width: 1000, height: 700 }, bypassCSP: true });
  await context.addInitScript({ path: AXE });
  const page = await context.newPage();
  await page.goto(await pages.save(renderHtml(manyReports(40, 3000))));
  for (const view of [...(await views(page)), '#/report/20']) {
    await go(page, view);
    expect(await axe(page), view).toEqual([]);
  }
  await context.close();
});

test('the check itself finds a fault', async () => {
  const context = await pages.context({ bypassCSP: true });
  await context.addInitScript({ path: AXE });
  const page = await context.newPage();
  await page.goto(await pages.save(renderHtml(corpusSet())));
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('select')));
  expect((await axe(page)).join()).toContain('select-name');
  await context.close();
});

test('hostile text in every field runs nothing and breaks nothing', async () => {
  const page = await pages.open();
  const seen = watch(page);
  for (const set of mixedHostileSets()) {
    await page.goto(await pages.save(renderHtml(set)));
    for (const view of [...(await views(page)), '#/report/0']) {
      await go(page, view);
      expect(await page.locator('main h2').count()).toBe(1);
    }
    expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
    expect(await page.locator('main script, main img, main iframe, main [onerror], main [onload]').count()).toBe(0);
  }
  expect(seen.messages).toEqual([]);
  expect(seen.requests).toEqual([]);
  await page.close();
});

test('every control can be reached and used from the keyboard', async () => {
  const page = await pages.open();
  await page.goto(await pages.save(renderHtml(corpusSet())));
  const reached: string[] = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      return element === null || element === document.body
        ? ''
        : `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
    });
    if (name === '') break;
    reached.push(name);
  }
  for (const wanted of [/跳到正文/, /English/, /外观/, /打印/, /套话清单/, /INPUT/, /DIV 构成/, /清河市 2025/]) {
    expect(
      reached.some((name) => wanted.test(name)),
      `${wanted} in ${reached.join(' | ')}`,
    ).toBe(true);
  }
  await page.getByRole('button', { name: '外观' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await page.close();
});
