/** Every control of every view, by mouse and by keyboard, on the sample corpus and on 300 reports: each does something, none says anything. */

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { compareReports } from '../../src/compare/compare.js';
import type { Findings } from '../../src/render/findings-set.js';
import { renderHtml } from '../../src/render/html/html.js';
import { analyseCorpus } from '../../src/reuse/analyse.js';
import { flagCopies } from '../../src/reuse/flag.js';
import { sampleCorpus } from '../golden/sample-corpus.js';
import { manyReports } from '../render/many.js';
import { watch } from './chromium.js';
import { usePages, views } from './pages.js';

const pages = usePages();

/** One of each kind: the same control in every row of a table is used once. */
interface Control {
  readonly index: number;
  readonly name: string;
  /** Above every view: used once. */
  readonly isFrame: boolean;
  readonly use: 'press' | 'toggle' | 'choose' | 'slide' | 'write' | 'scroll';
}

/** Marks the controls that can be seen and names one of each kind. */
function controlsOf(page: Page): Promise<readonly Control[]> {
  return page.evaluate(() => {
    const found: Control[] = [];
    const names = new Set<string>();
    for (const old of document.querySelectorAll('[data-control]')) old.removeAttribute('data-control');
    const all = document.querySelectorAll<HTMLElement>(
      '#app a[href], #app button, #app input, #app select, #app summary, #app [tabindex="0"]',
    );
    let index = 0;
    for (const element of all) {
      // A list of one offers no choice.
      if (element instanceof HTMLSelectElement && element.options.length < 2) continue;
      const box = element.getBoundingClientRect();
      if (
        box.width === 0 ||
        box.height === 0 ||
        element.matches(':disabled, .skip') ||
        element.closest('[hidden], .paper')
      )
        continue;
      const type = element.getAttribute('type') ?? '';
      const label = element.getAttribute('aria-label') ?? element.closest('label')?.textContent ?? '';
      const row = element.closest('.vt-row:not(.vt-head), td, li, .fulltext, .pane') !== null;
      const words = row
        ? `in ${element.closest('[aria-label]')?.getAttribute('aria-label') ?? ''}`
        : label || (element.textContent ?? '');
      const name = `${element.tagName} ${type} ${words}`.replace(/\d+/g, '#').slice(0, 60);
      if (names.has(name)) continue;
      names.add(name);
      element.setAttribute('data-control', String(index));
      const use: Control['use'] = element.matches('select')
        ? 'choose'
        : type === 'range'
          ? 'slide'
          : type === 'checkbox' || type === 'radio'
            ? 'toggle'
            : element.matches('input')
              ? 'write'
              : element.matches('a, button, summary')
                ? 'press'
                : 'scroll';
      found.push({ index, name, use, isFrame: element.closest('.top') !== null });
      index++;
    }
    return found;
  });
}

/** What a use may change: the address, what is shown or set, what is asked of the browser, where things are scrolled to. */
function state(page: Page): Promise<string> {
  return page.evaluate(() => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input, select')].map(
      ({ value, checked }) => `${value}${checked}`,
    );
    const open = [...document.querySelectorAll('details')].map((one) => one.open);
    const scrolled = [...document.querySelectorAll('#app *')]
      .map(({ scrollTop, scrollLeft }) => scrollTop + scrollLeft)
      .join('');
    const asked = (globalThis as unknown as { asked: number }).asked;
    const { documentElement: root, activeElement } = document;
    return [
      location.hash,
      root.lang,
      root.dataset['theme'],
      asked,
      open,
      inputs,
      scrolled,
      scrollY,
      activeElement?.id,
      document.querySelector('#app')?.innerHTML,
    ].join('\n');
  });
}

