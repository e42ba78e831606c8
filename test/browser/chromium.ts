/**
 * A real Chromium for tests and for looking: the binary comes from npm, so no machine has to have one. Where the machine has
 * no font with Han characters, pages still work but screenshots show boxes; `hasHan` says so.
 */

import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--no-pings',
    ],
  });
}

/** True where a Han character is drawn as itself: two different ones look different. */
export async function hasHan(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const draw = (sign: string): string => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d');
      if (pen === null) return '';
      pen.font = '24px sans-serif';
      pen.fillText(sign, 2, 26);
      return canvas.toDataURL();
    };
    return draw('套') !== draw('话');
  });
}

/** What must stay empty while a page is used. */
export interface Watch {
  readonly messages: readonly string[];
  readonly requests: readonly string[];
}

export function watch(page: Page): Watch {
  const messages: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!/^(file|data|blob|about):/.test(request.url())) requests.push(request.url());
  });
  return { messages, requests };
}
