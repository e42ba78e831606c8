/** What an extractor of a container format gives: the text people quote from, and where in the file it stood. */

import type { Diagnostic } from '../../model/diagnostic.js';
import type { Locator } from '../../model/report.js';

export interface Extracted {
  readonly text: string;
  readonly locators: readonly Locator[];
  readonly diagnostics: readonly Diagnostic[];
}

/** No text, and the reason. */
export function refused(code: string, message: string, params?: Diagnostic['params']): Extracted {
  const diagnostic: Diagnostic = { code, severity: 'error', message, ...(params === undefined ? {} : { params }) };
  return { text: '', locators: [], diagnostics: [diagnostic] };
}

/** Bounds on what one file may unfold to. Real reports are 0.05 to 2 MB; the bounds leave room for whole yearbooks. */
export const LIMITS: {
  readonly [bound in 'entryBytes' | 'docxBytes' | 'totalBytes' | 'entries' | 'ratio' | 'htmlDepth' | 'pages']: number;
} = {
  /** Bytes of one unpacked entry of a ZIP. */
  entryBytes: 67_108_864,
  /** Bytes of the unpacked parts of a DOCX, which takes 12 to 19 times as much memory to read. */
  docxBytes: 25_165_824,
  /** Bytes of all unpacked entries that are read. */
  totalBytes: 536_870_912,
  /** Entries of one archive. */
  entries: 20_000,
  /** Unpacked size over packed size beyond which an entry over 1 MB is a bomb (text reaches 20, runs of one byte 1,030). */
  ratio: 200,
  /** Open elements of an HTML page; browsers stop at 512. */
  htmlDepth: 4_096,
  /** Pages of a PDF. */
  pages: 5_000,
};

/** A caught error in a few words, without stack or path. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0]?.slice(0, 200) ?? '';
}
