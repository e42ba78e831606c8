/** Runs a program over lines: what `taohua worker` does, and what the local engine does in its threads. */

import { TaohuaError } from '../model/errors.js';
import type { Group, Parameters, Program } from './program.js';
import { decodeRow, encodeRow, type Row, wholeOf } from './protocol.js';

/** Lines in, lines out. Throws at the first row that is not as it should be: a wrong result is worse than none. */
export async function* work(
  program: Program,
  parameters: Parameters,
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<string> {
  for await (const row of rowsOf(program, parameters, decoded(lines, program.input.length))) {
    if (row.length !== program.output.length)
      throw new TaohuaError('bad-row', `the program made ${row.length} fields, not ${program.output.length}`);
    yield encodeRow(row);
  }
}

async function* decoded(lines: AsyncIterable<string> | Iterable<string>, columns: number): AsyncGenerator<Row> {
  for await (const line of lines) yield decodeRow(line, columns);
}

async function* rowsOf(program: Program, parameters: Parameters, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  let group: Group | undefined;
  let part = Number.NEGATIVE_INFINITY;
  for await (const row of rows) {
    if (program.grouped) {
      const own = wholeOf(row[0], program.input[0]?.name ?? 'part');
      if (own < part) throw new TaohuaError('bad-row', `part ${own} comes after part ${part}: the rows are not sorted`);
      if (own > part) {
        if (group !== undefined) yield* await group.end();
        group = undefined;
        part = own;
      }
    }
    group ??= program.open(parameters);
    yield* await group.take(row);
  }
  if (group !== undefined) yield* await group.end();
}

/** Lines of a stream of bytes. A last line without a line feed was cut off. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest: string[] = [];
  for await (const chunk of chunks) {
    const text = readable(() => decoder.decode(chunk, { stream: true }));
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      yield rest.length === 0 ? text.slice(from, at) : `${rest.join('')}${text.slice(from, at)}`;
      rest = [];
      from = at + 1;
    }
    if (from < text.length) rest.push(text.slice(from));
  }
  rest.push(readable(() => decoder.decode()));
  const last = rest.join('');
  if (last !== '') throw new TaohuaError('bad-row', 'the last line has no line feed: the input was cut off');
}

function readable(decode: () => string): string {
  try {
    return decode();
  } catch (error) {
    throw new TaohuaError('bad-row', 'the input is no UTF-8', { cause: error });
  }
}
