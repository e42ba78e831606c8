/** Every sentence and label the formats say, in the two languages. `Words` is one shape, so nothing can be missing in one. */

import type { ComparisonShares, ComparisonSummary, EditKind, NamedKind } from '../model/comparison.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { LabelKind } from '../model/findings.js';
import type { Basis, Direction, Relation, Route } from '../model/passage.js';
import type { Findings } from './findings-set.js';
import type { Lang } from './options.js';
import { EN, EN_CORPUS } from './words-en.js';
import { ZH, ZH_CORPUS } from './words-zh.js';

export interface Words {
  readonly lang: Lang;
  readonly verdict: string;
  readonly needsScript: string;
  readonly titles: Readonly<Record<'comparison' | 'table' | 'corpus' | 'flag', string>>;
  readonly label: Readonly<Record<LabelKind, string>>;
  readonly relation: Readonly<Record<Relation, string>>;
  readonly direction: Readonly<Record<Direction, string>>;
  /** What both sides of a passage are, by its direction. */
  readonly sides: Readonly<Record<Direction, Readonly<Record<'draft' | 'source', string>>>>;
  readonly edit: Readonly<Record<EditKind, string>>;
  readonly route: Readonly<Record<Route, string>>;
  /** Parts of a compared report, by how its sentences are found on the other side; `kept`: the same signs in linked sentences. */
  readonly share: Readonly<Record<keyof ComparisonShares | 'kept', string>>;
  /** What the part of a report does that carries a value. */
  readonly part: Readonly<Record<'review' | 'plan', string>>;
  /** What only one side names. */
  readonly named: Readonly<Record<NamedKind, string>>;
  readonly nouns: Readonly<
    Record<
      | 'report'
      | 'draft'
      | 'source'
      | 'place'
      | 'year'
      | 'issuer'
      | 'issuers'
      | 'reports'
      | 'characters'
      | 'bar'
      | 'file'
      | 'sections'
      | 'sentences'
      | 'values'
      | 'item'
      | 'ownOnly'
      | 'terms'
      | 'onlyNamed'
      | 'formulas'
      | 'copies'
      | 'passages'
      | 'leftovers'
      | 'sharedNumbers'
      | 'omitted'
      | 'diagnostics'
      | 'similarity'
      | 'surprise'
      | 'moved'
      | 'formula'
      | 'firstSeen'
      | 'times'
      | 'reason'
      | 'noText'
      | 'none'
      | 'untitled'
      | 'share'
      | 'wordings'
      | 'truncated'
      | 'context'
      | 'position'
      | 'kind'
      | 'section'
      | 'accumulation'
      | 'reuse'
      | 'sentenceFormula'
      | 'onlyA'
      | 'onlyB'
      | 'draftId'
      | 'sectionSigns'
      | 'severity'
      | 'direction'
      | 'format'
      | 'largest'
      | 'difference'
      | 'outside'
      | 'links'
      | 'everywhere',
      string
    >
  >;
  readonly sentence: {
    /** The first lines of a comparison. Figures of A stand before those of B. */
    comparison(given: {
      a: string;
      b: string;
      summary: ComparisonSummary;
      kept: readonly [string, string];
      own: readonly [string, string];
    }): string;
    /** Of a value far apart: the sides and the difference as they are to be read. */
    /** `part` where it is a target: what is not said is a result. */
    valueDifference(given: { item: string; part?: string; a: string; b: string; difference: string }): string;
    /** Of a section that only one side has. */
    sectionDifference(given: { side: string; heading: string; share: string }): string;
    /** The first line of a table of several reports. */
    table(given: { reports: number; sections: number; common: number; values: number }): string;
    /** Where in B the partner of a sentence stands, when its section is matched elsewhere. */
    elsewhere(heading: string): string;
    corpus(given: {
      reports: number;
      issuers: number;
      least: number | undefined;
      formula: string;
      copied: string;
      own: string;
    }): string;
    flag(given: { draft: string; passages: number; characters: number; share: string; leftovers: number }): string;
    /** Why a passage is shown. */
    passage(given: {
      characters: number;
      identity: string;
      bits: number;
      relation: Relation;
      leftovers: number;
      direction: Direction;
    }): string;
    leftover(name: string, place: string): string;
    /** Why something was marked. */
    basis(basis: Basis): string;
    more(count: number): string;
    /** Stands behind a quotation that was cut. */
    moreCharacters(count: string): string;
    characters(count: string): string;
    issuers(count: number): string;
    reports(count: number): string;
    /** What was wrong or remarkable about an input: the whole sentence in this language. */
    diagnostic(found: Diagnostic): string;
    omitted(what: string, count: number, reason: string): string;
    missingTexts(count: number): string;
    pages(part: number): string;
  };
}

/** Of a corpus neither side of a passage is a draft: both are published. */
export function wordsOf(lang: Lang | undefined, kind?: Findings['kind']): Words {
  if (kind === 'corpus') return lang === 'en' ? EN_CORPUS : ZH_CORPUS;
  return lang === 'en' ? EN : ZH;
}
