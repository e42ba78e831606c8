/** Growing bytes with the few encodings of a segment: fixed-width bit columns, varints, a checksum. */

export class Bytes {
  data: Uint8Array = new Uint8Array(1 << 12);
  length = 0;

  reserve(count: number): void {
    if (this.length + count <= this.data.length) return;
    const larger = new Uint8Array(Math.max(this.data.length * 2, this.length + count));
    larger.set(this.data.subarray(0, this.length));
    this.data = larger;
  }

  byte(value: number): void {
    this.reserve(1);
    this.data[this.length++] = value;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.data.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Seven bits a byte, lowest first. `value` below 2^32. */
  varint(value: number): void {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.data[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.data[this.length++] = rest;
  }

  /** The low `width` bits of each value, one after another, lowest bit first; ends at a byte. */
  column(values: Uint32Array, from: number, to: number, width: number): void {
    if (width === 0) return;
    const bytes = Math.ceil(((to - from) * width) / 8);
    this.reserve(bytes + SLACK);
    this.data.fill(0, this.length, this.length + bytes + SLACK);
    let at = this.length * 8;
    for (let i = from; i < to; i++) {
      let rest = values[i]!;
      for (let left = width; left > 0; ) {
        const shift = at & 7;
        const taken = Math.min(8 - shift, left);
        this.data[at >>> 3]! |= (rest & ((1 << taken) - 1)) << shift;
        rest >>>= taken;
        left -= taken;
        at += taken;
      }
    }
    this.length += bytes;
  }

  word(value: number): void {
    this.reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.data[this.length++] = (value >>> shift) & 255;
  }

  view(from = 0): Uint8Array {
    return this.data.subarray(from, this.length);
  }
}

/** Bytes that reading a bit column may touch behind its end. */
export const SLACK = 4;

/** The value of `width` bits (1..32) that begins at bit `at`. */
export function bitsAt(data: Uint8Array, at: number, width: number): number {
  const byte = at >>> 3;
  const shift = at & 7;
  const low = (data[byte]! | (data[byte + 1]! << 8) | (data[byte + 2]! << 16) | (data[byte + 3]! << 24)) >>> shift;
  const all = shift === 0 ? low : low | (data[byte + 4]! << (32 - shift));
  return width === 32 ? all >>> 0 : (all & ((1 << width) - 1)) >>> 0;
}

/** Bits that hold `value`. */
export function widthOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** A place in bytes that reading moves on. */
export interface Cursor {
  readonly data: Uint8Array;
  at: number;
}

export function varintAt(cursor: Cursor): number {
  const { data } = cursor;
  let byte = data[cursor.at++]!;
  if (byte < 128) return byte;
  let value = byte & 127;
  for (let shift = 7; shift < 35; shift += 7) {
    byte = data[cursor.at++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) break;
  }
  return value >>> 0;
}

export function wordAt(data: Uint8Array, at: number): number {
  return (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24)) >>> 0;
}

/** 32 bits over a range of bytes (FNV-1a, four bytes a step): every flipped bit changes them. */
export function checksumOf(data: Uint8Array, from = 0, to: number = data.length): number {
  let sum = 0x811c9dc5;
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const word = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    sum = Math.imul(sum ^ word, 0x01000193);
  }
  for (; i < to; i++) sum = Math.imul(sum ^ data[i]!, 0x01000193);
  return sum >>> 0;
}
