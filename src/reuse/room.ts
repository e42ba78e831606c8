/** Memory that is used again from call to call: where two texts are short, asking for new columns costs as much as reading them. */

/** Entries up to which a column is kept. */
const MOST = 1 << 18;

/** Gives at least `length` numbers with anything in them, the same ones each time; nothing may hold them across calls. */
export type Room<T> = (length: number) => T;

export function intRoom(): Room<Int32Array> {
  let kept = new Int32Array(0);
  return (length) => {
    if (length > MOST) return new Int32Array(length);
    if (length > kept.length) kept = new Int32Array(Math.min(MOST, 2 * length));
    return kept;
  };
}

export function floatRoom(): Room<Float64Array> {
  let kept = new Float64Array(0);
  return (length) => {
    if (length > MOST) return new Float64Array(length);
    if (length > kept.length) kept = new Float64Array(Math.min(MOST, 2 * length));
    return kept;
  };
}
