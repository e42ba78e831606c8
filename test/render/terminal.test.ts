import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { Findings, SourceReport } from '../../src/render/findings-set.js';
import { columnsOf, KNOWN_WIDTHS, wrap } from '../../src/render/terminal/layout.js';
import { renderTerminal } from '../../src/render/terminal/terminal.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';

const SETS = [comparisonSet(), tableSet(), corpusSet(), flagSet()];

test('every line fits the window, at any width', () => {
  for (const set of SETS) {
    for (const width of [24, 40, 60, 80, 99, 100, 140]) {
      for (const lang of ['zh-CN', 'en'] as const) {
        for (const line of renderTerminal(set, { width, lang }).split('\n')) {
          expect(columnsOf(line), `${set.kind} at ${width}: ${line}`).toBeLessThanOrEqual(width);
        }
      }
    }
  }
});

test('without colour there is no escape sequence, with colour the words are the same', () => {
  for (const set of SETS) {
    const plain = renderTerminal(set);
    expect(plain).not.toContain('\u001b');
    expect(renderTerminal(set, { colour: true }).replace(/\u001b\[\d+m/g, '')).toBe(plain);
  }
});

test('a comparison says first how much is shared, then marks edits with signs that need no colour', () => {
  const text = renderTerminal(comparisonSet());
  expect(text).toMatch(/4 处句子相互对应/);
  expect(text).toContain('我们[-深入-]实施');
  expect(text).toContain('我们{+全面+}实施');
  expect(text).toContain('增长‹5.2%›左右');
});

test('only and section narrow a comparison', () => {
  const set = comparisonSet();
  const moved = renderTerminal(set, { only: 'moved' });
  expect(moved).toContain('加快建设现代化产业体系');
  expect(moved).not.toContain('乡村振兴');
  const values = renderTerminal(set, { only: 'values' });
  expect(values).toContain('6.1%');
  expect(values).not.toContain('乡村振兴');
  const own = renderTerminal(set, { only: 'specific' });
  expect(own).toContain('灯塔公园');
  expect(own).not.toContain('乡村振兴');
  const section = renderTerminal(set, { section: '今年工作安排' });
  expect(section).toContain('青石巷');
  expect(section).not.toContain('灯塔公园');
});

test('a flagged draft shows both quotations, the reason and the name the copier forgot', () => {
  const text = renderTerminal(flagSet()).replace(/\n\s*/g, '');
  expect(text).toContain('【沿青云河修建防洪堤坝二十公里');
  expect(text).toContain('⚠白鹭镇⚠');
  expect(text).toContain('「白鹭镇」属于 海州市');
  expect(text).toContain('2 的 214 次方分之一');
});

test('wrapping keeps every sign, and closing punctuation off the start of a line', () => {
  const text = '坚持稳中求进工作总基调,扎实推进各项工作。The growth was 5.25% in 2025,增长明显。';
  for (let width = 8; width < 40; width++) {
    const lines = wrap([{ text }], width).map((line) => line.map((run) => run.text).join(''));
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const line of lines) expect(line).not.toMatch(/^[,。]/);
  }
});

test('wrapping parts no power and no file name that fits a line', () => {
  for (let width = 14; width < 40; width++) {
    const lines = wrap([{ text: 'by chance about once in 2^108 (see a_1.txt).' }], width);
    const texts = lines.map((line) => line.map((run) => run.text).join(''));
    expect(texts.join('\n')).toContain('2^108');
    expect(texts.join('\n')).toContain('a_1.txt');
  }
});

test('wrapping never parts an edit mark, and opens no bracket at the end of a line', () => {
  const text = '坚持稳中求进(总基调)[-旧的说法-]与{+新的说法+}并列,推进[-甲-]{+乙+}工作。';
  for (let width = 14; width < 40; width++) {
    for (const line of wrap([{ text }], width).map((runs) => runs.map((run) => run.text).join(''))) {
      expect(line).not.toMatch(/[([{]$|\[-$|\{\+$|^[-+][\]}]/);
    }
  }
});

test('a long passage is cut with a count, unless all is asked for', () => {
  const set = flagSet();
  const long = '修建防洪堤坝'.repeat(120);
  const at = (report: SourceReport): SourceReport => ({
    ...report,
    source: { ...report.source, text: long + report.source.text },
    span: { start: 0, end: long.length + report.source.text.length },
  });
  const [one] = set.findings;
  const [passage] = one!.passages;
  const span = { start: 0, end: long.length };
  const cut: Findings = {
    kind: 'flag',
    reports: set.reports.map(at),
    findings: [
      {
        ...one!,
        leftovers: [],
        passages: [
          {
            ...passage!,
            draft: { ...passage!.draft, span },
            source: { ...passage!.source, span },
            leftovers: [],
            relation: 'identical',
          },
        ],
      },
    ],
  };
  const text = renderTerminal(cut, { width: 100_000 });
  expect(text.match(/…（另有 320 字）】/g)).toHaveLength(2);
  expect(renderTerminal(cut, { width: 100_000, lang: 'en' })).toContain('… (320 more characters)】');
  expect(renderTerminal(cut, { width: 100_000, limit: Number.POSITIVE_INFINITY })).toContain(`【${long}】`);
});

test('the widths that are not asked for are those the package gives', () => {
  for (let point = 0; point <= 0x10ffff; point += point < 0x30000 ? 1 : 0x101) {
    const sign = String.fromCodePoint(point);
    if (stringWidth(sign) !== columnsOf(sign))
      expect.fail(`U+${point.toString(16)}: ${columnsOf(sign)}, not ${stringWidth(sign)}`);
  }
  for (const [first, last, columns] of KNOWN_WIDTHS)
    for (let unit = first; unit <= last; unit++) {
      const sign = String.fromCharCode(unit);
      if (stringWidth(sign) !== columns) expect.fail(`U+${unit.toString(16)}: ${stringWidth(sign)}, not ${columns}`);
    }
});
