/**
 * Rows of a result of DuckDB, read from its vectors by the plain functions of the bindings: the package above them is 180
 * files, which take a tenth of a second to load before anything is asked. Only the types that our tables have.
 */

import type { DataChunk, Result, Vector } from '@duckdb/node-bindings';

/** The bindings: one function each for those of DuckDB's C interface. */
export type Bindings = typeof import('@duckdb/node-bindings');

export type Row = readonly unknown[];

/** Numbers of the types in DuckDB's C interface. */
const INTEGER = 4;
const BIGINT = 5;
const VARCHAR = 17;
const BLOB = 18;

/** Bytes of a string in a vector: its length, then itself when it is short, else four bytes of it and where the rest stands. */
const STRING = 16;
const SHORT = 12;

/** A mark of byte order at the beginning of a text is part of it. */
const UTF8: TextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The next rows of a result; nothing at its end. */
export async function nextRows(bindings: Bindings, result: Result): Promise<Row[] | undefined> {
  const chunk = await bindings.fetch_chunk(result);
  if (chunk === null) return undefined;
  const count = bindings.data_chunk_get_size(chunk);
  return count === 0 ? undefined : rowsIn(bindings, result, chunk, count);
}

function rowsIn(bindings: Bindings, result: Result, chunk: DataChunk, count: number): Row[] {
  const columns = Array.from({ length: bindings.column_count(result) }, (_, c) => {
    const type: number = bindings.column_type(result, c);
    return columnOf(bindings, bindings.data_chunk_get_vector(chunk, c), type, count);
  });
  return Array.from({ length: count }, (_, row) => columns.map((column) => column[row]));
}

function columnOf(bindings: Bindings, vector: Vector, type: number, count: number): unknown[] {
  const width = widthOf(type);
  const bytes = bindings.vector_get_data(vector, count * width);
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Nothing where every value is there.
  const valid: Uint8Array | null = bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8);
  return Array.from({ length: count }, (_, row) => {
    if (valid && (valid[row >>> 3]! & (1 << (row & 7))) === 0) return null;
    if (type === INTEGER) return data.getInt32(row * width, true);
    if (type === BIGINT) return data.getBigInt64(row * width, true);
    const held = stringAt(bindings, data, row * width);
    return type === VARCHAR ? UTF8.decode(held) : held.slice();
  });
}

function widthOf(type: number): number {
  if (type === INTEGER) return 4;
  if (type === BIGINT) return 8;
  if (type === VARCHAR || type === BLOB) return STRING;
  throw new Error(`a column of the type ${type} of DuckDB, which no table of an index has`);
}

function stringAt(bindings: Bindings, data: DataView, at: number): Uint8Array {
  const length = data.getUint32(at, true);
  if (length <= SHORT) return new Uint8Array(data.buffer, data.byteOffset + at + 4, length);
  return bindings.get_data_from_pointer(bufferOf(data), data.byteOffset + at + 8, length);
}

function bufferOf({ buffer }: DataView): ArrayBuffer {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new Error('shared memory where DuckDB gives its own');
}
