/** The few figures a corpus is summed up in, and the order its lists are shown in. */

import type { Formula } from '../model/formula.js';
import type { Passage } from '../model/passage.js';
import { type Findings, summariesOf } from './findings-set.js';

export interface CorpusFigures {
  readonly reports: number;
  readonly issuers: number;
  /** Means over reports that have counted characters. */
  readonly mean: {
    readonly formula: number;
    readonly slot: number;
    readonly copied: number;
    readonly specific: number;
  };
}

export function corpusFigures(set: Findings & { kind: 'corpus' }): CorpusFigures {
  const { findings } = set;
  const counted = findings.documents.filter(({ ratio }) => ratio.reuse + ratio.specific > 0);
  const mean = (pick: (ratio: (typeof counted)[number]['ratio']) => number): number =>
    counted.length === 0 ? 0 : counted.reduce((sum, { ratio }) => sum + pick(ratio), 0) / counted.length;
  const issuers = findings.threshold?.issuers ?? new Set(summariesOf(set).map(({ issuer }) => issuer)).size;
  return {
    reports: findings.documents.length,
    issuers,
    mean: {
      formula: mean((ratio) => ratio.formula),
      slot: mean((ratio) => ratio.slot),
      copied: mean((ratio) => ratio.copied),
      specific: mean((ratio) => ratio.specific),
    },
  };
}

/** Most issuers first, then longest: the wording that everybody uses. */
export function rankedFormulas(formulas: readonly Formula[]): readonly Formula[] {
  return [...formulas].sort(
    (x, y) => y.issuers - x.issuers || y.template.length - x.template.length || (x.id < y.id ? -1 : 1),
  );
}

/** Most surprising first. */
export function rankedCopies(copies: readonly Passage[]): readonly Passage[] {
  return [...copies].sort((x, y) => y.surprise - x.surprise || (x.id < y.id ? -1 : 1));
}
