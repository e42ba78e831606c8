/**
 * What the HTML file carries for its script: the findings in columns, with reports, formulas and passages by number.
 * Labels are lengths instead of spans, and what a report repeats is stored once: 300 reports have half a million labels.
 */

import type { ComparisonSummary, Edit, Keyword, OnlyNamed, SectionLink, ValueRow } from '../../model/comparison.js';
import type { Diagnostic, Omission } from '../../model/diagnostic.js';
import type { LabelKind } from '../../model/findings.js';
import type { Basis, Direction, Relation } from '../../model/passage.js';
import type { Span } from '../../model/span.js';
import type { Lang } from '../options.js';

export interface PageData {
  readonly kind: 'comparison' | 'table' | 'corpus' | 'flag';
  readonly lang: Lang;
  readonly generator: string;
  /** Tells findings apart, so that verdicts of one file do not show in another. */
  readonly key: string;
  readonly reports: readonly PageReport[];
  readonly documents: readonly PageDocument[];
  readonly formulas: readonly PageFormula[];
  readonly passages: readonly PagePassage[];
  readonly leftovers: readonly PageLeftover[];
  readonly accumulation: readonly (readonly [issuers: number, formula: number])[];
  readonly threshold?: { readonly issuers: number; readonly minIssuers: number };
  readonly comparison?: PageComparison;
  readonly table?: PageTable;
  readonly omitted: readonly Omission[];
  /** `report`: the name of the report that one is about. */
  readonly diagnostics: readonly (Diagnostic & { readonly report?: string })[];
  /** Reports whose whole text was left out to keep the file small. */
  readonly shortened: number;
}

export interface PageReport {
  readonly name: string;
  readonly title?: string;
  readonly path?: string;
  readonly place?: string;
  readonly issuer: string;
  readonly year?: number;
  readonly date?: string;
  /** Format and encoding of the file: `text · gb18030`. */
  readonly format?: string;
  readonly characters: number;
  readonly span: Span;
  /** Where its text is: chunk number, and the stretches in it as start, length, start, length …; none = no text. */
  readonly chunk?: number;
  readonly pieces?: readonly number[];
  readonly headings?: readonly PageHeading[];
  /** Where sections begin, each as the distance from the one before: a text without line breaks is shown in paragraphs. */
  readonly breaks?: readonly number[];
}

export interface PageHeading {
  readonly level: number;
  readonly text: string;
  readonly span: Span;
}

/** Label kinds in the order of their numbers. */
export const LABELS: readonly LabelKind[] = ['formula', 'slot', 'copied', 'specific', 'furniture'];

export interface PageDocument {
  readonly report: number;
  /** One digit a label: its number in `LABELS`. */
  readonly kinds: string;
  /** UTF-16 units of each label. */
  readonly lengths: readonly number[];
  /** Characters of each label that no ratio counts: punctuation and blanks. */
  readonly uncounted: readonly number[];
  /** Label number and counted characters inside quotation marks, in turn, where there are any. */
  readonly quoted: readonly number[];
  /** Number of the formula or passage + 1 for each label that may have one (formula, slot, copied), else 0. */
  readonly refs: readonly number[];
  /** Top-level sections: heading, and where in the source text it begins and ends. */
  readonly sections?: readonly (readonly [heading: string, start: number, end: number])[];
  readonly langStice?: number;
  readonly sentenceFormula: number;
  /** Each sentence that holds a formula: labels since the first one of the sentence before, labels in it, counted characters. */
  readonly formulaSentences?: readonly number[];
  readonly interval?: readonly [number, number];
}

export interface PageFormula {
  /** Stable for its template: the reader's verdict is kept under it. */
  readonly id: string;
  readonly template: string;
  readonly issuers: number;
  readonly reports: number;
  readonly firstSeen?: string;
  /** As a formula bank holds it. */
  readonly tokens?: readonly number[];
  readonly wordings: readonly (readonly [text: string, count: number, issuers: number])[];
  /** Report numbers, one an occurrence (the first `MOST_OCCURRENCES`), and where it starts. */
  readonly at: readonly number[];
  readonly occurrences: number;
  /** For formulas with slots: report number, then the value of each slot. */
  readonly values: readonly (readonly (number | string)[])[];
}

export interface PagePassage {
  readonly id: string;
  readonly draft: number;
  readonly draftSpan: Span;
  readonly source: number;
  readonly sourceSpan: Span;
  /** Counted characters of the draft side. */
  readonly characters: number;
  /** Those of them inside quotation marks, where there are any. */
  readonly quoted?: number;
  readonly identity: number;
  readonly surprise: number;
  readonly direction: Direction;
  readonly route?: 'own' | 'vertical' | 'lateral';
  readonly relation: Relation;
  readonly leftovers: readonly PageLeftover[];
  /** Rare numbers that stand at the same place on both sides. */
  readonly numbers?: readonly string[];
}

export interface PageLeftover {
  readonly report: number;
  readonly span: Span;
  readonly name: string;
  readonly place: string;
  readonly reason?: string;
  readonly basis?: Basis;
}

export interface PageLink {
  readonly a: readonly Span[];
  readonly b: readonly Span[];
  readonly relation: Relation;
  readonly moved: boolean;
  readonly score: number;
  readonly formula: boolean;
  readonly edits: readonly Edit[];
}

/** Columns are the reports in their order. */
export interface PageTable {
  /** Headings a report, empty where it has no such section; how sure the match is. */
  readonly sections: readonly (readonly [headings: readonly string[], score: number])[];
  readonly values: readonly {
    readonly template: string;
    readonly part?: 'review' | 'plan';
    /** As quoted; empty where the report does not say. */
    readonly cells: readonly string[];
  }[];
  readonly truncated: boolean;
}

export interface PageComparison {
  readonly summary: ComparisonSummary;
  readonly sections: readonly SectionLink[];
  readonly links: readonly PageLink[];
  readonly specific: { readonly a: readonly Span[]; readonly b: readonly Span[] };
  readonly values: readonly ValueRow[];
  readonly terms: { readonly a: readonly Keyword[]; readonly b: readonly Keyword[] };
  readonly onlyNamed: { readonly a: readonly OnlyNamed[]; readonly b: readonly OnlyNamed[] };
  readonly truncated: boolean;
}
