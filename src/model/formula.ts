/** A formula (套话): a wording with typed slots that many independent issuers use. */

import type { Span } from './span.js';

export type SlotKind = 'number' | 'percent' | 'date' | 'place' | 'level' | 'ordinal' | 'person' | 'any';

export interface SlotValue {
  /** Index of the slot in the template, from 0. */
  readonly slot: number;
  readonly kind: string;
  readonly span: Span;
}

export interface Occurrence {
  /** `Report.id` */
  readonly report: string;
  readonly span: Span;
  readonly values: readonly SlotValue[];
}

/** One literal wording of a formula (slots shown as in the template), and how often it stands. */
export interface Wording {
  readonly text: string;
  readonly count: number;
  readonly issuers: number;
}

export interface Formula {
  readonly id: string;
  /** `'地区生产总值增长{number}%左右'` */
  readonly template: string;
  readonly issuers: number;
  readonly reports: number;
  /** The earliest date or year (ISO 8601) among its occurrences. */
  readonly firstSeen?: string;
  readonly wordings?: readonly Wording[];
  /** Its wording as a formula bank holds it, one identity a token; absent where it came from a bank itself. */
  readonly tokens?: readonly number[];
  readonly occurrences: readonly Occurrence[];
}
