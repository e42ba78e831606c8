/** The line of progress: on a terminal alone, after half a second alone, with rate and time left. */

import { afterEach, expect, test, vi } from 'vitest';
import { type Host, processHost } from '../../src/cli/host.js';
import { progressLine } from '../../src/cli/progress.js';
import { sayIn } from '../../src/cli/say.js';

afterEach(() => vi.restoreAllMocks());

/** What stands in the line after each call, by the clock given in milliseconds. */
function drawn(calls: readonly (readonly [at: number, done: number])[], terminal: boolean, quiet = false): string[] {
  const lines: string[] = [];
  const host: Host = {
    ...processHost(new AbortController().signal),
    stderrIsTerminal: terminal,
    status: (line) => void lines.push(line),
  };
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const line = progressLine(host, sayIn('en'), quiet);
  for (const [at, done] of calls) {
    clock.mockReturnValue(at);
    line.listen({ stage: 'read', done, total: 100 });
  }
  line.done();
  return lines;
}

test('nothing is drawn in the first half second, nor beside a terminal, nor when quiet', () => {
  expect(
    drawn(
      [
        [0, 0],
        [499, 40],
      ],
      true,
    ),
  ).toEqual([]);
  expect(
    drawn(
      [
        [0, 0],
        [900, 40],
      ],
      false,
    ),
  ).toEqual([]);
  expect(
    drawn(
      [
        [0, 0],
        [900, 40],
      ],
      true,
      true,
    ),
  ).toEqual([]);
});

test('then a bar, how many of how many, the rate and the time left; the line is cleared at the end', () => {
  const lines = drawn(
    [
      [0, 0],
      [2000, 20],
      [2050, 21],
      [4000, 50],
    ],
    true,
  );
  expect(lines[0]).toMatch(/^read █+░+ 20\/100 10\/s about 8 s left$/);
  // Not more often than ten times a second.
  expect(lines[1]).toMatch(/50\/100 13\/s about 4 s left$/);
  expect(lines.slice(2)).toEqual(['']);
});
