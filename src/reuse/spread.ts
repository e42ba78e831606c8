/**
 * How far a formula share depends on which issuers happen to be in the corpus: a bootstrap over issuers (95 %), and the
 * accumulation curve. Both count again under other sets of issuers, 128 sets at once: a formula is a row of 128 bits (in
 * which sets has it enough issuers), and a character is formula in the union of the rows that cover it.
 */

import type { CharacterCount } from './counted-text.js';
import type { Stretches } from './coverage.js';

/** What one document contributes: its counted characters and the formulas that cover them. */
export interface CoveredDocument {
  readonly issuer: number;
  readonly count: CharacterCount;
  readonly counted: number;
  readonly stretches: Stretches;
}

const SETS = 128;
const WORDS = SETS / 32;
const SEED = 0x7a0a;

/** Bits of each formula: in which of the sets it is one. `ROW` words a formula. */
export type Rows = Uint32Array;

/** 32-bit words of a formula's row. */
export const ROW: number = WORDS;

/** The 95 % interval of each document's formula share, by resampling the issuers; centred on the share itself. */
export function bootstrapIntervals(
  documents: readonly CoveredDocument[],
  formulaIssuers: readonly Uint32Array[],
  issuers: number,
  minIssuers: number,
): (readonly [number, number])[] {
  const rows = bootstrapRows(formulaIssuers, issuers, minIssuers);
  return documents.map((document) => intervalOf(document, rows));
}

/** In which resampled sets of issuers each formula has enough of them. */
export function bootstrapRows(formulaIssuers: readonly Uint32Array[], issuers: number, minIssuers: number): Rows {
  const random = generator(SEED);
  const drawn = new Uint32Array(issuers * WORDS);
  // The first set is the corpus as it is.
  for (let issuer = 0; issuer < issuers; issuer++) drawn[issuer * WORDS]! |= 1;
  for (let set = 1; set < SETS; set++) {
    for (let k = 0; k < issuers; k++) {
      const issuer = Math.floor(random() * issuers);
      drawn[issuer * WORDS + (set >>> 5)]! |= 1 << (set & 31);
    }
  }
  return rowsOf(formulaIssuers, drawn, new Float64Array(SETS).fill(minIssuers));
}

/** One document under the rows of its formulas: its occurrences name a formula by the place of its row. */
export function intervalOf(document: CoveredDocument, rows: Rows): readonly [number, number] {
  const all = sharesOf(document, rows);
  const whole = all[0]!;
  const shares = all.slice(1).sort();
  const at = (part: number): number => shares[Math.round(part * (shares.length - 1))]!;
  // A drawn set knows fewer issuers than the corpus and so never more formulas: its spread is taken, not its level.
  const middle = at(0.5);
  return [Math.max(0, whole - (middle - at(0.025))), Math.min(1, whole + (at(0.975) - middle))];
}

/** Mean formula share of the reports of n issuers when only these are known, for growing n. */
export function accumulationCurve(
  documents: readonly CoveredDocument[],
  formulaIssuers: readonly Uint32Array[],
  issuers: number,
  threshold: (issuers: number) => number,
): CurvePoint[] {
  const draw = curveDraw(issuers);
  const rows = curveRows(draw, formulaIssuers, threshold);
  return curveOf(
    draw,
    (function* () {
      for (const document of documents) yield { ...document, shares: sharesOf(document, rows) };
    })(),
  );
}

export interface CurvePoint {
  readonly issuers: number;
  readonly formula: number;
}

/** The sets of issuers of a curve. */
export interface CurveDraw {
  readonly sizes: readonly number[];
  readonly draws: number;
  /** Bits of each issuer: in which sets it is. */
  readonly drawn: Uint32Array;
  /** Issuers of each set. */
  readonly sizeOf: Uint32Array;
}

export function curveDraw(issuers: number): CurveDraw {
  const sizes = curveSizes(issuers);
  const random = generator(SEED + 1);
  const draws = sizes.length === 0 ? 0 : Math.max(1, Math.floor(SETS / sizes.length));
  const drawn = new Uint32Array(issuers * WORDS);
  const sizeOf = new Uint32Array(SETS);
  const order = Array.from({ length: issuers }, (_, i) => i);
  for (let draw = 0; draw < draws; draw++) {
    shuffle(order, random);
    for (const [i, size] of sizes.entries()) {
      const set = draw * sizes.length + i;
      sizeOf[set] = size;
      for (let k = 0; k < size; k++) drawn[order[k]! * WORDS + (set >>> 5)]! |= 1 << (set & 31);
    }
  }
  return { sizes, draws, drawn, sizeOf };
}

