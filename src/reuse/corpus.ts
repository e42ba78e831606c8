/**
 * The corpus: reports as columns of tokens laid end to end, so that every stage that looks for reuse walks a few typed
 * arrays instead of thousands of objects. Documents stand in a canonical order (issuer, then id, then text), never in
 * the order of the input: no result can depend on that order. Issuers are dense numbers; years of one issuer are neighbours.
 */

import type { Report } from '../model/report.js';
import { Gap, type Tokens } from '../model/tokens.js';
import { type Units, unitsOf } from '../outline/units.js';
import { type Places, Positions } from './positions.js';

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
  /** The source of each document: reports have many shapes, and what asks for texts a thousand times should not ask those. */
  readonly texts: readonly string[];
  /** Sorted; the series that are counted. */
  readonly issuers: readonly string[];
  /** All documents end to end. The first token of each document has gap `paragraph`. */
  readonly tokens: CorpusTokens;
  /** Words and rare characters by their identity: in `tokens.id` they are numbered from `WORDS_FROM` on as they first appear. */
  readonly words: ReadonlyMap<number, number>;
  /** Where every token stands in the text of its document; of a large corpus `positions` tell. */
  readonly places: Places | undefined;
  /** Where the tokens of each document of a large corpus stand in its text, in less room. */
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

/** Characters up to which places are kept as they are: 64 MB. Packing them and reading them back costs more than that. */
const PLAIN = 8_388_608;

/**
 * Reads the units of every report and lays them end to end. `plain`: characters up to which places are kept as they are,
 * default 8,388,608, range 0..∞. Cost: linear, 14 bytes a token, of a large corpus 8.
 */
export function buildCorpus(
  reports: readonly Report[],
  read: (report: Report) => Units = unitsOf,
  plain: number = PLAIN,
): Corpus {
  const voice = voices(reports);
  const order = reports.map((report, position) => ({ report, position, voice: voice[position]! })).sort(canonical);
  const issuers = [...new Set(order.map((one) => one.voice))];
  const issuerOf = new Map(issuers.map((name, i) => [name, i]));
  // A report has no more tokens than characters: what is allocated beyond the tokens is never touched.
  const most = order.reduce((sum, { report: { span } }) => sum + span.end - span.start, 0);
  const room = columnsFor(most);
  const places = most <= plain ? { start: new Uint32Array(most), end: new Uint32Array(most) } : undefined;
  const positions = new Positions();
  const words = new Map<number, number>();
  const starts = new Uint32Array(order.length + 1);
  const laid: Units[] = [];
  for (const [i, { report }] of order.entries()) {
    const units = read(report);
    const first = starts[i]!;
    const { sentences, clauses } = units;
    const own = layInto(room, first, units.tokens, words);
    laid.push({ tokens: placed(own, units.tokens, places, positions, first, i), sentences, clauses });
    starts[i + 1] = first + own.length;
  }
  const tokens = partOf(room, 0, starts[order.length] ?? 0);
  const documents: CorpusDocument[] = [];
  const byId = new Map<string, number>();
  for (const [i, { report, position, voice: name }] of order.entries()) {
    documents.push({ report, position, issuer: issuerOf.get(name) ?? 0, first: starts[i]!, units: laid[i]! });
    if (!byId.has(report.id)) byId.set(report.id, i);
  }
  const texts = documents.map(({ report }) => report.source.text);
  return { documents, texts, issuers, tokens, words, places, positions, starts, byId };
}

/** Offset at which token `token` of the corpus begins in the text of document `d`. */
export function startIn({ places, positions, starts }: Corpus, d: number, token: number): number {
  return places === undefined ? positions.startOf(d, token - starts[d]!) : places.start[token]!;
}

/** Offset at which it ends. */
export function endIn({ places, positions, starts }: Corpus, d: number, token: number): number {
  return places === undefined ? positions.endOf(d, token - starts[d]!) : places.end[token]!;
}

/** The text of tokens [start, end) of the corpus, which document `d` holds. */
export function textOfTokens(corpus: Corpus, d: number, start: number, end: number): string {
  return corpus.texts[d]!.slice(startIn(corpus, d, start), endIn(corpus, d, end - 1));
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

/** The tokens of document `d`, which begin at `first` of the corpus, with their places as the corpus keeps them. */
function placed(
  { length, id, kind, gap }: CorpusTokens,
  own: Tokens,
  places: Places | undefined,
  positions: Positions,
  first: number,
  d: number,
): Tokens {
  if (places === undefined) {
    positions.add(own);
    return new DocumentTokens({ length, id, kind, gap }, positions, d);
  }
  places.start.set(own.start, first);
  places.end.set(own.end, first);
  const end = first + length;
  return { length, id, kind, gap, start: places.start.subarray(first, end), end: places.end.subarray(first, end) };
}

function columnsFor(length: number): CorpusTokens {
  return { length, id: new Uint32Array(length), kind: new Uint8Array(length), gap: new Uint8Array(length) };
}

function layInto(all: CorpusTokens, first: number, own: Tokens, words: Map<number, number>): CorpusTokens {
  all.id.set(own.id, first);
  all.kind.set(own.kind, first);
  all.gap.set(own.gap, first);
  if (own.length > 0) all.gap[first] = Gap.paragraph;
  const part = partOf(all, first, first + own.length);
  numberWords(part.id, words);
  return part;
}

function numberWords(id: Uint32Array, words: Map<number, number>): void {
  for (let i = 0; i < id.length; i++) if (id[i]! >= WORDS_FROM) id[i] = wordNumber(words, id[i]!);
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
