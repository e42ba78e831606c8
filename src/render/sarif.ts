/**
 * Copied passages as SARIF 2.1.0 (OASIS), for code-scanning views and gates: the draft's place as location, the source as
 * related location, fingerprints made of the words themselves so that edits elsewhere do not make a finding new.
 */

import type { Diagnostic, Omission } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { Leftover, Passage, PlacedSpan } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { anonymised } from './anonymise.js';
import { countCharacters } from './characters.js';
import { rankedCopies } from './corpus-figures.js';
import { wellFormed } from './escape.js';
import { byId, type Findings, quote, type SourceReport, summariesOf } from './findings-set.js';
import { lineFinder } from './lines.js';
import { clip, distinctNames, reasonOf } from './names.js';
import { percent } from './numbers.js';
import type { RenderOptions } from './options.js';
import { type Words, wordsOf } from './words.js';

/** Code scanning reads 25,000 results a run and keeps 5,000; more would be dropped there without a word. */
const MOST_RESULTS = 5_000;
const LONGEST_SNIPPET = 200;
const LONGEST_MESSAGE = 900;
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

interface Result {
  readonly rank: number;
  readonly result: Readonly<Record<string, unknown>>;
}

interface Context {
  readonly words: Words;
  readonly reports: ReadonlyMap<string, SourceReport>;
  readonly names: ReadonlyMap<string, string>;
  readonly place: (where: PlacedSpan) => Readonly<Record<string, unknown>>;
  readonly seen: Map<string, number>;
}

export function renderSarif(given: Findings, options: RenderOptions = {}): string {
  if (given.kind === 'comparison' || given.kind === 'table') {
    throw new TaohuaError(
      'bad-argument',
      `SARIF shows copied passages; a ${given.kind} has none. Use json, html, markdown or csv.`,
    );
  }
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const words = wordsOf(options.lang, set.kind);
  const reports = byId(set.reports);
  const names = distinctNames(summariesOf(set));
  const context: Context = { words, reports, names, place: placer(reports), seen: new Map() };
  const passages = rankedCopies(
    set.kind === 'corpus' ? set.findings.copies : set.findings.flatMap((one) => one.passages),
  );
  const loose =
    set.kind === 'corpus'
      ? []
      : set.findings.flatMap((one) => one.leftovers.map((leftover) => ({ report: one.draft.id, leftover })));
  const inPassages = passages.flatMap((passage) =>
    passage.leftovers.map((leftover) => ({ report: passage.draft.report, leftover })),
  );
  const results: Result[] = [
    ...passages.map((passage): Result => ({ rank: passage.surprise, result: passageResult(context, passage) })),
    ...distinctLeftovers([...inPassages, ...loose]).map(
      ({ report, leftover }): Result => ({
        rank: Number.MAX_VALUE,
        result: leftoverResult(context, report, leftover),
      }),
    ),
  ].sort((x, y) => y.rank - x.rank);
  const omitted = set.kind === 'corpus' ? set.findings.omitted : set.findings.flatMap((one) => one.omitted);
  const diagnostics = set.kind === 'corpus' ? set.findings.diagnostics : set.findings.flatMap((one) => one.diagnostics);
  const cut: readonly Omission[] =
    results.length > MOST_RESULTS
      ? [{ what: 'SARIF', count: results.length - MOST_RESULTS, reason: `at most ${MOST_RESULTS} results a run` }]
      : [];
  const run = {
    tool: { driver: driver(words, options) },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The folder the inputs were named from.' } } },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          ...notifications(words, diagnostics),
          ...omissionNotes(words, [...omitted, ...cut]),
        ],
      },
    ],
    results: results.slice(0, MOST_RESULTS).map(({ result }) => result),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

const RULES = ['copied-passage', 'place-name-residue'] as const;

function driver(words: Words, { generator }: RenderOptions): Readonly<Record<string, unknown>> {
  const texts = { 'copied-passage': words.nouns.passages, 'place-name-residue': words.nouns.leftovers };
  const version = /\d+\.\d+\.\d+\S*/.exec(generator ?? '')?.[0];
  return {
    name: 'taohua',
    ...(version === undefined ? {} : { semanticVersion: version }),
    language: words.lang,
    rules: RULES.map((id) => ({
      id,
      shortDescription: { text: texts[id] },
      fullDescription: { text: `${texts[id]}. ${words.verdict}` },
      defaultConfiguration: { level: 'warning' },
    })),
  };
}

function passageResult(context: Context, passage: Passage): Readonly<Record<string, unknown>> {
  const { words, reports, names, place } = context;
  const text = quote(reports.get(passage.draft.report), passage.draft.span);
  const sentence = words.sentence.passage({
    characters: text === undefined ? passage.draft.span.end - passage.draft.span.start : countCharacters(text),
    identity: percent(passage.identity),
    bits: Math.round(passage.surprise),
    relation: passage.relation,
    leftovers: passage.leftovers.length,
    direction: passage.direction,
  });
  const source = names.get(passage.source.report) ?? passage.source.report;
  return {
    ruleId: 'copied-passage',
    ruleIndex: 0,
    level: 'warning',
    message: {
      text: clip(
        `${plainMessage(sentence)} ${words.sides[passage.direction].source}: [${plainMessage(source)}](1)`,
        LONGEST_MESSAGE,
      ),
    },
    locations: [place(passage.draft)],
    relatedLocations: [{ id: 1, message: { text: wellFormed(source) }, ...place(passage.source) }],
    partialFingerprints: { 'taohua/passage/v1': fingerprint(context, text ?? passage.id) },
    properties: {
      identity: passage.identity,
      surpriseBits: passage.surprise,
      direction: passage.direction,
      relation: passage.relation,
      ...(passage.route === undefined ? {} : { route: passage.route }),
    },
  };
}