async function use(page: Page, { index, use: how }: Control, by: 'mouse' | 'keyboard'): Promise<void> {
  const control = page.locator(`[data-control="${index}"]`);
  if (by === 'mouse') {
    if (how === 'choose')
      await control.selectOption({
        index: await control.evaluate(
          (one) => ((one as HTMLSelectElement).selectedIndex + 1) % (one as HTMLSelectElement).options.length,
        ),
      });
    else if (how === 'scroll') {
      const box = (await control.boundingBox())!;
      await page.mouse.move(box.x + Math.min(20, box.width / 2), Math.min(880, box.y + 10));
      await page.mouse.wheel(60, 60);
    } else if (how === 'slide') {
      const box = (await control.boundingBox())!;
      await page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    } else if (how === 'write') {
      await control.click();
      await page.keyboard.insertText('5');
      await page.keyboard.press('Tab');
    } else await control.click();
  } else {
    await control.focus();
    if (how === 'choose' || how === 'slide' || how === 'scroll') await page.keyboard.press('ArrowDown');
    else if (how === 'write') {
      await page.keyboard.type('5');
      await page.keyboard.press('Tab');
    } else await page.keyboard.press(how === 'toggle' ? 'Space' : 'Enter');
    if (how === 'slide') await page.keyboard.press('ArrowRight');
  }
  await page.waitForTimeout(20);
}

/** Uses that may rightly change nothing: what is there already, or nothing to scroll. */
const IDLE = /^A {2}.*|scroll|radio|DIV|NAV/;

async function walk(set: Findings): Promise<readonly string[]> {
  const address = await pages.save(renderHtml(set));
  const context = await pages.context({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(() => {
    const world = globalThis as unknown as { asked: number };
    world.asked = 0;
    globalThis.print = () => void world.asked++;
    document.addEventListener('click', (event) => {
      if ((event.target as HTMLElement).closest?.('a[download]')) world.asked++;
    });
    HTMLAnchorElement.prototype.click = () => void world.asked++;
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => void world.asked++ } });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const seen = watch(page);
  await page.goto(address);
  const offered = [
    ...new Set([...(await views(page)), ...(set.kind === 'corpus' || set.kind === 'flag' ? ['#/report/0'] : [])]),
  ];
  const used: string[] = [];
  const frame = new Set<string>();
  // Another view between: what is used is drawn anew.
  const visit = async (view: string): Promise<readonly Control[]> => {
    for (const hash of ['#/nowhere', view]) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.waitForTimeout(20);
    }
    return controlsOf(page);
  };
  for (const view of offered) {
    for (const { name, isFrame } of await visit(view)) {
      if (isFrame && frame.has(name)) continue;
      if (isFrame) frame.add(name);
      for (const by of ['mouse', 'keyboard'] as const) {
        const control = (await visit(view)).find((one) => one.name === name);
        // A switch may have emptied the list it stood in.
        if (control === undefined) continue;
        const before = await state(page);
        await use(page, control, by);
        if (!IDLE.test(name)) expect((await state(page)) !== before, `${view} ${name} by ${by}`).toBe(true);
        expect(await page.locator('main h2').count(), `${view} ${name} by ${by}`).toBe(1);
        used.push(`${view} ${by} ${name}`);
      }
    }
  }
  expect(seen.messages).toEqual([]);
  expect(seen.requests).toEqual([]);
  await context.close();
  return used;
}

test('the sample corpus, a comparison and a flagged draft', async () => {
  const reports = await sampleCorpus();
  const corpus: Findings = { kind: 'corpus', findings: await analyseCorpus(reports), reports };
  const [a, b] = reports.filter(({ id }) => id.startsWith('modu')) as [(typeof reports)[0], (typeof reports)[0]];
  const draft = reports.find(({ id }) => id.startsWith('hedian'))!;
  const flag: Findings = {
    kind: 'flag',
    findings: [
      await flagCopies(
        draft,
        reports.filter((one) => one !== draft),
      ),
    ],
    reports,
  };
  const used = [
    ...(await walk(corpus)),
    ...(await walk({ kind: 'comparison', comparison: compareReports(a, b), reports: [a, b] })),
    ...(await walk(flag)),
  ];
  expect(used.length).toBeGreaterThan(150);
}, 240_000);

test('300 reports of 20,000 characters', async () => {
  const used = await walk(manyReports(300, 20_000));
  expect(used.length).toBeGreaterThan(60);
}, 240_000);
