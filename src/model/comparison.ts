/** What `compareReports` answers: sections and sentences of two reports, linked, with what changed inside. */

import type { Diagnostic } from './diagnostic.js';
import type { Relation } from './passage.js';
import type { ReportSummary } from './report.js';
import type { Span } from './span.js';

export interface SectionLink {
  /** Several spans where sections were split or joined; [] = only on the other side. */
  readonly a: readonly Span[];
  readonly b: readonly Span[];
  /** 0..1 */
  readonly score: number;
  readonly moved: boolean;
}

export type EditKind = 'insert' | 'delete' | 'replace' | 'value' | 'place';

export interface Edit {
  /** Empty for an insertion: where in A it would stand. */
  readonly a: Span;
  readonly b: Span;
  readonly kind: EditKind;
  /** Of a `value` edit whose two sides are plain numbers of one unit: B minus A. */
  readonly difference?: number;
}

export interface SentenceLink {
  readonly a: readonly Span[];
  readonly b: readonly Span[];
  /** slot = only numbers, dates, places, masks differ. */
  readonly relation: Relation;
  readonly moved: boolean;
  /** 0..1 */
  readonly score: number;
  readonly formula: boolean;
  readonly edits?: readonly Edit[];
  /** Other partners that fit about as well: the link is one of several readings. */
  readonly alternatives?: readonly {
    readonly a: readonly Span[];
    readonly b: readonly Span[];
    readonly score: number;
  }[];
}

export interface ValueRow {
  /** The wording that carries the value on both sides: `'一般公共预算收入{value}'`. */
  readonly template: string;
  /** As quoted, with the unit. */
  readonly a?: string;
  readonly b?: string;
  readonly spanA?: Span;
  readonly spanB?: Span;
  /** The value in the base unit (`yuan`, `percent`, `person`, …): 4.04万亿元 is 4040000000000. */
  readonly numberA?: number;
  readonly numberB?: number;
  readonly unit?: string;
  /** What the part of the report does that carries the value: a result of the year past, or a target of the next. */
  readonly part?: 'review' | 'plan';
}

export interface Keyword {
  readonly term: string;
  /** Occurrences on its own side and on the other. */
  readonly count: number;
  readonly other: number;
  readonly score: number;
  /** Name of the statistic behind `score`: `'log-odds-z'`. */
  readonly statistic: string;
}

export type NamedKind = 'place' | 'organisation' | 'project' | 'document';

/** A place, organisation, project or document that one side names and the other does not. */
export interface OnlyNamed {
  readonly kind: NamedKind;
  /** As first written, folded; of a document the words inside 《》. */
  readonly text: string;
  /** Each mention. */
  readonly spans: readonly Span[];
  /** Span of the innermost section that names it first. */
  readonly section?: Span;
}

/** Shares of the counted characters of one side; they sum to 1 (all 0 for an empty report). */
export interface ComparisonShares {
  /** In sentences that are formula, linked or not. */
  readonly formula: number;
  /** Linked, and the same word for word. */
  readonly shared: number;
  /** Linked, and changed in numbers, dates and places only. */
  readonly numbers: number;
  /** Linked, and edited. */
  readonly edited: number;
  /** Neither linked nor formula. */
  readonly own: number;
}

/** One of the largest differences: a value far apart, or a section only one side has. */
export interface LargestDifference {
  readonly kind: 'value' | 'section';
  /** Template of the value, or heading of the section. */
  readonly label: string;
  readonly a?: Span;
  readonly b?: Span;
  /** Value: the larger over the smaller as a natural logarithm, or percentage points. Section: share of its report. */
  readonly size: number;
}

/** The numbers behind the sentence in words that opens a comparison. */
export interface ComparisonSummary {
  /** `ordered`: one text was taken for a revision of the other, and moves are events; `free`: order means nothing. */
  readonly mode: 'ordered' | 'free';
  /** Share of the linked text that keeps its order, 0..1. */
  readonly inOrder: number;
  readonly sections: { readonly matched: number; readonly onlyA: number; readonly onlyB: number };
  readonly links: number;
  readonly moved: number;
  readonly shares: { readonly a: ComparisonShares; readonly b: ComparisonShares };
  /** Share of the counted characters of each side that stand unchanged inside a link, 0..1: what is common word for word. */
  readonly kept: { readonly a: number; readonly b: number };
  /** At most five, the largest first. */
  readonly largest: readonly LargestDifference[];
}

export interface Comparison {
  readonly schemaVersion: string;
  readonly a: ReportSummary;
  readonly b: ReportSummary;
  readonly sections: readonly SectionLink[];
  readonly links: readonly SentenceLink[];
  /** Neither linked nor formulaic: the region's own. */
  readonly specific: { readonly a: readonly Span[]; readonly b: readonly Span[] };
  readonly values: readonly ValueRow[];
  readonly terms: { readonly a: readonly Keyword[]; readonly b: readonly Keyword[] };
  /** What only one side names, most often named first. */
  readonly onlyNamed?: { readonly a: readonly OnlyNamed[]; readonly b: readonly OnlyNamed[] };
  readonly summary?: ComparisonSummary;
  /** A budget ended the work early. */
  readonly truncated: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