/** In which sets of the curve each formula has enough issuers. */
export function curveRows(
  { drawn, sizeOf }: CurveDraw,
  formulaIssuers: readonly Uint32Array[],
  threshold: (issuers: number) => number,
): Rows {
  return rowsOf(
    formulaIssuers,
    drawn,
    Float64Array.from(sizeOf, (size) => threshold(size)),
  );
}

/** The points of the curve. Sums run in the order of the documents: the same order, the same bits. */
export function curveOf(
  { sizes, draws, drawn }: CurveDraw,
  documents: Iterable<Pick<CoveredDocument, 'issuer' | 'counted'> & { readonly shares: Float64Array }>,
): CurvePoint[] {
  const covered = new Float64Array(SETS);
  const counted = new Float64Array(SETS);
  for (const document of documents) {
    const { shares } = document;
    for (let set = 0; set < draws * sizes.length; set++) {
      if (((drawn[document.issuer * WORDS + (set >>> 5)]! >>> (set & 31)) & 1) === 0) continue;
      covered[set]! += shares[set]! * document.counted;
      counted[set]! += document.counted;
    }
  }
  return sizes.map((size, i) => {
    let [sum, whole] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      sum += covered[draw * sizes.length + i]!;
      whole += counted[draw * sizes.length + i]!;
    }
    return { issuers: size, formula: whole === 0 ? 0 : sum / whole };
  });
}

/** 1, 2, 3, 5, 8, … and the whole corpus. */
function curveSizes(issuers: number): number[] {
  const sizes: number[] = [];
  for (let [a, b] = [1, 2]; a < issuers; [a, b] = [b, a + b]) sizes.push(a);
  if (issuers > 0) sizes.push(issuers);
  return sizes;
}

/** `least`: issuers that a formula needs in each set. */
function rowsOf(formulaIssuers: readonly Uint32Array[], drawn: Uint32Array, least: Float64Array): Rows {
  const rows = new Uint32Array(formulaIssuers.length * WORDS);
  const count = new Uint32Array(SETS);
  for (let f = 0; f < formulaIssuers.length; f++) {
    countSets(formulaIssuers[f]!, drawn, count);
    for (let set = 0; set < SETS; set++) {
      if (count[set]! >= least[set]!) rows[f * WORDS + (set >>> 5)]! |= 1 << (set & 31);
    }
  }
  return rows;
}

/** How many of some issuers are in each set. */
function countSets(issuers: Uint32Array, drawn: Uint32Array, count: Uint32Array): void {
  count.fill(0);
  for (let i = 0; i < issuers.length; i++) {
    const row = issuers[i]! * WORDS;
    for (let word = 0; word < WORDS; word++) {
      for (let bits = drawn[row + word]!; bits !== 0; bits &= bits - 1) {
        count[word * 32 + 31 - Math.clz32(bits & -bits)]!++;
      }
    }
  }
}

/** The formula share of a document under every set. Cost: linear in its stretches. */
export function sharesOf({ counted, stretches }: CoveredDocument, rows: Rows): Float64Array {
  const shares = new Float64Array(SETS);
  if (counted === 0) return shares;
  const { characters, from, formula } = stretches;
  // Characters in each set, and in all 32 sets of a word: most formulas are one in every set.
  const sums = new Float64Array(SETS);
  const wholes = new Float64Array(WORDS);
  for (let i = 0; i < characters.length; i++) {
    for (let word = 0; word < WORDS; word++) {
      let bits = 0;
      for (let k = from[i]!; k < from[i + 1]!; k++) bits |= rows[formula[k]! * WORDS + word]!;
      if (bits === -1) wholes[word]! += characters[i]!;
      else for (; bits !== 0; bits &= bits - 1) sums[word * 32 + 31 - Math.clz32(bits & -bits)]! += characters[i]!;
    }
  }
  for (let set = 0; set < SETS; set++) shares[set] = Math.min(1, (sums[set]! + wholes[set >>> 5]!) / counted);
  return shares;
}

function shuffle(list: number[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** mulberry32: seeded, the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
