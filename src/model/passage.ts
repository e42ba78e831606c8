/** A copied stretch: where it stands in the draft, where in the source, and what speaks for copying. */

import type { Span } from './span.js';

export type Relation = 'identical' | 'slot' | 'edited' | 'suspected';
export type Direction = 'draft-from-source' | 'source-from-draft' | 'unknown';

export interface PlacedSpan {
  /** `Report.id` */
  readonly report: string;
  readonly span: Span;
}

/** A place name in the draft that belongs to another jurisdiction. */
export interface Leftover {
  readonly span: Span;
  readonly name: string;
  /** Where the name belongs: `'安化县'`, `'湖南省 益阳市'`. */
  readonly place: string;
  /** Why it was marked, in words. */
  readonly reason?: string;
}

/** A rare number that stands in the draft and at the same place in the source. */
export interface SharedNumber {
  /** Without grouping commas: `'2581.3'`. */
  readonly value: string;
  readonly draft: Span;
  readonly source: Span;
  /** Why it was marked, in words. */
  readonly reason: string;
}

export interface Passage {
  readonly id: string;
  readonly draft: PlacedSpan;
  readonly source: PlacedSpan;
  /** Share of aligned characters that agree, 0..1. */
  readonly identity: number;
  /** Bits: how unlikely this agreement is by chance. */
  readonly surprise: number;
  /** From dates; `unknown` when undated or the same day. */
  readonly direction: Direction;
  /** `vertical`: from the centre, the own province or city down; `lateral`: from a place beside. */
  readonly route?: 'vertical' | 'lateral';
  readonly leftovers: readonly Leftover[];
  /** Evidence, never part of the surprise. Left out when there is none. */
  readonly numbers?: readonly SharedNumber[];
  readonly relation: Relation;
}
