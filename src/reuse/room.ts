/** Memory that is used again from call to call: where two texts are short, asking for new columns costs as much as reading them. */

/** Entries up to which a column is kept. */
const MOST = 1 << 18;

/** Gives at least `length` numbers with anything in them, the same ones each time; nothing may hold them across calls. */
export type Room<T> = (length: number) => T;

export function intRoom(): Room<Int32Array> {
  return roomOf((length) => new Int32Array(length));
}

export function floatRoom(): Room<Float64Array> {
  return roomOf((length) => new Float64Array(length));
}

function roomOf<T extends { readonly length: number }>(make: (length: number) => T): Room<T> {
  let kept = make(0);
  return (length) => {
    if (length > MOST) return make(length);
    if (length > kept.length) kept = make(Math.min(MOST, 2 * length));
    return kept;
  };
}
