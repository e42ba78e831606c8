/**
 * Units (sentences, sections) of two token streams as weighted sets of slotted bigrams. Two slots of one family are one
 * symbol, so that changed numbers and places cost nothing; a bigram counts by how rare it is in the two texts (inverse
 * document frequency, Spärck Jones 1972). Weights are whole numbers: sums are exact and do not depend on their order.
 */

import { Gap, Kind, type Tokens } from '../model/tokens.js';

/** One text cut into units: unit i is tokens [first[i], first[i + 1]). */
export interface UnitRows {
  readonly tokens: Tokens;
  readonly first: Uint32Array;
}

/** Distinct features of each unit, ascending: unit i has feature[from[i] .. from[i + 1]). */
export interface FeatureRows {
  readonly count: number;
  readonly from: Uint32Array;
  readonly feature: Uint32Array;
  /** Summed weight of each unit. */
  readonly mass: Float64Array;
  /** Units that have the feature, on this side. */
  readonly frequency: Uint32Array;
}

export interface Features {
  readonly a: FeatureRows;
  readonly b: FeatureRows;
  readonly weight: Uint32Array;
}

/** Weight of one bit; whole numbers, fine enough that rounding decides nothing. */
export const BIT = 64;
/** What a bigram with one slot, and with two, is worth beside a bigram of words: shown as values, not as wording. */
const SLOT_SHARE = [1, 0.4, 0.1] as const;
/** Units this short also carry their edges, or a single character would have no feature at all. */
const SHORT_UNIT = 4;
/** Two short texts are judged as if they were reports: in three sentences nothing would be rare. */
const LEAST_UNITS = 300;
const VALUE = 1;
const PLACE = 2;
const EDGE = 3;
const FIRST_WORD = 4;
const ORDINAL = '第'.charCodeAt(0);
const COUNTERS: ReadonlySet<number> = new Set(Array.from('编篇章节条款项目', (unit) => unit.charCodeAt(0)));

/** Cost: linear in the tokens. */
export function buildFeatures(a: UnitRows, b: UnitRows): Features {
  const symbols = new Map<number, number>();
  const sides = [symbolise(a.tokens, symbols), symbolise(b.tokens, symbols)] as const;
  const size = symbols.size + FIRST_WORD;
  const grams = new Map<number, number>();
  const factors: number[] = [];
  const rowsA = collect(a, sides[0], size, grams, factors);
  const rowsB = collect(b, sides[1], size, grams, factors);
  const frequencyA = countIn(rowsA.feature, grams.size);
  const frequencyB = countIn(rowsB.feature, grams.size);
  const units = Math.max(LEAST_UNITS, a.first.length + b.first.length - 2);
  const weight = new Uint32Array(grams.size);
  for (let f = 0; f < weight.length; f++) {
    const frequency = (frequencyA[f] ?? 0) + (frequencyB[f] ?? 0);
    weight[f] = Math.round(BIT * (factors[f] ?? 1) * Math.log2(1 + units / frequency));
  }
  return {
    a: { ...rowsA, mass: massOf(rowsA, weight), frequency: frequencyA },
    b: { ...rowsB, mass: massOf(rowsB, weight), frequency: frequencyB },
    weight,
  };
}

/** Weight of the features that unit `i` of `p` and unit `j` of `q` share. */
export function sharedWeight(weight: Uint32Array, p: FeatureRows, i: number, q: FeatureRows, j: number): number {
  let x = p.from[i] ?? 0;
  let y = q.from[j] ?? 0;
  const endX = p.from[i + 1] ?? 0;
  const endY = q.from[j + 1] ?? 0;
  let sum = 0;
  while (x < endX && y < endY) {
    const f = p.feature[x]!;
    const g = q.feature[y]!;
    if (f === g) sum += weight[f]!;
    if (f <= g) x++;
    if (g <= f) y++;
  }
  return sum;
}

