/** A copied stretch: where it stands in the draft, where in the source, and what speaks for copying. */

import type { Span } from './span.js';

export type Relation = 'identical' | 'slot' | 'edited' | 'suspected';
export type Direction = 'draft-from-source' | 'source-from-draft' | 'unknown';

/** `own`: another report of the same issuer; `vertical`: from the centre, the own province or city down; `lateral`: from a place beside. */
export type Route = 'own' | 'vertical' | 'lateral';

export interface PlacedSpan {
  /** `Report.id` */
  readonly report: string;
  readonly span: Span;
}

/** Why something was marked, for programs and for other languages than that of `reason`. */
export interface Basis {
  /**
   * `division`: a division of another place, also at the source; `township`: a township named there and nowhere else here;
   * `local-name`: a name the source uses often; `rare-number`: a number too long to agree by chance.
   */
  readonly code: 'division' | 'township' | 'local-name' | 'rare-number';
  readonly params: Readonly<Record<string, string>>;
}

/** A place name in the draft that belongs to another jurisdiction. */
export interface Leftover {
  readonly span: Span;
  readonly name: string;
  /** Where the name belongs: `'安化县'`, `'湖南省 益阳市'`. */
  readonly place: string;
  /** Why it was marked, in words. */
  readonly reason?: string;
  readonly basis?: Basis;
}

/** A rare number that stands in the draft and at the same place in the source. */
export interface SharedNumber {
  /** Without grouping commas: `'2581.3'`. */
  readonly value: string;
  readonly draft: Span;
  readonly source: Span;
  /** Why it was marked, in words. */
  readonly reason: string;
  readonly basis?: Basis;
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
  readonly route?: Route;
  readonly leftovers: readonly Leftover[];
  /** Evidence, never part of the surprise. Left out when there is none. */
  readonly numbers?: readonly SharedNumber[];
  readonly relation: Relation;
}