function leftoverResult(context: Context, report: string, leftover: Leftover): Readonly<Record<string, unknown>> {
  const { words, place } = context;
  const reason = reasonOf(words, leftover);
  const why = reason === undefined ? '' : ` (${reason})`;
  return {
    ruleId: 'place-name-residue',
    ruleIndex: 1,
    level: 'warning',
    message: {
      text: clip(
        plainMessage(`${words.nouns.leftovers}: ${words.sentence.leftover(leftover.name, leftover.place)}${why}`),
        LONGEST_MESSAGE,
      ),
    },
    locations: [place({ report, span: leftover.span })],
    partialFingerprints: {
      'taohua/leftover/v1': fingerprint(context, `${leftover.name}\n${around(context, report, leftover.span)}`),
    },
  };
}

/** Words beside a name: the same name elsewhere in the draft is another finding. */
function around({ reports }: Context, report: string, span: Span): string {
  const source = reports.get(report);
  if (source === undefined) return '';
  const start = Math.max(source.span.start, span.start - 12);
  const end = Math.min(source.span.end, span.end + 12);
  return quote(source, { start, end }) ?? '';
}

/** A leftover stands in its passage and in the list of the draft: once is enough. */
function distinctLeftovers(all: readonly { readonly report: string; readonly leftover: Leftover }[]): typeof all {
  const seen = new Set<string>();
  return all.filter(({ report, leftover }) => {
    const key = `${report}\n${leftover.span.start}\n${leftover.span.end}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Brackets and backslashes would be read as links (SARIF 3.11.6). */
function plainMessage(text: string): string {
  return wellFormed(text).replace(/[[\]\\]/g, '\\$&');
}

/** Lines exist only in files that are text themselves; in a container (DOCX, PDF, HTML) the page or paragraph is said instead. */
function placer(reports: ReadonlyMap<string, SourceReport>): Context['place'] {
  const finders = new Map<string, ReturnType<typeof lineFinder>>();
  return ({ report, span }) => {
    const source = reports.get(report)?.source;
    if (source === undefined) return { logicalLocations: [{ name: clip(wellFormed(report)), kind: 'report' }] };
    const artifactLocation = source.path === undefined ? undefined : locationOf(source.path);
    if (artifactLocation === undefined)
      return { logicalLocations: [{ name: clip(wellFormed(report)), kind: 'report' }] };
    if (source.format !== 'text' && source.format !== 'markdown') {
      const locator = [...(source.locators ?? [])].reverse().find(({ start }) => start <= span.start);
      const name =
        locator?.page !== undefined
          ? `page ${locator.page}`
          : locator?.paragraph !== undefined
            ? `paragraph ${locator.paragraph}`
            : undefined;
      return {
        physicalLocation: { artifactLocation },
        ...(name === undefined ? {} : { logicalLocations: [{ name }] }),
      };
    }
    let find = finders.get(report);
    if (find === undefined) {
      find = lineFinder(source.text);
      finders.set(report, find);
    }
    const start = find(span.start);
    const end = find(span.end);
    const text = quote(reports.get(report), span);
    // Saved findings hold stretches of a text; those of an earlier version do not say in which lines they lie.
    const { known, hasLines = known === undefined } = reports.get(report)!;
    const isCounted = hasLines && text !== undefined;
    const lines = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
    const region = {
      ...(isCounted ? lines : {}),
      charOffset: span.start,
      charLength: span.end - span.start,
      ...(text === undefined ? {} : { snippet: { text: wellFormed(clip(text, LONGEST_SNIPPET)) } }),
    };
    return { physicalLocation: { artifactLocation, region } };
  };
}

/** A URI reference: percent-encoded, slashes kept, relative ones against SRCROOT. */
function locationOf(path: string): Readonly<Record<string, string>> {
  const parts = wellFormed(clip(path, 4000)).replaceAll('\\', '/').split('/');
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  const encoded = parts.map((part, i) => (drive && i === 0 ? part : encodeURIComponent(part))).join('/');
  if (path.startsWith('/')) return { uri: `file://${encoded}` };
  if (drive) return { uri: `file:///${encoded}` };
  return { uri: encoded, uriBaseId: 'SRCROOT' };
}

/** Of the words without blanks; the second of the same words in a run gets a number. */
function fingerprint({ seen }: Context, text: string): string {
  const plain = text.replace(/\s+/g, '');
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < plain.length; i++) {
    const unit = plain.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13);
  }
  const hash = [low, high].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
  const times = (seen.get(hash) ?? 0) + 1;
  seen.set(hash, times);
  return `${hash}:${times}`;
}

function notifications(words: Words, diagnostics: readonly Diagnostic[]): readonly Readonly<Record<string, unknown>>[] {
  return diagnostics.slice(0, 1000).map((diagnostic) => ({
    descriptor: { id: diagnostic.code },
    level: diagnostic.severity === 'info' ? 'note' : diagnostic.severity,
    message: { text: wellFormed(clip(words.sentence.diagnostic(diagnostic), LONGEST_MESSAGE)) },
  }));
}

function omissionNotes(words: Words, omitted: readonly Omission[]): readonly Readonly<Record<string, unknown>>[] {
  return omitted.map(({ what, count, reason }) => ({
    descriptor: { id: 'omitted' },
    level: 'note',
    message: { text: wellFormed(clip(words.sentence.omitted(what, count, reason), LONGEST_MESSAGE)) },
  }));
}
