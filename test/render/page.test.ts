import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packJson, packText, unpackJson, unpackText } from '../../src/render/html/chunks.js';
import { renderHtml } from '../../src/render/html/html.js';
import { ALL_COUNTED, CLASSES, countsOf, shareOf } from '../../src/render/html/page/figures.js';
import { changesOf, longestChain } from '../../src/render/html/page/pair-model.js';
import { pairShare, sharedOf } from '../../src/render/html/page/shared.js';
import { openTexts } from '../../src/render/html/page/texts.js';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from '../../src/render/html/page.gen.js';
import type { PageData } from '../../src/render/html/page-data.js';
import { pageModel } from '../../src/render/html/page-model.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';
import { hostileSets } from './hostile.js';
import { manyReports } from './many.js';

/** What the page's script reads back from the file. */
function opened(html: string): { readonly data: PageData; readonly chunk: (number: number) => string } {
  const chunks = [...html.matchAll(/<script type="text\/plain" id="chunk-(\d+)">([^<]*)<\/script>/g)].map(
    (match) => match[2] ?? '',
  );
  const data = { ...(unpackJson(chunks[0] ?? '') as PageData), ...(unpackJson(chunks[1] ?? '') as Partial<PageData>) };
  return { data, chunk: (number) => chunks[number + 2] ?? '' };
}

test('the page in the library is the one its sources make', async () => {
  const script = new URL('../../scripts/build-page.mjs', import.meta.url).href;
  const { pageModule } = (await import(script)) as { pageModule: () => Promise<string> };
  const kept = readFileSync(new URL('../../src/render/html/page.gen.ts', import.meta.url), 'utf8');
  expect((await pageModule()) === kept, 'run npm run build:page').toBe(true);
});

test('the policy names the hashes of the script and the style that are there', () => {
  const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  expect(PAGE_SCRIPT_HASH).toBe(hash(PAGE_SCRIPT));
  expect(PAGE_STYLE_HASH).toBe(hash(PAGE_STYLE));
  const html = renderHtml(corpusSet());
  expect(html).toContain(`<script>${PAGE_SCRIPT}</script>`);
  expect(html).toContain(`<style>${PAGE_STYLE}</style>`);
  expect(html).toContain(`script-src '${PAGE_SCRIPT_HASH}'`);
});

test('chunks give back every text, lone surrogates and all', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }), (units) => {
      const text = String.fromCharCode(...units);
      expect(unpackText(packText(text))).toBe(text);
    }),
    { seed: 1, numRuns: 200 },
  );
  const long = '坚持稳中求进。'.repeat(3000);
  expect(unpackText(packText(long))).toBe(long);
  const value = { a: ['套话', '</script>', 1, null] };
  expect(unpackJson(packJson(value))).toEqual(value);
});

test('markup of the file is the same whatever the findings say', () => {
  const frame = (html: string): string =>
    html.replace(/id="chunk-\d+">[^<]*</g, '').replace(/(<script type="text\/plain" <?\/script>\n)+/g, '');
  for (const [i, plain] of [comparisonSet(), tableSet(), corpusSet(), flagSet()].entries()) {
    for (const set of hostileSets().filter((_, n) => n % 4 === i))
      expect(frame(renderHtml(set))).toBe(frame(renderHtml(plain)));
  }
});

test('texts come back where they stood, whole or in pieces', () => {
  for (const texts of ['full', 'quoted'] as const) {
    const set = flagSet();
    const { data, chunk } = opened(renderHtml(set, { texts }));
    const store = openTexts(data.reports, chunk);
    const draft = store.source(0)!;
    for (const { start, end } of draft.known ?? []) {
      expect(draft.source.text.slice(start, end)).toBe(set.reports[0]!.source.text.slice(start, end));
    }
    const { draftSpan } = data.passages[0]!;
    expect(draft.source.text.slice(draftSpan.start, draftSpan.end)).toMatch(/^沿青云河/);
  }
});

test('with all counted the page shows the ratios of the findings', () => {
  const set = corpusSet();
  const data = { ...pageModel(set, {}), shortened: 0 };
  data.documents.forEach((document, i) => {
    const counts = countsOf(data, document, ALL_COUNTED);
    const { ratio } = set.findings.documents[i]!;
    for (const label of ['formula', 'slot', 'copied', 'specific'] as const)
      expect(shareOf(counts, label)).toBeCloseTo(ratio[label], 10);
  });
});

