/** From bytes to reports: decode, find the reports of a file, and say who gave each and when. */

import type { Report } from '../model/report.js';
import { detectScript } from '../text/script.js';

export interface ReadOptions {
  /** Where the bytes came from; part of the report's id, and shown to people. */
  readonly path?: string;
  /** Overrides detection. */
  readonly encoding?: string;
  /** False: the whole file is one report. Default true. */
  readonly split?: boolean;
}

const OPENING = /各位代表(?:、各位[^:：]{2,6})?\s*[:：]/g;

export async function readReports(bytes: Uint8Array | string, options: ReadOptions = {}): Promise<Report[]> {
  const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8').decode(bytes);
  const starts: number[] = [];
  if (options.split !== false) {
    for (const match of text.matchAll(OPENING)) starts.push(Math.max(text.lastIndexOf('\n-\n', match.index), 0));
  }
  if (starts.length < 2) starts.splice(0, starts.length, 0);
  return starts.map((start, i) => {
    const span = { start, end: starts[i + 1] ?? text.length };
    const place = /([一-龥]{2,12}[省市区县州])(?=第[一-龥]{1,3}届人民代表大会)/.exec(
      text.slice(start, start + 400),
    )?.[1];
    return {
      id: `${options.path ?? 'text'}#${i + 1}`,
      source: {
        ...(options.path === undefined ? {} : { path: options.path }),
        format: 'text',
        encoding: 'utf-8',
        text,
      },
      span,
      ...(place ? { place: { name: place } } : {}),
      issuer: place ?? `${options.path ?? 'text'}#${i + 1}`,
      script: detectScript(text.slice(span.start, span.end)),
      masks: [],
      truncated: false,
      outline: [],
      repairs: [],
      furniture: [],
      diagnostics: [],
    };
  });
}
