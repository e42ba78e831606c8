import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { findDebris } from '../../src/text/debris.js';
import { applyReplacements } from '../../src/text/layer.js';
import { normalise } from '../../src/text/normalise.js';
import { findRepairs } from '../../src/text/repair.js';
import { detectScript } from '../../src/text/script.js';
import { readSource } from '../../src/text/source.js';
import { tokenise } from '../../src/text/tokenise.js';

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));

/** A seeded generator (mulberry32), so that a failure can be found again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Flips, cuts, doubles, blanks or mixes in bytes, a few times. */
function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let out = bytes.slice();
  const times = 1 + Math.floor(random() * 6);
  for (let k = 0; k < times && out.length > 0; k++) {
    const at = Math.floor(random() * out.length);
    const end = Math.min(out.length, at + Math.floor(random() * 120));
    const kind = Math.floor(random() * 5);
    if (kind === 0) out[at] = Math.floor(random() * 256);
    else if (kind === 1)
      out = random() < 0.2 ? out.slice(0, at) : Uint8Array.of(...out.subarray(0, at), ...out.subarray(end));
    else if (kind === 2) out = Uint8Array.of(...out.subarray(0, end), ...out.subarray(at));
    else if (kind === 3) out.fill(random() < 0.5 ? 0xff : 0, at, Math.min(end, at + 8));
    else out = Uint8Array.of(...out.subarray(0, at), ...MIXED, ...out.subarray(at));
  }
  return out;
}

/** 报告 in GBK, Big5, UTF-16 and UTF-8, one after the other. */
const MIXED = [
  0xb1, 0xa8, 0xb8, 0xe6, 0xb3, 0xf8, 0xa7, 0x69, 0xa5, 0x62, 0x4a, 0x54, 0xe6, 0x8a, 0xa5, 0xe5, 0x91, 0x8a,
];

const REPORT = `某市2024年政府工作报告\n——2024 年 1 月 8 日在某市第五届人民代表大会第四次会议上\n各位代表：\n一、工作回顾\n? ? 全年地区生产总值增长5.2%；\n投资增长XX.X%，發(fā)展質(zhì)量提高。\n。ㄒ唬┰谛掳l展格局中，三百余家企业落户；二〇二四年建成。\n— 1 —\n二、重点工作\n（一）党的二十大精神，2—3个项目。`;

const SAMPLES: readonly (readonly [name: string, bytes: Uint8Array, times: number])[] = [
  ['UTF-8', strToU8(REPORT), 1500],
  ['HTML', strToU8(`<!doctype html><body>${REPORT.replaceAll('\n', '<p>')}<table><tr><td>1&nbsp;`), 700],
  ['DOC', file('word97.doc'), 300],
  ['DOCX', file('pages.docx'), 80],
  ['ZIP', zipSync({ 'a.txt': strToU8(REPORT) }), 400],
  ['PDF', file('pages.pdf'), 12],
];

it.each(SAMPLES)('reads mutated %s without an exception or a hang', async (_name, bytes, times) => {
  const random = createRandom(times);
  let slowest = 0;
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    const { source, diagnostics } = await readSource(mutate(bytes, random));
    const { text } = source;
    const span = { start: 0, end: text.length };
    const script = detectScript(text);
    const repairs = findRepairs(text, span, script);
    for (const { span: place } of [...repairs, ...findDebris(text, span, source.format)]) {
      expect(place.start).toBeLessThan(place.end);
      expect(place.end).toBeLessThanOrEqual(text.length);
    }
    const layer = applyReplacements(
      text,
      span,
      repairs.filter(({ applied }) => applied),
    );
    tokenise(layer, { traditional: script === 'traditional' });
    if (i % 10 === 0) normalise(layer, { traditional: script === 'traditional' });
    if (text.trim() === '') expect(diagnostics.length).toBeGreaterThan(0);
    slowest = Math.max(slowest, performance.now() - began);
  }
  expect(slowest).toBeLessThan(10_000);
});

it('is linear in the length of a line', () => {
  const time = (length: number): number => {
    const line = REPORT.replaceAll('\n', ' ').repeat(Math.ceil(length / REPORT.length));
    const began = performance.now();
    const span = { start: 0, end: line.length };
    findDebris(line, span);
    const repairs = findRepairs(line, span, 'simplified').filter(({ applied }) => applied);
    tokenise(applyReplacements(line, span, repairs), { traditional: false });
    return performance.now() - began;
  };
  time(100_000);
  const small = Math.min(time(200_000), time(200_000));
  // Ten times the text in at most thirty times the time, whatever else the machine does.
  expect(time(2_000_000)).toBeLessThan(30 * small + 500);
});

it.each([
  'X',
  '×',
  '　',
  ' ',
  '\n',
  '?',
  '一',
  '第',
  '2',
  '2年',
  '1-',
  '(',
  '。',
  '1,000,',
  '# ',
  '*',
  '[',
  '发(fā)',
  '\u00e9',
  '百分之',
])('does not choke on a long run of %j', (piece) => {
  const text = piece.repeat(100_000 / piece.length);
  const span = { start: 0, end: text.length };
  const began = performance.now();
  findDebris(text, span, 'markdown');
  const repairs = findRepairs(text, span, 'simplified').filter(({ applied }) => applied);
  tokenise(applyReplacements(text, span, repairs), { traditional: true });
  expect(performance.now() - began).toBeLessThan(5000);
});
