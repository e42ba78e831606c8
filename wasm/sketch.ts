/**
 * The SIMD kernel, in AssemblyScript: shingle hashes four at a time, then the four readings of each hash function in
 * lanes of 16 or 32 bits. src/sketch/kernel-js.ts is the same computation in words; both must give the same bits.
 * Memory is laid out and filled by src/sketch/kernel-wasm.ts. Built by wasm/build.mjs.
 */

export { closeTable, groupPart, largestPiece, membersAt, startsAt } from './groups';

export { attachTable, enterKeys, joinTable, openChapter, openTable } from './table';
export { arrangeWindows, enterText } from './windows';

const BASE: i32 = <i32>0x9e3779b1;
const MISSING: i32 = 0x7f4a7c15;

/** Shingles hashed at a time. */
const PIECE: i32 = 4096;

let k: i32 = 3;
let seedOffset: i32 = 0;
/** Bytes a symbol takes: 2 or 4. */
let symbolBytes: i32 = 2;
/** Functions that count, and functions with those that only fill the last vector pair. */
let functions: i32 = 32;
let padded: i32 = 32;
let permutations: i32 = 128;
let wide: bool = false;
/** Where things lie: coefficients (16-bit: low, then high halves; 32-bit: one each), readings, shingle hashes. */
let coefficients: usize = 0;
let kept: usize = 0;
let hashes: usize = 0;

export function configure(shingle: i32, offset: i32, count: i32, values: i32): void {
  k = shingle;
  seedOffset = offset;
  functions = count;
  permutations = values;
}

export function arrange(coefficientsAt: usize, keptAt: usize, hashesAt: usize): void {
  coefficients = coefficientsAt;
  kept = keptAt;
  hashes = hashesAt;
}

export function setWidths(bytes: i32, wideValues: bool, paddedFunctions: i32): void {
  symbolBytes = bytes;
  wide = wideValues;
  padded = paddedFunctions;
}

/** Signs `count` passages whose offsets, relative to `text`, stand at `offsets`. */
export function sign(text: usize, offsets: usize, count: i32, out: usize): void {
  const row: usize = (<usize>permutations) << (wide ? 2 : 1);
  for (let i: i32 = 0; i < count; i++) {
    const start = load<u32>(offsets + ((<usize>i) << 2));
    const end = load<u32>(offsets + ((<usize>i) << 2) + 4);
    open();
    feed(text + <usize>start * <usize>symbolBytes, <i32>(end - start));
    close(out);
    out += row;
  }
}

/** Forgets the readings. */
function open(): void {
  const step: usize = (<usize>padded) << (wide ? 2 : 1);
  const signed: v128 = wide ? i32x4.splat(i32.MAX_VALUE) : i16x8.splat(i16.MAX_VALUE);
  for (let at: usize = kept; at < kept + step; at += 16) {
    v128.store(at, i32x4.splat(-1));
    v128.store(at + step, i32x4.splat(0));
    v128.store(at + 2 * step, signed);
    v128.store(at + 3 * step, v128.not(signed));
  }
}

/** Reads a passage of `length` symbols. */
function feed(text: usize, length: i32): void {
  if (length < k) {
    hashShort(text, length);
    keep(1);
    return;
  }
  let left = length - k + 1;
  while (left > 0) {
    const n = min(left, PIECE);
    if (symbolBytes === 2) hash16(text, n);
    else hash32(text, n);
    keep(n);
    text += <usize>n * <usize>symbolBytes;
    left -= n;
  }
}

/** Turns the readings into minima and writes the row. */
function close(out: usize): void {
  const step: usize = (<usize>padded) << (wide ? 2 : 1);
  const top: v128 = wide ? i32x4.splat(i32.MIN_VALUE) : i16x8.splat(i16.MIN_VALUE);
  for (let at: usize = kept; at < kept + step; at += 16) {
    v128.store(at + step, v128.not(v128.load(at + step)));
    v128.store(at + 2 * step, v128.xor(v128.load(at + 2 * step), top));
    v128.store(at + 3 * step, v128.xor(v128.load(at + 3 * step), v128.not(top)));
  }
  const shift: usize = wide ? 2 : 1;
  const used: usize = (<usize>functions) << shift;
  let left: usize = (<usize>permutations) << shift;
  for (let at: usize = kept; left > 0; at += step) {
    const size = min(used, left);
    memory.copy(out, at, size);
    out += size;
    left -= size;
  }
}

/** The one shingle of a passage shorter than k, before it is mixed. */
function hashShort(text: usize, length: i32): void {
  let h: i32 = 0;
  for (let i: i32 = 0; i < length; i++) {
    const symbol = symbolBytes === 2 ? <i32>load<u16>(text + ((<usize>i) << 1)) : load<i32>(text + ((<usize>i) << 2));
    h = h * BASE + symbol;
  }
  store<i32>(hashes, h + (k - length) * MISSING);
}

/** Polynomials of n shingles. Reads up to three symbols beyond the last; the layout leaves room for them. */
function hash16(text: usize, n: i32): void {
  const base = i32x4.splat(BASE);
  const end = text + ((<usize>n) << 1);
  const width = (<usize>k) << 1;
  for (let at = text, to = hashes; at < end; at += 8, to += 16) {
    let h = v128.load_ext<u16>(at);
    for (let j: usize = 2; j < width; j += 2) h = i32x4.add(i32x4.mul(h, base), v128.load_ext<u16>(at + j));
    v128.store(to, h);
  }
}

