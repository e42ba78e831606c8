/**
 * One report (政府工作报告) as it was read: where its text stands, who gave it and when, and its outline.
 * A report is plain data: it survives JSON and worker threads. Every later stage derives what it needs from it.
 */

import type { Diagnostic } from './diagnostic.js';
import type { Span } from './span.js';

export type SourceFormat = 'text' | 'html' | 'markdown' | 'docx' | 'doc' | 'pdf';
export type Script = 'simplified' | 'traditional' | 'latin' | 'other';
export type PlaceLevel = 'country' | 'province' | 'city' | 'county';

export interface Source {
  readonly path?: string;
  readonly format: SourceFormat;
  readonly encoding?: string;
  /** The decoded (or, for containers, extracted) text of the whole file, untouched. */
  readonly text: string;
  /** For containers: where in the original a stretch of `text` stood, sorted by `start`. */
  readonly locators?: readonly Locator[];
}

export interface Locator {
  /** Offset in `text` from which this page or paragraph holds. */
  readonly start: number;
  readonly page?: number;
  readonly paragraph?: number;
}

export interface Place {
  /** As the text says it, never guessed from a mask. */
  readonly name: string;
  readonly level?: PlaceLevel;
}

export type SectionKind = 'chapter' | 'section' | 'item' | 'bullet' | 'lead';

export interface Section {
  /** 1 = 一、 or 第一方面, 2 = (一), 3 = 1. or 一是 or a lead sentence … */
  readonly level: number;
  readonly kind: SectionKind;
  /** `'一、'`, `'(二)'`, `'第一方面:'`, `'——'`; `''` for a lead sentence. As the source writes it. */
  readonly marker: string;
  readonly heading: string;
  /** Marker and heading text, without the full stop. */
  readonly headingSpan: Span;
  /** The whole section, children included. */
  readonly span: Span;
  readonly children: readonly Section[];
}

/** One reversible correction of damage. The source text is never changed; matching reads the repaired text. */
export interface Repair {
  readonly span: Span;
  readonly replacement: string;
  /** Stable, kebab-case: `'pinyin-note'`, `'half-byte-shift'`, `'wrapped-line'`. */
  readonly rule: string;
  /** 0..1; below 1 the evidence is statistical. */
  readonly confidence: number;
  readonly evidence?: string;
  /** False: only a suggestion, shown but not applied. */
  readonly applied: boolean;
}

/** A stretch inside the report's file that is no part of what the report says. */
export interface Furniture {
  readonly span: Span;
  /** Stable, kebab-case: `'page-number'`, `'breadcrumb'`, `'title-block'`. */
  readonly rule: string;
}

export interface Report {
  /** Stable for the same path and content. */
  readonly id: string;
  readonly source: Source;
  /** Title to last sentence. */
  readonly span: Span;
  readonly title?: string;
  readonly place?: Place;
  /** The series the report belongs to: document frequency counts issuers, not files. */
  readonly issuer: string;
  /** The year the report plans for; the body wins over a title that disagrees. */
  readonly year?: number;
  /** Delivered on, ISO 8601. */
  readonly date?: string;
  readonly meeting?: string;
  readonly speaker?: string;
  readonly script: Script;
  /** Placeholder tokens met, as written, each once: `'XX'`, `'×'`, `'***'`, `'某市'`. */
  readonly masks: readonly string[];
  readonly truncated: boolean;
  readonly outline: readonly Section[];
  /** Corrections inside `span`, sorted, without overlap. */
  readonly repairs: readonly Repair[];
  /** Page chrome, title block and debris inside `span`, sorted, without overlap. */
  readonly furniture: readonly Furniture[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a result says of the report it speaks of; enough to print a heading without the text. */
export interface ReportSummary {
  readonly id: string;
  readonly path?: string;
  readonly title?: string;
  readonly place?: Place;
  readonly issuer: string;
  readonly year?: number;
  readonly date?: string;
  readonly span: Span;
  /** Counted characters (letters, Han, digits, without furniture): the denominator of every ratio. */
  readonly characters: number;
}
