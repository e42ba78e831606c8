/** What every view is given: the data, the reader's settings, and how to go elsewhere. */

import type { Lang } from '../../options.js';
import type { Words } from '../../words.js';
import type { PageData, PageDocument } from '../page-data.js';
import type { Counts, Filters } from './figures.js';
import type { PageWords } from './page-words.js';
import type { Texts } from './texts.js';
import type { FORMULA_VERDICTS, PASSAGE_VERDICTS, Verdicts } from './verdicts.js';

export interface App {
  readonly data: PageData;
  readonly texts: Texts;
  readonly lang: Lang;
  readonly words: Words;
  readonly say: PageWords;
  readonly filters: Filters;
  /** By report number, under the filters. */
  readonly counts: ReadonlyMap<number, Counts>;
  readonly documents: ReadonlyMap<number, PageDocument>;
  /** The accumulation curve, under the filters and the verdicts on formulas. */
  readonly accumulation: () => PageData['accumulation'];
  readonly verdicts: Verdicts<(typeof PASSAGE_VERDICTS)[number]>;
  readonly formulaVerdicts: Verdicts<(typeof FORMULA_VERDICTS)[number]>;
  /** Counts anew after a verdict on a formula; the views drawn next have the new numbers. */
  readonly recount: () => ReadonlyMap<number, Counts>;
  /** The same numbers as if no formula had been judged. */
  readonly unjudged: () => ReadonlyMap<number, Counts>;
  /** Words after the view in the address: `#/pair/1/2` has ['1', '2']. */
  readonly path: readonly string[];
  readonly go: (address: string) => void;
}

/** Draws a view; the function it may return is called before the view goes. */
export interface View {
  readonly element: HTMLElement;
  readonly leave?: () => void;
  /** Called once the element is in the page. */
  readonly enter?: () => void;
}

/** Where sections of a report begin. */
export function breaksOf(app: App, report: number): ReadonlySet<number> {
  const places = new Set<number>();
  let at = 0;
  for (const way of app.data.reports[report]?.breaks ?? []) {
    at += way;
    places.add(at);
  }
  return places;
}

/** An issuer without the key that tells two of one masked name (某市) apart. */
export function issuerName(issuer: string): string {
  return issuer.replace(/\?[^?]*$/, '') || '–';
}

export function nameOf(app: App, report: number): string {
  return app.data.reports[report]?.name ?? `#${report}`;
}
