/**
 * The corpus: reports as columns of tokens laid end to end, so that every stage that looks for reuse walks a few typed
 * arrays instead of thousands of objects. Documents stand in a canonical order (issuer, then id, then text), never in
 * the order of the input: no result can depend on that order. Issuers are dense numbers; years of one issuer are neighbours.
 */

import type { Report } from '../model/report.js';
import { Gap, type Tokens } from '../model/tokens.js';
import { type Units, unitsOf } from '../outline/units.js';
import { Positions } from './positions.js';

export interface CorpusDocument {
  readonly report: Report;
  /** Index in the reports that were given. */
  readonly position: number;
  /** Index in `Corpus.issuers`. */
  readonly issuer: number;
  /** Its first token in `Corpus.tokens`; token i of `units` is token `first + i` of the corpus. */
  readonly first: number;
  /** Indices here count from the document's own first token; the columns are views of the corpus's. */
  readonly units: Units;
}

export interface Corpus {
  /** Sorted by issuer, id, text. */
  readonly documents: readonly CorpusDocument[];
  /** Sorted; the series that are counted. */
  readonly issuers: readonly string[];
  /** All documents end to end. The first token of each document has gap `paragraph`. */
  readonly tokens: CorpusTokens;
  /** Words and rare characters by their identity: in `tokens.id` they are numbered from `WORDS_FROM` on as they first appear. */
  readonly words: ReadonlyMap<number, number>;
  /** Where the tokens of each document stand in its text. */
  readonly positions: Positions;
  /** First token of each document, and `tokens.length` at the end. */
  readonly starts: Uint32Array;
  /** Index of the document in `documents` by `Report.id`; the first one where ids repeat. */
  readonly byId: ReadonlyMap<string, number>;
}

/** Numbers of words begin here; what is below is its own identity. */
export const WORDS_FROM = 0x10000;

/** Tokens without their places, which only what is shown needs. */
export type CorpusTokens = Pick<Tokens, 'length' | 'id' | 'kind' | 'gap'>;

/** Reads the units of every report and lays them end to end. Cost: linear, about 8 bytes a token. */
export function buildCorpus(reports: readonly Report[], read: (report: Report) => Units = unitsOf): Corpus {
  const voice = voices(reports);
  const order = reports.map((report, position) => ({ report, position, voice: voice[position]! })).sort(canonical);
  const issuers = [...new Set(order.map((one) => one.voice))];
  const issuerOf = new Map(issuers.map((name, i) => [name, i]));
  // A report has no more tokens than characters: what is allocated beyond the tokens is never touched.
  const most = order.reduce((sum, { report: { span } }) => sum + span.end - span.start, 0);
  const room = columnsFor(most);
  const positions = new Positions();
  const words = new Map<number, number>();
  const starts = new Uint32Array(order.length + 1);
  const laid: Units[] = [];
  for (const [i, { report }] of order.entries()) {
    const units = read(report);
    const first = starts[i]!;
    positions.add(units.tokens);
    laid.push({ ...units, tokens: new DocumentTokens(layInto(room, first, units.tokens, words), positions, i) });
    starts[i + 1] = first + units.tokens.length;
  }
  const tokens = partOf(room, 0, starts[order.length] ?? 0);
  const documents: CorpusDocument[] = [];
  const byId = new Map<string, number>();
  for (const [i, { report, position, voice: name }] of order.entries()) {
    documents.push({ report, position, issuer: issuerOf.get(name) ?? 0, first: starts[i]!, units: laid[i]! });
    if (!byId.has(report.id)) byId.set(report.id, i);
  }
  return { documents, issuers, tokens, words, positions, starts, byId };
}

/** Offset at which token `token` of the corpus begins in the text of document `d`. */
export function startIn({ positions, starts }: Corpus, d: number, token: number): number {
  return positions.startOf(d, token - starts[d]!);
}

/** Offset at which it ends. */
export function endIn({ positions, starts }: Corpus, d: number, token: number): number {
  return positions.endOf(d, token - starts[d]!);
}

/** The text of tokens [start, end) of the corpus, which document `d` holds. */
export function textOfTokens(corpus: Corpus, d: number, start: number, end: number): string {
  return corpus.documents[d]!.report.source.text.slice(startIn(corpus, d, start), endIn(corpus, d, end - 1));
}

/** Index in `documents` of the document that holds token `token` of the corpus. Cost: logarithmic. */
export function documentAt(corpus: Corpus, token: number): number {
  let low = 0;
  let high = corpus.documents.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((corpus.starts[middle] ?? 0) <= token) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface Ordered {
  readonly report: Report;
  readonly voice: string;
}

function canonical(a: Ordered, b: Ordered): number {
  return (
    compareText(a.voice, b.voice) ||
    compareText(a.report.issuer, b.report.issuer) ||
    compareText(a.report.id, b.report.id) ||
    compareText(a.report.source.text, b.report.source.text) ||
    a.report.span.start - b.report.span.start
  );
}

/**
 * Whose voice each report is: its issuer, but the same text from two sites, or under two masks, is one voice: that of the
 * issuer whose name comes first.
 */
function voices(reports: readonly Report[]): string[] {
  const texts = reports.map(({ source, span }) => source.text.slice(span.start, span.end));
  const first = new Map<string, string>();
  for (const [i, text] of texts.entries()) {
    const known = first.get(text);
    const own = reports[i]!.issuer;
    if (known === undefined || compareText(own, known) < 0) first.set(text, own);
  }
  return texts.map((text) => first.get(text)!);
}

/** By UTF-16 unit: the same everywhere, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The tokens of one document; its positions are read when they are asked for. */
class DocumentTokens implements Tokens {
  readonly length: number;
  readonly id: Uint32Array;
  readonly kind: Uint8Array;
  readonly gap: Uint8Array;
  private readonly positions: Positions;
  private readonly document: number;

  constructor({ length, id, kind, gap }: CorpusTokens, positions: Positions, document: number) {
    this.length = length;
    this.id = id;
    this.kind = kind;
    this.gap = gap;
    this.positions = positions;
    this.document = document;
  }

  get start(): Uint32Array {
    return this.positions.of(this.document).start;
  }

  get end(): Uint32Array {
    return this.positions.of(this.document).end;
  }
}

function columnsFor(length: number): CorpusTokens {
  return { length, id: new Uint32Array(length), kind: new Uint8Array(length), gap: new Uint8Array(length) };
}

function layInto(all: CorpusTokens, first: number, own: Tokens, words: Map<number, number>): CorpusTokens {
  for (let i = 0; i < own.length; i++) {
    const id = own.id[i]!;
    all.id[first + i] = id < WORDS_FROM ? id : wordNumber(words, id);
  }
  all.kind.set(own.kind, first);
  all.gap.set(own.gap, first);
  if (own.length > 0) all.gap[first] = Gap.paragraph;
  return partOf(all, first, first + own.length);
}

function wordNumber(words: Map<number, number>, id: number): number {
  const known = words.get(id);
  if (known !== undefined) return known;
  const fresh = WORDS_FROM + words.size;
  words.set(id, fresh);
  return fresh;
}

function partOf(all: CorpusTokens, first: number, end: number): CorpusTokens {
  return {
    length: end - first,
    id: all.id.subarray(first, end),
    kind: all.kind.subarray(first, end),
    gap: all.gap.subarray(first, end),
  };
}
