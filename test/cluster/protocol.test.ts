// Rows as lines: nothing is lost on the way, by our reader or by four replacements in SQL, and nothing bad comes through.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PROGRAMS } from '../../src/cluster/programs.js';
import { decodeRow, encodeRow, type Row } from '../../src/cluster/protocol.js';
import { linesOf, work } from '../../src/cluster/work.js';

const awkward = fc.array(
  fc.oneof(
    fc.constantFrom('\\', '\t', '\n', '\r', 'N', 't', 'n', 'e', 'r', '.', '', '省', '\u0001', '\u2028', '\u{20000}'),
    fc.string(),
  ),
  { maxLength: 12 },
);
const field = fc.oneof(
  fc.constantFrom(null, '', '\\N', '.'),
  awkward.map((parts) => parts.join('')),
);
const rows = fc.array(fc.tuple(field, field, field), { maxLength: 6 });

const PARAMETERS = { buckets: 4 };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function* bytes(text: string, size: number): AsyncGenerator<Uint8Array> {
  const whole = new TextEncoder().encode(text);
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

async function* once(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  yield chunk;
}

describe('a row as a line', () => {
  test('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.tuple(field, field, field), (row) => {
        const line = encodeRow(row);
        expect(line).not.toMatch(/[\n\r]/);
        expect(decodeRow(line, 3)).toEqual(row);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('is undone by plain replacements, as SQL does it', () => {
    fc.assert(
      fc.property(awkward, (parts) => {
        const text = parts.join('');
        const [written = ''] = encodeRow([text]).split('\t');
        const undone = written.replaceAll('\\t', '\t').replaceAll('\\n', '\n').replaceAll('\\r', '\r');
        expect(undone.replaceAll('\\e', '\\')).toBe(text);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test.each([
    ['too few fields', 'a\tb\t.'],
    ['too many fields', 'a\tb\tc\td\t.'],
    ['no end mark', 'a\tb\tc\t'],
    ['an unknown escape', 'a\tb\\x\tc\t.'],
    ['a lone backslash at the end', 'a\tb\\\tc\t.'],
  ])('is refused with %s', (_, line) => {
    expect(() => decodeRow(line, 3)).toThrow(expect.objectContaining({ code: 'bad-row' }));
  });
});

describe('a stream of lines', () => {
  test('is the same however it is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 7 }), async (given, size) => {
        const text = given.map((row) => `${encodeRow(row)}\n`).join('');
        const wellFormed = given.map((row) => row.map((one) => (one === null ? null : Buffer.from(one).toString())));
        const read = (await all(linesOf(bytes(text, size)))).map((line) => decodeRow(line, 3));
        expect(read).toEqual(wellFormed);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('that was cut off, or is no UTF-8, is refused', async () => {
    await expect(all(linesOf(bytes('a\t.\nb\t', 3)))).rejects.toMatchObject({ code: 'bad-row' });
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([0xe7, 0x9c]);
    };
    await expect(all(linesOf(broken()))).rejects.toMatchObject({ code: 'bad-row' });
  });
});

describe('a program', () => {
  const run = (name: string, given: readonly Row[]): Promise<string[]> =>
    all(work(PROGRAMS[name]!, PARAMETERS, given.map(encodeRow)));

  test('echo gives every row back', async () => {
    const given: Row[] = [
      ['1', 'a\tb\nc\r\\', ''],
      ['2', null, '\\N'],
    ];
    expect((await run('echo', given)).map((line) => decodeRow(line, 3))).toEqual(given);
  });

  test('refuses rows that are not sorted, not numbers, or not there', async () => {
    await expect(
      run('pairs', [
        ['2', '3', '0', ''],
        ['1', '3', '0', ''],
      ]),
    ).rejects.toMatchObject({ code: 'bad-row' });
    await expect(run('pairs', [['one', '3', '0', '']])).rejects.toMatchObject({ code: 'bad-row' });
    await expect(run('pairs', [['1', '3', '0', null]])).rejects.toMatchObject({ code: 'bad-row' });
    await expect(run('align', [['1', '1', '2', '[]', '{"minIssuers":3}']])).rejects.toMatchObject({ code: 'bad-row' });
    await expect(run('families', [['0', '1', '0', '{}']])).rejects.toMatchObject({ code: 'bad-row' });
  });

  test('given rows of anything, ends: with rows of its own shape or with an error', async () => {
    const number = fc.oneof(fc.integer({ min: -3, max: 40 }).map(String), fc.constantFrom('', 'x', '1.5', '1e400'));
    const body = fc.oneof(field, fc.json(), fc.constantFrom('[]', '{}', '0', '{"documents":1}', 'AAAA', 'AAAAAAAA'));
    for (const [name, { input, output }] of Object.entries(PROGRAMS)) {
      const row = fc.tuple(...input.map(({ type }) => fc.oneof(type === 'BIGINT' ? number : body, fc.constant(null))));
      const outcome = async (given: readonly Row[]): Promise<string> => {
        const lines = await run(name, given).catch((error: unknown) => error);
        if (!Array.isArray(lines)) return lines instanceof Error ? 'an error' : `thrown: ${String(lines)}`;
        for (const line of lines) decodeRow(String(line), output.length);
        return 'rows';
      };
      await fc.assert(
        fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (given) => {
          expect(['rows', 'an error']).toContain(await outcome(given));
        }),
        { seed: 5, numRuns: 60 },
      );
    }
  });

  test('given rows that were cut off anywhere but behind a row, fails', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (given, at) => {
        const whole = new TextEncoder().encode(
          given.map((one, n) => `${encodeRow([String(n), ...one.slice(1)])}\n`).join(''),
        );
        const cut = whole.subarray(0, at % (whole.length + 1));
        const isWhole = cut.length === 0 || cut.at(-1) === 0x0a;
        const read = all(work(PROGRAMS['echo']!, PARAMETERS, linesOf(once(cut))));
        if (isWhole) expect((await read).length).toBe(cut.filter((byte) => byte === 0x0a).length);
        else await expect(read).rejects.toMatchObject({ code: 'bad-row' });
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  test('without rows makes none', async () => {
    for (const name of Object.keys(PROGRAMS)) expect(await run(name, [])).toEqual([]);
  });
});
