/** What the page says beside the words all formats share. */

import type { Lang } from '../../options.js';
import { EN } from './page-words-en.js';
import { ZH } from './page-words-zh.js';

export interface PageWords {
  readonly views: Readonly<
    Record<
      | 'summary'
      | 'formulas'
      | 'reports'
      | 'matrix'
      | 'pair'
      | 'evidence'
      | 'years'
      | 'curve'
      | 'values'
      | 'notes'
      | 'draft',
      string
    >
  >;
  readonly skip: string;
  readonly language: string;
  readonly theme: Readonly<Record<'name' | 'auto' | 'light' | 'dark', string>>;
  readonly print: string;
  readonly counting: string;
  readonly filters: Readonly<Record<'formulas' | 'sameIssuer' | 'quotations' | 'least', string>>;
  readonly excluded: string;
  readonly excludedHint: string;
  readonly kpi: Readonly<Record<'reuse' | 'copied' | 'copiedOther' | 'most' | 'formula' | 'own', string>>;
  readonly mean: string;
  readonly sortBy: string;
  readonly search: string;
  readonly searchHint: string;
  readonly yearsHint: string;
  readonly undated: (count: number) => string;
  readonly all: string;
  readonly wordings: string;
  readonly slotValues: string;
  readonly years: string;
  readonly where: string;
  readonly pickOne: string;
  readonly rows: (shown: number, all: number) => string;
  readonly strip: string;
  readonly openReport: string;
  readonly openPair: string;
  readonly matrixHint: string;
  readonly matrixRaw: string;
  readonly matrixOwn: string;
  readonly histogram: string;
  readonly threshold: string;
  /** Pairs that share anything: the threshold lies at nothing. */
  readonly pairsSharing: (count: number) => string;
  readonly pairsAbove: (count: number, share: string) => string;
  readonly sharedCharacters: string;
  readonly choose: string;
  readonly choices: Readonly<Record<'all' | 'leftovers' | 'unjudged' | 'others', string>>;
  readonly verdict: string;
  readonly verdicts: Readonly<Record<'confirmed' | 'fair' | 'ignored', string>>;
  readonly formulaVerdict: string;
  readonly formulaVerdicts: Readonly<Record<'accepted' | 'rejected', string>>;
  readonly formulaChoices: Readonly<Record<'all' | 'unjudged' | 'accepted' | 'rejected', string>>;
  readonly formulaShare: (now: string, before: string) => string;
  readonly rejected: (count: number) => string;
  readonly linkHere: string;
  readonly linked: string;
  readonly note: string;
  readonly exportVerdicts: string;
  readonly exportBank: (count: number) => string;
  readonly bankHint: string;
  readonly verdictsKept: (done: number, all: number) => string;
  readonly verdictsLost: string;
  readonly before: string;
  readonly next: string;
  readonly keys: string;
  readonly changes: Readonly<Record<'all' | 'shared' | 'edited' | 'slot' | 'moved' | 'own' | 'suspected', string>>;
  readonly show: string;
  readonly onlyOwn: string;
  readonly sync: string;
  readonly swap: string;
  readonly change: (at: number, all: number) => string;
  readonly noChange: string;
  readonly legend: string;
  readonly shortened: (count: number) => string;
  readonly curveHint: string;
  readonly curveFollows: string;
  readonly fixedRule: string;
  readonly tableBehind: string;
  readonly method: readonly string[];
  readonly nothing: string;
  readonly pairOf: string;
  readonly with: string;
  readonly template: string;
  readonly minIssuers: string;
  readonly withSlots: string;
  readonly own: string;
  readonly minimap: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly copyStart: string;
  readonly copyEnd: string;
  readonly left: string;
}

export function pageWordsOf(lang: Lang): PageWords {
  return lang === 'en' ? EN : ZH;
}
