/**
 * The wordings of a sample as bytes: which reports it was, then the columns, then a checksum over all of it. Derived from the
 * record like the look-ups; what does not read, or was learned otherwise or from other reports, is learned anew.
 */

import { LEARNING, type Wordings } from '../reuse/wordings.js';
import { Bytes, checksumOf, wordAt } from './bytes.js';

const MAGIC = new TextEncoder().encode('TAOHUAW1');
/** Way of learning, reports, issuers, wordings, columns. */
const HEAD = 5;

export interface KeptWordings {
  /** Numbers of the reports in the record. */
  readonly sample: Uint32Array;
  readonly wordings: Wordings;
}

export function packWordings({ sample, wordings }: KeptWordings): Uint8Array {
  const { issuers, start, id, marks, said, needed, ends } = wordings;
  const bytes = new Bytes();
  bytes.append(MAGIC);
  for (const count of [LEARNING, sample.length, issuers, said.length, id.length]) bytes.word(count);
  for (const words of [sample, start, id, said, needed]) for (const word of words) bytes.word(word);
  for (const part of [marks, ends]) bytes.append(part);
  bytes.word(checksumOf(bytes.data, 0, bytes.length));
  return bytes.view().slice();
}

/** Undefined where the bytes are damaged or say what another program learned. */
export function unpackWordings(bytes: Uint8Array): KeptWordings | undefined {
  const end = bytes.length - 4;
  if (end < MAGIC.length + HEAD * 4 || MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined;
  if (wordAt(bytes, end) !== checksumOf(bytes, 0, end)) return undefined;
  let at = MAGIC.length;
  const word = (): number => {
    at += 4;
    return wordAt(bytes, at - 4);
  };
  const words = (count: number): Uint32Array => {
    const values = new Uint32Array(count);
    for (let i = 0; i < count; i++) values[i] = word();
    return values;
  };
  const learning = word();
  const [reports, issuers, wordings, columns] = [word(), word(), word(), word()];
  if (learning !== LEARNING || end !== at + 4 * (reports + 3 * wordings + 1 + columns) + columns + wordings)
    return undefined;
  const sample = words(reports);
  const start = words(wordings + 1);
  const id = words(columns);
  const said = words(wordings);
  const needed = words(wordings);
  const marks = bytes.slice(at, at + columns);
  const ends = bytes.slice(at + columns, end);
  return { sample, wordings: { issuers, start, id, marks, said, needed, ends } };
}