test('whatever is left out, the parts sum to the whole and no share of reuse grows', () => {
  const data = { ...pageModel(corpusSet(), {}), shortened: 0 };
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 0, max: 60 }),
      (formulas, sameIssuer, quotations, least) => {
        for (const document of data.documents) {
          const all = countsOf(data, document, ALL_COUNTED);
          const some = countsOf(data, document, { formulas, sameIssuer, quotations, least });
          expect(some.total).toBe(all.total);
          expect(CLASSES.reduce((sum, one) => sum + some[one], 0)).toBe(some.total);
          for (const one of ['formula', 'slot', 'copied'] as const) expect(some[one]).toBeLessThanOrEqual(all[one]);
        }
      },
    ),
    { seed: 1, numRuns: 60 },
  );
});

test('what two reports share is the same both ways, at most 1, and never NaN', () => {
  const data = { ...pageModel(corpusSet(), {}), shortened: 0 };
  const shared = sharedOf(data, ALL_COUNTED);
  for (let a = 0; a < shared.size; a++) {
    for (let b = 0; b < shared.size; b++) {
      for (const formulas of [true, false]) {
        const share = pairShare(shared, a, b, formulas);
        expect(share).toBe(pairShare(shared, b, a, formulas));
        expect(share >= 0 && share <= 1).toBe(true);
      }
    }
  }
  expect(pairShare(shared, 0, 1, false)).toBeGreaterThan(0.4);
  expect(pairShare(shared, 0, 2, false)).toBe(0);
  expect(pairShare(shared, 0, 2, true)).toBeGreaterThan(0);
});

test('the longest chain is as long as the naive one and increases', () => {
  const naive = (values: readonly number[]): number => {
    const best = values.map(() => 1);
    values.forEach((value, i) => {
      for (let j = 0; j < i; j++) if (values[j]! < value) best[i] = Math.max(best[i]!, best[j]! + 1);
    });
    return Math.max(0, ...best);
  };
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 }), (values) => {
      const chain = longestChain(values);
      expect(chain).toHaveLength(naive(values));
      chain.forEach((at, i) => {
        if (i > 0) expect(values[at]! > values[chain[i - 1]!]! && at > chain[i - 1]!).toBe(true);
      });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('every link and every own stretch is one stop of the walk, those of B in their place', () => {
  const { comparison } = comparisonSet();
  const changes = changesOf({
    reports: { a: 0, b: 1 },
    links: comparison.links.map((link) => ({ ...link, edits: [] })),
    own: comparison.specific,
    formulas: { a: [], b: [] },
  });
  expect(changes.filter(({ link }) => link >= 0)).toHaveLength(comparison.links.length);
  expect(changes.filter(({ kind }) => kind === 'own')).toHaveLength(4);
  expect(changes.map(({ link, side }) => (link >= 0 ? `l${link}` : side))).toEqual([
    'l0',
    'l1',
    'l2',
    'b',
    'b',
    'a',
    'l3',
    'a',
  ]);
});

test('above the size allowed whole texts give way to quoted stretches, and the page says so', () => {
  const set = flagSet();
  const whole = renderHtml(set);
  expect(opened(whole).data.shortened).toBe(0);
  const cut = renderHtml(set, { maxBytes: whole.length - 10 });
  expect(cut.length).toBeLessThanOrEqual(whole.length);
  expect(opened(renderHtml(set, { maxBytes: 1000 })).data.shortened).toBe(2);
});

test('where even the quoted stretches are too much, the strongest passages keep theirs', () => {
  const set = manyReports(60, 4000);
  const bare = renderHtml(set, { texts: 'none' }).length;
  const quoted = renderHtml(set, { texts: 'quoted' }).length;
  for (const part of [0.2, 0.5, 0.8]) {
    const most = Math.round(bare + (quoted - bare) * part);
    const html = renderHtml(set, { maxBytes: most });
    expect(html.length).toBeLessThanOrEqual(most);
    const { data, chunk } = opened(html);
    const store = openTexts(data.reports, chunk);
    const known = data.passages.map(({ draft, draftSpan: { start, end } }) =>
      (store.source(draft)?.known ?? []).some((piece) => piece.start <= start && end <= piece.end),
    );
    expect(known[0]).toBe(true);
    expect(known.filter((one) => one).length).toBeGreaterThan(0.05 * known.length);
  }
});
