/** A typed array that grows: unsigned 32-bit numbers pushed one by one, without an object for each. */

export class GrowingUint32 {
  length = 0;
  #values: Uint32Array;

  /** Where the most there can be is known, room for it spares copies; what is never written costs no memory. */
  constructor(room = 1024) {
    this.#values = new Uint32Array(room);
  }

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length + 1);
    this.#values[this.length++] = value;
  }

  /** The value pushed last; the caller knows that there is one. */
  last(): number {
    return this.#values[this.length - 1]!;
  }

  pop(): number {
    return this.#values[--this.length]!;
  }

  append(values: Uint32Array): void {
    if (this.length + values.length > this.#values.length) this.#grow(this.length + values.length);
    this.#values.set(values, this.length);
    this.length += values.length;
  }

  /** values[from .. to); a few are not worth a view of them. */
  appendRange(values: Uint32Array, from: number, to: number): void {
    if (to - from > 32) this.append(values.subarray(from, to));
    else for (let i = from; i < to; i++) this.push(values[i]!);
  }

  /** A view of what was pushed, valid until the next push. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }

  #grow(least: number): void {
    const values = new Uint32Array(Math.max(least, 2 * this.#values.length));
    values.set(this.#values);
    this.#values = values;
  }
}
