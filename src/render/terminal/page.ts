/** What every terminal page shares: the options made definite, headings, notes at the end, the bar of labels. */

import type { Diagnostic, Omission } from '../../model/diagnostic.js';
import type { LabelKind, Ratios } from '../../model/findings.js';
import { oneLine } from '../escape.js';
import type { Findings } from '../findings-set.js';
import { DEFAULTS, LEAST_WIDTH, type RenderOptions } from '../options.js';
import { type Words, wordsOf } from '../words.js';
import { columnsOf, paragraph, type Run } from './layout.js';
import { type Paint, painter, type Style } from './style.js';

export interface Page {
  readonly words: Words;
  readonly paint: Paint;
  readonly width: number;
  readonly limit: number;
  readonly context: number;
  readonly options: RenderOptions;
}

export function openPage(options: RenderOptions = {}, kind?: Findings['kind']): Page {
  return {
    words: wordsOf(options.lang, kind),
    paint: painter(options.colour === true),
    width: Math.max(LEAST_WIDTH, Math.floor(options.width ?? DEFAULTS.width)),
    limit: options.limit ?? DEFAULTS.limit,
    context: Math.min(500, Math.max(0, options.context ?? DEFAULTS.context)),
    options,
  };
}

/** A heading on its own line, after an empty one. */
export function heading(page: Page, text: string, note = ''): string[] {
  const runs: Run[] = [{ text, style: 'bold' }];
  if (note !== '') runs.push({ text: `  ${note}`, style: 'dim' });
  return ['', ...paragraph(runs, page.width, page.paint)];
}

/** One letter a label, so that the bar reads without colour. */
const BAR: Readonly<Record<Exclude<LabelKind, 'furniture'>, readonly [string, Style]>> = {
  formula: ['▒', 'blue'],
  slot: ['░', 'cyan'],
  copied: ['█', 'red'],
  specific: ['·', 'green'],
};
const BAR_ORDER = ['copied', 'formula', 'slot', 'specific'] as const;

/** A bar of the four shares, `length` signs long; a share that is not zero gets at least one sign. */
export function bar(ratio: Ratios, length: number): Run[] {
  const shares = BAR_ORDER.map((label) => ratio[label]);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0)) return [{ text: ' '.repeat(length) }];
  const signs = shares.map((share) => (share > 0 ? Math.max(1, Math.round((share / total) * length)) : 0));
  const longest = signs.indexOf(Math.max(...signs));
  signs[longest] = Math.max(0, (signs[longest] ?? 0) + length - signs.reduce((sum, n) => sum + n, 0));
  return BAR_ORDER.map((label, i) => ({ text: BAR[label][0].repeat(signs[i] ?? 0), style: BAR[label][1] }));
}

export function barLegend(page: Page): Run[] {
  return BAR_ORDER.flatMap((label) => [
    { text: `${BAR[label][0]} `, style: BAR[label][1] },
    { text: `${page.words.label[label]}   ` },
  ]);
}

/** What was left out, and notes on the inputs; warnings before the rest. */
export function notes(page: Page, omitted: readonly Omission[], diagnostics: readonly Diagnostic[]): string[] {
  const { words, paint, width } = page;
  const lines: string[] = [];
  if (omitted.length > 0) {
    lines.push(...heading(page, words.nouns.omitted));
    for (const { what, count, reason } of omitted) {
      lines.push(...paragraph([{ text: oneLine(words.sentence.omitted(what, count, reason)) }], width, paint, '  '));
    }
  }
  if (diagnostics.length > 0) {
    lines.push(...heading(page, words.nouns.diagnostics));
    const rank = { error: 0, warning: 1, info: 2 };
    const sorted = [...diagnostics].sort((x, y) => rank[x.severity] - rank[y.severity]);
    for (const diagnostic of sorted.slice(0, page.limit)) {
      const { severity, code } = diagnostic;
      const sign = severity === 'error' ? '✗' : severity === 'warning' ? '!' : '·';
      const style: Style = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim';
      const runs: Run[] = [
        { text: `${sign} `, style },
        { text: `${oneLine(words.sentence.diagnostic(diagnostic))} ` },
        { text: `[${oneLine(code)}]`, style: 'dim' },
      ];
      lines.push(...paragraph(runs, width, paint, '    ', '  '));
    }
    if (sorted.length > page.limit) lines.push(`  ${words.sentence.more(sorted.length - page.limit)}`);
  }
  return lines;
}

/** The last line of every page. */
export function closing(page: Page): string[] {
  return ['', ...paragraph([{ text: page.words.verdict, style: 'dim' }], page.width, page.paint)];
}

export function rule(page: Page): string {
  return page.paint('─'.repeat(Math.min(page.width, columnsOf('─') * 60)), 'dim');
}
