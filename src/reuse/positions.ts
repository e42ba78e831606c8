/**
 * Where the tokens of a document stand in its text, two bytes a token instead of eight: a token mostly begins where the one
 * before it ended, or a mark later, and is one character long. Read back a document at a time; of many documents only the
 * last ones read are kept as columns.
 */

import type { Tokens } from '../model/tokens.js';

/** Positions of one document: a step and a length in one number, or `WIDE` where the next two of `wide` say start and end. */
interface Packed {
  readonly steps: Uint16Array;
  readonly wide: Uint32Array;
  /** End of the token before every `MILE`th, and how much of `wide` stands before it. */
  readonly miles: Uint32Array;
}

const WIDE = 0xffff;
/** Bits of a length. */
const LENGTH = 6;
const LONGEST = (1 << LENGTH) - 1;
const FURTHEST = (WIDE >> LENGTH) - 1;

/** Tokens between two places where reading may begin. */
const MILE = 64;

/** Documents whose columns are kept: some 30 MB of reports of 15,000 characters. */
const KEPT = 256;

/** Start and end of each token of a document. */
export interface Places {
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** The positions of many documents. */
export class Positions {
  private readonly packed: Packed[] = [];
  private readonly read: (Places | undefined)[] = [];
  private readonly kept: number[] = [];
  private readonly most: number;
  private oldest = 0;

  /** `most`: documents whose columns are kept at a time. Range 1..∞. */
  constructor(most: number = KEPT) {
    this.most = most;
  }

  /** Adds the next document. Cost: linear. */
  add(tokens: Tokens): void {
    this.packed.push(packed(tokens));
    this.read.push(undefined);
  }

  /** Start of one token. Cost: some steps, where the document is not kept as columns. */
  startOf(d: number, token: number): number {
    return this.near(d)?.start[token] ?? placeOf(this.packed[d]!, token, true);
  }

  endOf(d: number, token: number): number {
    return this.near(d)?.end[token] ?? placeOf(this.packed[d]!, token, false);
  }

  /** The columns of document `d` where they are kept, or where all documents may be. */
  private near(d: number): Places | undefined {
    return this.read[d] ?? (this.packed.length <= this.most ? this.of(d) : undefined);
  }

  /** The columns of document `d`. */
  of(d: number): Places {
    const known = this.read[d];
    if (known !== undefined) return known;
    const places = unpacked(this.packed[d]!);
    this.read[d] = places;
    if (this.kept.length < this.most) this.kept.push(d);
    else {
      this.read[this.kept[this.oldest]!] = undefined;
      this.kept[this.oldest] = d;
      this.oldest = (this.oldest + 1) % this.most;
    }
    return places;
  }
}

function packed({ start, end, length }: Tokens): Packed {
  const steps = new Uint16Array(length);
  const wide: number[] = [];
  const miles = new Uint32Array(2 * Math.ceil(length / MILE));
  let last = 0;
  for (let i = 0; i < length; i++) {
    if (i % MILE === 0) {
      miles[(2 * i) / MILE] = last;
      miles[(2 * i) / MILE + 1] = wide.length;
    }
    const step = start[i]! - last;
    const size = end[i]! - start[i]!;
    if (step < 0 || step > FURTHEST || size < 0 || size > LONGEST) {
      steps[i] = WIDE;
      wide.push(start[i]!, end[i]!);
    } else steps[i] = (step << LENGTH) | size;
    last = end[i]!;
  }
  return { steps, wide: Uint32Array.from(wide), miles };
}

function placeOf({ steps, wide, miles }: Packed, token: number, asksStart: boolean): number {
  const mile = Math.floor(token / MILE);
  let end = miles[2 * mile]!;
  let next = miles[2 * mile + 1]!;
  for (let i = mile * MILE; ; i++) {
    const step = steps[i]!;
    const start = step === WIDE ? wide[next]! : end + (step >> LENGTH);
    end = step === WIDE ? wide[next + 1]! : start + (step & LONGEST);
    if (step === WIDE) next += 2;
    if (i === token) return asksStart ? start : end;
  }
}

function unpacked({ steps, wide }: Packed): Places {
  const { length } = steps;
  const start = new Uint32Array(length);
  const end = new Uint32Array(length);
  let last = 0;
  let next = 0;
  for (let i = 0; i < length; i++) {
    const step = steps[i]!;
    if (step === WIDE) {
      start[i] = wide[next++]!;
      end[i] = wide[next++]!;
    } else {
      start[i] = last + (step >> LENGTH);
      end[i] = start[i]! + (step & LONGEST);
    }
    last = end[i]!;
  }
  return { start, end };
}
