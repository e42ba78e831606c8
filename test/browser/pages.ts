/** One Chromium for a test file, and a private folder for the pages it opens. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch } from './chromium.js';

/** What a test asks of the browser of its file. */
export interface Pages {
  /** A page of its own, in a context of its own: nothing kept by one test is seen by another. */
  readonly open: (options?: BrowserContextOptions) => Promise<Page>;
  readonly context: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** Writes a report and tells its address. */
  readonly save: (html: string) => Promise<string>;
}

/** Starts the browser before the tests of a file and ends it, with the folder, after them. */
export function usePages(): Pages {
  let browser: Browser;
  let folder: string;
  let files = 0;
  beforeAll(async () => {
    browser = await launch();
    folder = await mkdtemp(join(tmpdir(), 'taohua-pages-'));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    open: (options) => browser.newPage(options),
    context: (options) => browser.newContext(options),
    save: async (html) => {
      const path = join(folder, `${files++}.html`);
      await writeFile(path, html);
      return pathToFileURL(path).href;
    },
  };
}

/** Goes to a view as a link would. */
export async function go(page: Page, view: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, view);
  await page.waitForTimeout(40);
}

/** The addresses of the views that the page offers. */
export async function views(page: Page): Promise<readonly string[]> {
  return page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}
