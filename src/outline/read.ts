/** From bytes to reports: decode, find the reports of a file, and say of each who gave it, when, and how it is built. */

import type { Diagnostic } from '../model/diagnostic.js';
import { TaohuaError } from '../model/errors.js';
import type { Report, Source } from '../model/report.js';
import { readSource } from '../text/source.js';
import { type BoundaryModel, boundaryModel } from './boundary.js';
import { foldText } from './reading.js';
import { readReport } from './report.js';
import { cutReports } from './split.js';

export interface ReadOptions {
  /** Where the bytes came from; part of the report's id, and shown to people. */
  readonly path?: string;
  /** Overrides detection. */
  readonly encoding?: string;
  /** False: the whole file is one report. Default true. */
  readonly split?: boolean;
}

/** Always at least one report; content that cannot be used gives one whose diagnostics say why. Cost: linear. */
export async function readReports(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<Report[]> {
  if (typeof bytes !== 'string' && !(bytes instanceof Uint8Array)) {
    throw new TaohuaError(
      'bad-argument',
      `readReports reads bytes (Uint8Array) or text; it was given ${typeof bytes}.`,
    );
  }
  const { source, diagnostics } = await readSource(bytes, options);
  return reportsOf(source, diagnostics, options);
}

/** The reports of a source that is read already. */
export function reportsOf(source: Source, noticed: readonly Diagnostic[], options: ReadOptions = {}): Report[] {
  const folded = foldText(source.text);
  const whole = options.split === false;
  const cuts = folded.mayHoldHan
    ? cutReports(folded.text, { whole })
    : [{ span: { start: 0, end: source.text.length } }];
  let boundaries: BoundaryModel | undefined;
  const model = (): BoundaryModel => {
    boundaries ??= boundaryModel(folded.units);
    return boundaries;
  };
  return cuts.map((cut, i) =>
    readReport(source, cut, {
      number: i + 1,
      end: cuts[i + 1]?.span.start ?? source.text.length,
      noticed,
      model,
      folded,
    }),
  );
}
