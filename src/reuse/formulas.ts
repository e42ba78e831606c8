/**
 * Families as people read them: the template with its slots, its wordings with counts, and every occurrence with the
 * values of its slots, in source coordinates.
 */

import type { Formula, Occurrence } from '../model/formula.js';
import { Kind } from '../model/tokens.js';
import { endOf, startOf } from './ballot.js';
import type { Columns } from './columns.js';
import { type Corpus, documentAt, textOfTokens, WORDS_FROM } from './corpus.js';
import type { Fit } from './fit.js';
import { type Family, issuersWith } from './match.js';
import { occurrenceIn, wordingsOf } from './occurrences.js';
import { isSlot, type Template } from './template.js';
import { templateText } from './template-text.js';

/** A family with what was derived from it for people. `formula.occurrences[i]` is `family.fits[i]`. */
export interface MinedFormula {
  readonly family: Family;
  readonly formula: Formula;
  /** Columns that are slots, in order. */
  readonly slots: readonly number[];
}

/** A number or an ordinal that nearly all say alike (二十大, 168个城市) is wording. Issuers, and their share. */
const CONSTANT_ISSUERS = 8;
const CONSTANT = 0.9;

/** Writes families out, in their order. */
export function describeFamilies(corpus: Corpus, columns: Columns, families: readonly Family[]): MinedFormula[] {
  const identities = [...corpus.words.keys()];
  const seen = corpus.documents.map(({ report: { date, year } }) => date ?? (year === undefined ? '' : String(year)));
  const ids = new Map<string, number>();
  const described: MinedFormula[] = [];
  for (const family of families) {
    const constants = constantColumns(corpus, family);
    const slots = slotColumns(family.template, constants);
    const template = templateText(corpus, family, constants);
    const id = hashText(template);
    const again = ids.get(id) ?? 0;
    ids.set(id, again + 1);
    const { documents, occurrences } = occurrencesOf(corpus, family, slots);
    const firstSeen = earliest(seen, documents);
    const formula: Formula = {
      id: again === 0 ? id : `${id}-${again + 1}`,
      template,
      issuers: issuersWith(family),
      reports: documents.length,
      ...(firstSeen === '' ? {} : { firstSeen }),
      wordings: wordingsOf(corpus, columns, family, template, slots),
      ...(family.template.banked === undefined ? { tokens: tokensOf(identities, family.template.symbol) } : {}),
      occurrences,
    };
    described.push({ family, formula, slots });
  }
  return described;
}

/** All occurrences of a family, and the documents that hold them, in order. */
function occurrencesOf(
  corpus: Corpus,
  { template, fits }: Family,
  slots: readonly number[],
): { readonly documents: readonly number[]; readonly occurrences: readonly Occurrence[] } {
  const occurrences: Occurrence[] = [];
  const documents: number[] = [];
  let end = 0;
  let d = -1;
  let report = '';
  for (let i = 0; i < fits.length; i++) {
    const fit = fits[i]!;
    if (fit.from >= end) {
      d = documentAt(corpus, fit.from);
      end = corpus.starts[d + 1]!;
      report = corpus.documents[d]!.report.id;
      documents.push(d);
    }
    occurrences.push(occurrenceIn(corpus, d, report, template, slots, fit));
  }
  return { documents, occurrences };
}

/** The identities of a template's tokens, as a bank holds them. */
function tokensOf(identities: readonly number[], symbol: Uint32Array): number[] {
  const tokens: number[] = [];
  for (let c = 0; c < symbol.length; c++) {
    const own = symbol[c]!;
    tokens.push(own < WORDS_FROM ? own : identities[own - WORDS_FROM]!);
  }
  return tokens;
}

/** Columns of a family that are slots, in order. */
export function slotsOf(corpus: Corpus, family: Family): number[] {
  return slotColumns(family.template, constantColumns(corpus, family));
}

function slotColumns(template: Template, constants: ReadonlyMap<number, string>): number[] {
  const slots: number[] = [];
  const { symbol } = template;
  for (let c = 0; c < symbol.length; c++) if (isSlot(symbol[c]!) && !constants.has(c)) slots.push(c);
  return slots;
}

const NO_CONSTANTS: ReadonlyMap<number, string> = new Map();

/** Slot columns that hold the same value almost everywhere, with that value. */
function constantColumns(corpus: Corpus, { template, fits, issuers }: Family): ReadonlyMap<number, string> {
  if (issuers < CONSTANT_ISSUERS || template.banked !== undefined) return NO_CONSTANTS;
  const constants = new Map<number, string>();
  const { symbol } = template;
  for (let c = 0; c < symbol.length; c++) {
    if (symbol[c] !== Kind.number && symbol[c] !== Kind.ordinal) continue;
    const value = constantValue(corpus, fits, c);
    if (value !== '') constants.set(c, value);
  }
  return constants;
}

/** What nearly all occurrences have in a column; empty where they part. */
function constantValue(corpus: Corpus, fits: readonly Fit[], column: number): string {
  const others = fits.length - CONSTANT * fits.length;
  const counts = new Map<string, number>();
  let usual = '';
  let most = 0;
  for (let i = 0; i < fits.length; i++) {
    const start = startOf(fits[i]!, column);
    const value = start < 0 ? '' : bareText(corpus, start, endOf(fits[i]!, column));
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) {
      most = count;
      usual = value;
    }
    if (i + 1 - most > others) return '';
  }
  return most >= CONSTANT * fits.length ? usual : '';
}

/** The text of tokens without white space. */
function bareText(corpus: Corpus, start: number, end: number): string {
  return textOfTokens(corpus, documentAt(corpus, start), start, end).replace(/\s+/g, '');
}

/** The earliest date or year of some documents; empty where none has one. */
function earliest(seen: readonly string[], documents: readonly number[]): string {
  let first = '';
  for (let i = 0; i < documents.length; i++) {
    const own = seen[documents[i]!]!;
    if (own !== '' && (first === '' || own < first)) first = own;
  }
  return first;
}

/** 64 bits of FNV-1a in two halves: the same text has the same id in every corpus. */
function hashText(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(i), 0x85ebca6b);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
  return `f-${hex(a)}${hex(b).slice(0, 4)}`;
}
