/** What was wrong or remarkable about an input. Bad content becomes one of these; only misuse of the library throws. */

import type { Span } from './span.js';

export type Severity = 'info' | 'warning' | 'error';

export interface Diagnostic {
  /** Stable, kebab-case, for programs: `'year-conflict'`, `'decode-replacement'`. */
  readonly code: string;
  readonly severity: Severity;
  /** For people, in English: what was seen, what was expected, what to do. */
  readonly message: string;
  /** What the message speaks of, by name, so that it can be said in another language. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Where in `source.text`, when there is such a place. */
  readonly span?: Span;
}

/** What was left out of a result on purpose (a cap, a budget, a floor), how often, and why. */
export interface Omission {
  readonly what: string;
  readonly count: number;
  readonly reason: string;
}
