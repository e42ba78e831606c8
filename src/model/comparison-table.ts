/** What `compareMany` answers: sections and values of several reports side by side, a column a report. */

import type { ReportSummary } from './report.js';
import type { Span } from './span.js';

export interface SectionRow {
  /** Heading in the first report that has the section. */
  readonly heading: string;
  /** A cell a report: the spans of the section there; [] where there is none. */
  readonly cells: readonly (readonly Span[])[];
  /** How sure the weakest match in the row is, 0..1; 0 for a section of one report. */
  readonly score: number;
}

export interface ValueCell {
  /** As quoted, with the unit. */
  readonly value: string;
  readonly span: Span;
  /** In the base unit of the row. */
  readonly number?: number;
}

export interface ValueTableRow {
  /** The wording that carries the value in the first report that has it: `'一般公共预算收入{value}'`. */
  readonly template: string;
  readonly unit: string;
  readonly part?: 'review' | 'plan';
  /** A cell a report; `undefined` (in JSON `null`) where it does not say. */
  readonly cells: readonly (ValueCell | undefined)[];
}

export interface ComparisonTable {
  readonly schemaVersion: string;
  readonly reports: readonly ReportSummary[];
  /** In the order of the first report that has them. */
  readonly sections: readonly SectionRow[];
  readonly values: readonly ValueTableRow[];
  /** A budget ended the work early. */
  readonly truncated: boolean;
}
