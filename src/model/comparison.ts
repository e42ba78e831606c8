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
  /** A budget ended the work early. */
  readonly truncated: boolean;
  readonly diagnostics: readonly Diagnostic[];
}
