/** Windows of N symbols, hashed and entered stretch by stretch. */

import { enterWindows, hasRoom } from './table';

const BASE: i32 = <i32>0x9e3779b1;

/** Bytes a symbol takes: 2 or 4. */
let symbolBytes: i32 = 2;
let hashes: usize = 0;

export function arrangeWindows(hashesAt: usize, bytes: i32): void {
  hashes = hashesAt;
  symbolBytes = bytes;
}

/**
 * Hashes and enters the windows that begin in a piece of text, `stretch` at a time, so that what is worked on stays in the
 * nearest cache. False when memory is short.
 */
export function enterText(
  text: usize,
  from: u32,
  count: u32,
  length: u32,
  stretch: u32,
  powers: usize,
  offsets: usize,
  passages: u32,
  staged: usize,
): bool {
  let left = passages;
  for (let done: u32 = 0; done < count; done += stretch) {
    const n = min(stretch, count - done);
    const at = text + <usize>done * <usize>symbolBytes;
    windows(at, n, length, powers);
    const past = enterWindows(hashes, at, symbolBytes, from + done, n, length, offsets, left, staged);
    offsets += (<usize>past) << 2;
    left -= past;
  }
  return hasRoom();
}

/**
 * Polynomials of all n windows of `length` symbols that begin in a stretch of text, by doubling: p(2w)[i] = p(w)[i] · B^w
 * + p(w)[i + w]; the powers of two that make up `length` are joined likewise. `powers` and the result at `hashes` hold
 * n + length values each, rounded up to whole vectors. No value waits for the one before, unlike in a rolling hash.
 */
function windows(text: usize, n: i32, length: i32, powers: usize): void {
  const size = ((<usize>(n + length)) << 2) + 16;
  for (let at: usize = 0; at < size; at += 16) {
    const symbols = symbolBytes === 2 ? v128.load_ext<u16>(text + (at >> 1)) : v128.load(text + at);
    v128.store(powers + at, symbols);
  }
  let joined: i32 = 0;
  let base: i32 = BASE;
  let joinedBase: i32 = 1;
  for (let w: i32 = 1; w <= length; w <<= 1) {
    const reach = (<usize>w) << 2;
    if (length & w) {
      const factor = i32x4.splat(joinedBase);
      if (joined === 0) memory.copy(hashes, powers, size);
      else {
        for (let at: usize = 0; at < size; at += 16) {
          const head = i32x4.mul(v128.load(powers + at), factor);
          v128.store(hashes + at, i32x4.add(head, v128.load(hashes + at + reach)));
        }
      }
      joined += w;
      joinedBase = joinedBase * base;
    }
    if (w << 1 <= length) {
      const factor = i32x4.splat(base);
      for (let at: usize = 0; at < size; at += 16) {
        const head = i32x4.mul(v128.load(powers + at), factor);
        v128.store(powers + at, i32x4.add(head, v128.load(powers + at + reach)));
      }
      base = base * base;
    }
  }
}