/** The rows of some units alone; unit n of the result is unit `units[n]`. Frequencies are counted anew. */
export function selectRows(rows: FeatureRows, units: Uint32Array, size: number): FeatureRows {
  const from = new Uint32Array(units.length + 1);
  for (let n = 0; n < units.length; n++) from[n + 1] = from[n]! + rows.from[units[n]! + 1]! - rows.from[units[n]!]!;
  const feature = new Uint32Array(from[units.length]!);
  const mass = new Float64Array(units.length);
  for (let n = 0; n < units.length; n++) {
    feature.set(rows.feature.subarray(rows.from[units[n]!]!, rows.from[units[n]! + 1]!), from[n]!);
    mass[n] = rows.mass[units[n]!]!;
  }
  return { count: units.length, from, feature, mass, frequency: countIn(feature, size) };
}

function symbolise(tokens: Tokens, symbols: Map<number, number>): Uint32Array {
  const out = new Uint32Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens.kind[i];
    if (kind === Kind.place || kind === Kind.level) out[i] = PLACE;
    else if (kind !== Kind.han && kind !== Kind.word) out[i] = VALUE;
    else {
      const id = tokens.id[i]!;
      let symbol = symbols.get(id);
      if (symbol === undefined) {
        symbol = symbols.size + FIRST_WORD;
        symbols.set(id, symbol);
      }
      out[i] = symbol;
    }
  }
  // 第三十条, 第二章: where a thing stands, not what it says.
  for (let i = 2; i < tokens.length; i++) {
    if (out[i - 1] !== VALUE || tokens.id[i - 2] !== ORDINAL || !COUNTERS.has(tokens.id[i]!)) continue;
    out[i - 2] = VALUE;
    out[i] = VALUE;
  }
  return out;
}

function collect(
  rows: UnitRows,
  symbol: Uint32Array,
  size: number,
  grams: Map<number, number>,
  factors: number[],
): { count: number; from: Uint32Array; feature: Uint32Array } {
  const { tokens, first } = rows;
  const count = first.length - 1;
  const from = new Uint32Array(count + 1);
  const feature = new Uint32Array(tokens.length + 2 * count);
  let used = 0;
  const add = (left: number, right: number): void => {
    const key = left * size + right;
    let gram = grams.get(key);
    if (gram === undefined) {
      gram = grams.size;
      grams.set(key, gram);
      factors.push(SLOT_SHARE[Number(left <= PLACE) + Number(right <= PLACE)] ?? 1);
    }
    feature[used++] = gram;
  };
  for (let i = 0; i < count; i++) {
    const start = first[i]!;
    const end = first[i + 1]!;
    const begun = used;
    for (let t = start + 1; t < end; t++) if (tokens.gap[t]! < Gap.clause) add(symbol[t - 1]!, symbol[t]!);
    if (end - start <= SHORT_UNIT && end > start) {
      add(EDGE, symbol[start]!);
      add(symbol[end - 1]!, EDGE);
    }
    used = sortDistinct(feature, begun, used);
    from[i + 1] = used;
  }
  return { count, from, feature: feature.slice(0, used) };
}

function sortDistinct(values: Uint32Array, from: number, to: number): number {
  values.subarray(from, to).sort();
  let kept = from;
  for (let i = from; i < to; i++) if (i === from || values[i] !== values[i - 1]) values[kept++] = values[i]!;
  return kept;
}

function countIn(feature: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const f of feature) counts[f]!++;
  return counts;
}

function massOf(rows: { count: number; from: Uint32Array; feature: Uint32Array }, weight: Uint32Array): Float64Array {
  const mass = new Float64Array(rows.count);
  for (let i = 0; i < rows.count; i++) {
    let sum = 0;
    for (let x = rows.from[i]!; x < rows.from[i + 1]!; x++) sum += weight[rows.feature[x]!]!;
    mass[i] = sum;
  }
  return mass;
}
