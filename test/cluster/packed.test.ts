// A report that travels without the rest of its file: what stands where, and in which line, is as it was.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packReport, unpackReport } from '../../src/cluster/packed.js';
import { readReports } from '../../src/index.js';
import { lineFinder } from '../../src/render/lines.js';

const lines = fc
  .array(fc.constantFrom('石', '泉', '，', ' ', '\r', '\n', '\r\n'), { maxLength: 90 })
  .map((parts) => parts.join(''));

test('places, lines and columns survive, whatever stands before and behind', async () => {
  const [report] = await readReports('石泉县政府工作报告\n各位代表：现在，我代表县人民政府作工作报告。');
  if (report === undefined) throw new Error('no report');
  fc.assert(
    fc.property(lines, lines, lines, (before, own, behind) => {
      const text = before + own + behind;
      const span = { start: before.length, end: before.length + own.length };
      const given = { ...report, source: { ...report.source, text }, span };
      const got = unpackReport(packReport(given));
      expect(got.source.text.length).toBe(text.length);
      expect(got.source.text.slice(span.start, span.end)).toBe(own);
      const [was, is] = [lineFinder(text), lineFinder(got.source.text)];
      for (let at = span.start; at < span.end; at++) expect(is(at)).toEqual(was(at));
    }),
    { seed: 4, numRuns: 300 },
  );
});
