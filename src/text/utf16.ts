/**
 * Strings and their UTF-16 units. Where the platform copies (Node), a loop over units costs a third of one over
 * `charCodeAt`, and a string is made of units in a third of the time a decoder takes; elsewhere the slower way gives the same.
 */

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** Units are copied already; they only have to become a string. Cost: linear. */
export function textOfUnits(units: Uint16Array): string {
  if (typeof Buffer === 'undefined') return decoder.decode(units);
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}

/** The same for units below 0x100: engines keep such a string in half the room and search it for Han in no time. */
export function textOfLatinUnits(units: Uint16Array): string {
  if (typeof Buffer === 'undefined') return decoder.decode(units);
  const bytes = new Uint8Array(units);
  return Buffer.from(bytes.buffer).toString('latin1');
}

/** Shorter texts are read unit by unit: a call of the platform costs as much. */
const SHORT = 64;
/** Units of a text up to which the same memory is used again: new memory costs more than the copy. */
const KEPT = 1 << 20;
let kept = new Uint16Array(0);

/** The units of `text`, good until the next call. Cost: linear. */
export function unitsOfText(text: string): Uint16Array {
  const { length } = text;
  if (length > kept.length && length <= KEPT) kept = new Uint16Array(Math.min(KEPT, 2 * length));
  const units = length <= KEPT ? kept.subarray(0, length) : new Uint16Array(length);
  if (length < SHORT || typeof Buffer === 'undefined') {
    for (let i = 0; i < length; i++) units[i] = text.charCodeAt(i);
  } else Buffer.from(units.buffer, units.byteOffset, units.byteLength).write(text, 'utf16le');
  return units;
}