function hash32(text: usize, n: i32): void {
  const base = i32x4.splat(BASE);
  const end = text + ((<usize>n) << 2);
  const width = (<usize>k) << 2;
  for (let at = text, to = hashes; at < end; at += 16, to += 16) {
    let h = v128.load(at);
    for (let j: usize = 4; j < width; j += 4) h = i32x4.add(i32x4.mul(h, base), v128.load(at + j));
    v128.store(to, h);
  }
}

/** The finaliser of MurmurHash3 over n polynomials, in place. */
function mix(n: i32): void {
  const offset = i32x4.splat(seedOffset);
  const end = hashes + ((<usize>n) << 2);
  for (let at = hashes; at < end; at += 16) {
    let h = i32x4.add(v128.load(at), offset);
    h = v128.xor(h, i32x4.shr_u(h, 16));
    h = i32x4.mul(h, i32x4.splat(<i32>0x85ebca6b));
    h = v128.xor(h, i32x4.shr_u(h, 13));
    h = i32x4.mul(h, i32x4.splat(<i32>0xc2b2ae35));
    v128.store(at, v128.xor(h, i32x4.shr_u(h, 16)));
  }
}

function keep(n: i32): void {
  mix(n);
  if (wide) keep32(n);
  else keep16(n);
}

/** Two vectors of functions at a time: eight readings, four coefficients and two halves fill the registers. */
function keep16(n: i32): void {
  const step: usize = (<usize>padded) << 1;
  const end = hashes + ((<usize>n) << 2);
  for (let f: usize = 0; f < step; f += 32) {
    const at = kept + f;
    const a0 = v128.load(coefficients + f);
    const a1 = v128.load(coefficients + f, 16);
    const b0 = v128.load(coefficients + step + f);
    const b1 = v128.load(coefficients + step + f, 16);
    let least0 = v128.load(at);
    let least1 = v128.load(at, 16);
    let most0 = v128.load(at + step);
    let most1 = v128.load(at + step, 16);
    let signedLeast0 = v128.load(at + 2 * step);
    let signedLeast1 = v128.load(at + 2 * step, 16);
    let signedMost0 = v128.load(at + 3 * step);
    let signedMost1 = v128.load(at + 3 * step, 16);
    for (let h = hashes; h < end; h += 4) {
      const low = v128.load_splat<u16>(h);
      const high = v128.load_splat<u16>(h, 2);
      const v0 = i16x8.add(i16x8.mul(low, a0), i16x8.mul(high, b0));
      least0 = i16x8.min_u(least0, v0);
      most0 = i16x8.max_u(most0, v0);
      signedLeast0 = i16x8.min_s(signedLeast0, v0);
      signedMost0 = i16x8.max_s(signedMost0, v0);
      const v1 = i16x8.add(i16x8.mul(low, a1), i16x8.mul(high, b1));
      least1 = i16x8.min_u(least1, v1);
      most1 = i16x8.max_u(most1, v1);
      signedLeast1 = i16x8.min_s(signedLeast1, v1);
      signedMost1 = i16x8.max_s(signedMost1, v1);
    }
    v128.store(at, least0);
    v128.store(at, least1, 16);
    v128.store(at + step, most0);
    v128.store(at + step, most1, 16);
    v128.store(at + 2 * step, signedLeast0);
    v128.store(at + 2 * step, signedLeast1, 16);
    v128.store(at + 3 * step, signedMost0);
    v128.store(at + 3 * step, signedMost1, 16);
  }
}

function keep32(n: i32): void {
  const step: usize = (<usize>padded) << 2;
  const end = hashes + ((<usize>n) << 2);
  for (let f: usize = 0; f < step; f += 32) {
    const at = kept + f;
    const a0 = v128.load(coefficients + f);
    const a1 = v128.load(coefficients + f, 16);
    let least0 = v128.load(at);
    let least1 = v128.load(at, 16);
    let most0 = v128.load(at + step);
    let most1 = v128.load(at + step, 16);
    let signedLeast0 = v128.load(at + 2 * step);
    let signedLeast1 = v128.load(at + 2 * step, 16);
    let signedMost0 = v128.load(at + 3 * step);
    let signedMost1 = v128.load(at + 3 * step, 16);
    for (let h = hashes; h < end; h += 4) {
      const shingle = v128.load_splat<u32>(h);
      const v0 = i32x4.mul(shingle, a0);
      least0 = i32x4.min_u(least0, v0);
      most0 = i32x4.max_u(most0, v0);
      signedLeast0 = i32x4.min_s(signedLeast0, v0);
      signedMost0 = i32x4.max_s(signedMost0, v0);
      const v1 = i32x4.mul(shingle, a1);
      least1 = i32x4.min_u(least1, v1);
      most1 = i32x4.max_u(most1, v1);
      signedLeast1 = i32x4.min_s(signedLeast1, v1);
      signedMost1 = i32x4.max_s(signedMost1, v1);
    }
    v128.store(at, least0);
    v128.store(at, least1, 16);
    v128.store(at + step, most0);
    v128.store(at + step, most1, 16);
    v128.store(at + 2 * step, signedLeast0);
    v128.store(at + 2 * step, signedLeast1, 16);
    v128.store(at + 3 * step, signedMost0);
    v128.store(at + 3 * step, signedMost1, 16);
  }
}
