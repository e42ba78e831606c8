/** Growing bytes, and numbers of any width in bits among them, lowest bit first; a checksum. */

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

  word(value: number): void {
    this.reserve(4);
    for (let shift = 0; shift < 32; shift += 8) this.data[this.length++] = (value >>> shift) & 255;
  }

  view(from = 0): Uint8Array {
    return this.data.subarray(from, this.length);
  }
}

/** Bits one behind the other. */
export class Bits {
  /** Bits written so far. */
  length = 0;
  private data: Uint8Array = new Uint8Array(1 << 12);

  /** The low `width` bits of `value`, at most 32. */
  put(value: number, width: number): void {
    if ((this.length + width + 7) >>> 3 > this.data.length) this.grow();
    let rest = value;
    for (let left = width; left > 0; ) {
      const shift = this.length & 7;
      const taken = Math.min(8 - shift, left);
      this.data[this.length >>> 3]! |= (rest & ((1 << taken) - 1)) << shift;
      rest >>>= taken;
      left -= taken;
      this.length += taken;
    }
  }

  /** A number from 1 on: as many zeros as it has bits behind its first, a one, those bits (Elias 1975). */
  gamma(value: number): void {
    const width = 31 - Math.clz32(value);
    this.put(0, width);
    this.put(1, 1);
    this.put(value, width);
  }

  /** The bits, filled up to whole bytes; valid until the next change. */
  bytes(): Uint8Array {
    return this.data.subarray(0, (this.length + 7) >>> 3);
  }

  clear(): void {
    this.data.fill(0, 0, (this.length + 7) >>> 3);
    this.length = 0;
  }

  private grow(): void {
    const larger = new Uint8Array(this.data.length * 2);
    larger.set(this.data);
    this.data = larger;
  }
}

/** The value of `width` bits (0..32) that begins at bit `at`. */
export function bitsAt(data: Uint8Array, at: number, width: number): number {
  if (width === 0) return 0;
  const byte = at >>> 3;
  const shift = at & 7;
  const low = (data[byte]! | (data[byte + 1]! << 8) | (data[byte + 2]! << 16) | (data[byte + 3]! << 24)) >>> shift;
  const all = shift + width <= 32 ? low : low | (data[byte + 4]! << (32 - shift));
  // A shift by 32 is one by 0.
  return width === 32 ? all >>> 0 : (all & ((1 << width) - 1)) >>> 0;
}

/** Bits that hold `value`. */
export function widthOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** A bit that reading moves on. */
export interface Cursor {
  readonly data: Uint8Array;
  at: number;
}

export function takeBits(cursor: Cursor, width: number): number {
  const value = bitsAt(cursor.data, cursor.at, width);
  cursor.at += width;
  return value;
}

export function takeGamma(cursor: Cursor): number {
  const { data, at } = cursor;
  const shift = at & 7;
  const near = wordAt(data, at >>> 3) >>> shift;
  const zeros = 31 - Math.clz32(near & -near);
  // Most numbers lie in one word.
  if (near !== 0 && 2 * zeros + 1 <= 32 - shift) {
    cursor.at = at + 2 * zeros + 1;
    return (1 << zeros) | ((near >>> (zeros + 1)) & ((1 << zeros) - 1));
  }
  const ahead = bitsAt(data, at, 32);
  // Damage is found by checksums before this; 31 only ends the loop of a caller that reads on regardless.
  const width = ahead === 0 ? 31 : 31 - Math.clz32(ahead & -ahead);
  cursor.at += width + 1;
  return 2 ** width + takeBits(cursor, width);
}

export function wordAt(data: Uint8Array, at: number): number {
  return (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16) | (data[at + 3]! << 24)) >>> 0;
}

/** Whether the machine keeps numbers as the file does, so that words can be taken as they are. */
const IS_LITTLE = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** The little-endian words of `count * 4` bytes. */
export function wordsAt(data: Uint8Array, at: number, count: number): Uint32Array {
  if (!IS_LITTLE) return Uint32Array.from({ length: count }, (_, i) => wordAt(data, at + i * 4));
  const words = new Uint32Array(count);
  new Uint8Array(words.buffer).set(data.subarray(at, at + count * 4));
  return words;
}

/** 32 bits over a range of bytes (FNV-1a, four bytes a step): every flipped bit changes them. */
export function checksumOf(data: Uint8Array, from = 0, to: number = data.length): number {
  let sum = 0x811c9dc5;
  let i = from;
  const start = data.byteOffset + from;
  if (IS_LITTLE && (start & 3) === 0) {
    const words = new Int32Array(data.buffer, start, Math.max(0, to - from) >>> 2);
    for (let k = 0; k < words.length; k++) sum = Math.imul(sum ^ words[k]!, 0x01000193);
    i += words.length * 4;
  }
  for (; i + 4 <= to; i += 4) {
    const word = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    sum = Math.imul(sum ^ word, 0x01000193);
  }
  for (; i < to; i++) sum = Math.imul(sum ^ data[i]!, 0x01000193);
  return sum >>> 0;
}
