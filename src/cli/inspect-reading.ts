/** The stages of reading as `taohua inspect` shows them: how a file was decoded, repaired, divided and normalised. */

import type { Repair, Report } from '../model/report.js';
import { outlineLines } from '../outline/print.js';
import { normalisedOf } from '../outline/units.js';
import { visible } from '../render/escape.js';
import type { InspectWords } from './inspect-words.js';
import { facts, quote, type Seen } from './seen.js';

/** Encoding and format of each report, and everything that was remarkable. */
export function showDecoded(reports: readonly Report[], words: InspectWords): Seen {
  const value = reports.map(({ id, source, span, script, diagnostics }) => {
    const { format, encoding, text } = source;
    return { report: id, format, encoding, length: text.length, span, script, diagnostics };
  });
  const lines = value.flatMap(({ report, format, encoding, length, span, script, diagnostics }) => [
    visible(report),
    ...facts({ format, encoding, script, length, span }, words),
    ...(diagnostics.length === 0
      ? [`  ${words.nothingRemarkable}`]
      : diagnostics.map((found) => `  ${words.diagnostic(found)}`)),
  ]);
  return { value, lines };
}

/** Corrections of one rule that people see; programs see all. */
const EXAMPLES = 5;
/** Units of the source shown on both sides of a correction. */
const AROUND = 8;

/** Corrections by rule, the original beside what is read instead. */
export function showRepairs(reports: readonly Report[], words: InspectWords): Seen {
  const value = reports.flatMap((report) =>
    report.repairs.map(({ span, replacement, rule, confidence, applied, evidence }) => ({
      at: span.start,
      rule,
      applied,
      confidence,
      original: quote(report, { start: Math.max(0, span.start - 4), end: span.end + 4 }),
      replacement,
      ...(evidence === undefined ? {} : { evidence }),
    })),
  );
  return { value, lines: reports.flatMap((report) => [visible(report.id), ...repairLines(report, words)]) };
}

function repairLines(report: Report, words: InspectWords): readonly string[] {
  const groups = new Map<string, Repair[]>();
  for (const repair of report.repairs) {
    const name = `${repair.rule} ${repair.applied}`;
    const same = groups.get(name);
    if (same) same.push(repair);
    else groups.set(name, [repair]);
  }
  if (groups.size === 0) return [`  ${words.nothingToRepair}`];
  // What is rare is what people want to check.
  return [...groups.values()]
    .sort((a, b) => a.length - b.length)
    .flatMap((repairs) => {
      const shown = repairs.slice(0, EXAMPLES);
      const rest = repairs.length - shown.length;
      return [
        `  ${words.repairs(repairs[0]!, repairs.length)}`,
        ...shown.map((repair) => `${place(repair.span.start)} ${beforeAndAfter(report, repair)}`),
        ...(rest > 0 ? [`${place('')} ${words.more(rest)}`] : []),
      ];
    });
}

function beforeAndAfter({ source }: Report, { span, replacement }: Repair): string {
  const { text } = source;
  const before = text.slice(Math.max(0, span.start - AROUND), span.start);
  const after = text.slice(span.end, span.end + AROUND);
  return `${line(before)}[${line(text.slice(span.start, span.end))}]${line(after)} → ${line(before + replacement + after)}`;
}

/** Who, where, when, and the headings; beside a heading stands the original where it is written otherwise. */
export function showOutlines(reports: readonly Report[], words: InspectWords): Seen {
  const lines = reports.flatMap((report) => {
    const { title, place: where, issuer, year, date, meeting, speaker, masks, truncated, span, diagnostics } = report;
    return [
      visible(title ?? report.id),
      ...facts(
        {
          place: where?.name,
          level: where?.level,
          issuer,
          year,
          date,
          meeting,
          speaker,
          masks: masks.length === 0 ? undefined : masks.join(' '),
          truncated,
          span,
        },
        words,
      ),
      ...headings(report, words),
      ...diagnostics.map((found) => `  ${words.diagnostic(found)}`),
    ];
  });
  return { value: reports.map(({ source: _, ...report }) => report), lines };
}

function headings(report: Report, words: InspectWords): readonly string[] {
  const found = outlineLines(report);
  if (found.length === 0) return [`  ${words.noHeadings}`];
  return found.map(({ section, depth, original }) => {
    const heading = section.marker + section.heading;
    const beside = original.startsWith(heading.slice(0, original.length)) ? '' : `  │ ${visible(original)}`;
    const kind = words.value('section', section.kind);
    return `${place(section.headingSpan.start)} ${'  '.repeat(depth)}${visible(heading)}  [${kind}]${beside}`;
  });
}

/** Paragraph by paragraph: the original, what matching reads, and the values of its slots. */
export function showNormalised(reports: readonly Report[], words: InspectWords): Seen {
  const value = reports.map((report) => ({ report: report.id, paragraphs: [...paragraphsOf(report)] }));
  const lines = value.flatMap(({ report, paragraphs }) => [
    visible(report),
    ...paragraphs.flatMap(({ at, original, normalised, slots }) => [
      `${place(at)} ${line(original)}`,
      `${place('→')} ${visible(normalised)}`,
      ...(slots.length === 0 ? [] : [`${place('=')} ${slots.map((slot) => slotWords(slot, words)).join(' · ')}`]),
    ]),
  ]);
  return { value, lines };
}

interface SlotRow {
  readonly kind: string;
  readonly at: number;
  readonly original: string;
  readonly value?: { readonly value?: number; readonly unit: string; readonly iso?: string };
}

interface Paragraph {
  readonly at: number;
  readonly original: string;
  readonly normalised: string;
  readonly slots: readonly SlotRow[];
}

function* paragraphsOf(report: Report): Generator<Paragraph> {
  const { text, start, end, slots } = normalisedOf(report);
  const quoted = (from: number, to: number): string => report.source.text.slice(from, to);
  let next = 0;
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    const first = next;
    while (next < slots.length && (slots[next]?.at.start ?? to) < to) next++;
    if (to > from) {
      const at = start[from] ?? 0;
      yield {
        at,
        original: quoted(at, end[to - 1] ?? at),
        normalised: text.slice(from, to),
        slots: slots.slice(first, next).map(({ kind, span, value }) => ({
          kind,
          at: span.start,
          original: quoted(span.start, span.end),
          ...(value === undefined ? {} : { value }),
        })),
      };
    }
    from = to + 1;
  }
}

function slotWords({ kind, original, value }: SlotRow, words: InspectWords): string {
  const written = line(original);
  const amount = value?.value === undefined ? undefined : `${value.value}${value.unit === '%' ? '' : value.unit}`;
  const read = value?.iso ?? amount;
  return `${words.value('slot', kind)} ${written}${read === undefined || read === written ? '' : ` = ${read}`}`;
}

function place(at: number | string): string {
  return String(at).padStart(8);
}

/** On one line, line ends shown. */
function line(text: string): string {
  return visible(text.replace(/\r?\n/g, '⏎'));
}
