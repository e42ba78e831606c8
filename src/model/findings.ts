/** What `analyseCorpus` and `flagCopies` answer: labels, ratios, formulas, copies, and what was left out. */

import type { Diagnostic, Omission } from './diagnostic.js';
import type { Formula } from './formula.js';
import type { Leftover, Passage } from './passage.js';
import type { ReportSummary } from './report.js';
import type { Span } from './span.js';

/** Version of the shape of all findings; a change of meaning needs a new one. */
export const SCHEMA_VERSION = '1.0';

export type LabelKind = 'formula' | 'slot' | 'copied' | 'specific' | 'furniture';

export interface Label {
  readonly span: Span;
  readonly label: LabelKind;
  /** `Formula.id` */
  readonly formula?: string;
  /** `Passage.id` */
  readonly passage?: string;
}

/**
 * Shares of counted characters: letters, Han and digits of the report without furniture, spaces and punctuation.
 * formula + slot + copied + specific = 1, or all 0 for a report without counted characters.
 */
export interface Ratios {
  readonly formula: number;
  readonly slot: number;
  readonly copied: number;
  readonly specific: number;
  /** formula + slot + copied */
  readonly reuse: number;
  /** Share of characters in sentences that hold a formula. */
  readonly sentenceFormula: number;
  /** Lang and Stice-Lawrence (2015), 4-grams, with the 75 % cap. */
  readonly langStice?: number;
  /** The same without the cap. */
  readonly langSticeUncapped?: number;
  /** 95 % bootstrap over issuers. */
  readonly interval?: { readonly formula: readonly [number, number] };
}

export interface DocumentFindings {
  /** `Report.id` */
  readonly report: string;
  /** Cover `report.span` exactly once: sorted, no overlap, no hole. */
  readonly labels: readonly Label[];
  readonly ratio: Ratios;
  /** The sentences that `ratio.sentenceFormula` counts, in order. */
  readonly formulaSentences?: readonly Span[];
  /** Ratios of each top-level section of the outline. */
  readonly sections?: readonly { readonly heading: string; readonly span: Span; readonly ratio: Ratios }[];
}

/** Two reports and how many bits of surprising agreement they share. */
export interface RankedPair {
  readonly a: string;
  readonly b: string;
  readonly passages: number;
  /** Bits, summed over the pair's passages. */
  readonly surprise: number;
  /** Counted characters of `a` that passages of the pair cover. */
  readonly characters: number;
  /** Two reports of one issuer: who carries his own text on from year to year has copied from nobody. */
  readonly own?: true;
}

export interface CorpusFindings {
  readonly schemaVersion: string;
  /** In input order. */
  readonly reports?: readonly ReportSummary[];
  /** Issuers counted, and from how many on a wording is a formula. */
  readonly threshold?: { readonly issuers: number; readonly minIssuers: number };
  readonly formulas: readonly Formula[];
  readonly documents: readonly DocumentFindings[];
  readonly copies: readonly Passage[];
  readonly pairs?: readonly RankedPair[];
  /** Groups of report ids that share verified passages, largest first. */
  readonly clusters?: readonly (readonly string[])[];
  /** How the formula share grows with the number of issuers: a ratio means nothing without the size of its corpus. */
  readonly accumulation?: readonly { readonly issuers: number; readonly formula: number }[];
  readonly omitted: readonly Omission[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface FlagFindings {
  readonly schemaVersion: string;
  readonly draft: ReportSummary;
  /** The reports that passages point to. */
  readonly sources?: readonly ReportSummary[];
  /** Formulas excluded unless `options.formulas`. */
  readonly passages: readonly Passage[];
  readonly leftovers: readonly Leftover[];
  readonly labels?: readonly Label[];
  readonly ratio: Ratios;
  /** The sentences that `ratio.sentenceFormula` counts, in order. */
  readonly formulaSentences?: readonly Span[];
  readonly omitted: readonly Omission[];
  readonly diagnostics: readonly Diagnostic[];
}
