/**
 * Whether a copy ends before the report does. Signs: a trial-read notice behind the text, a last paragraph that breaks off inside
 * a sentence, an announcement that the last sections do not fill. A claimed length (全文18521字) is only reported: claims are false.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Span } from '../model/span.js';
import type { Reading } from './reading.js';

export interface TruncationEvidence {
  readonly span: Span;
  /** Repaired text of the report, without furniture. */
  readonly reading: Reading;
  /** The page behind the report, up to the next one. */
  readonly behind: string;
  /** See announced.ts. */
  readonly unfinished: boolean;
  readonly claimedLength?: number;
}

export interface Truncation {
  readonly truncated: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

const TRIAL = /试读(?:结束|部分|到此)|試讀(?:結束|部分)|剩余\d*%?未读|(?:查阅|查看|阅读)全文|未完待续/;
/** A last line shorter than this may be a signature or a label. */
const PARAGRAPH = 40;
/** Share by which a claimed length may differ. */
const CLAIM_SLACK = 0.25;

export function findTruncation(evidence: TruncationEvidence): Truncation {
  const { reading, behind, span, unfinished, claimedLength } = evidence;
  const diagnostics: Diagnostic[] = [];
  const signs: string[] = [];
  const seen: string[] = [];
  const note = (sign: string, words: string): void => {
    seen.push(sign);
    signs.push(words);
  };
  const tail = { start: Math.max(span.start, span.end - 20), end: span.end };
  if (TRIAL.test(behind) || TRIAL.test(reading.text.slice(-400))) note('trial-notice', 'a trial-read notice follows');
  if (breaksOff(reading.text)) note('breaks-off', 'the last sentence breaks off');
  if (unfinished) note('unfinished', 'fewer sections than announced');
  if (signs.length > 0) {
    const message = `The text ends before the report does: ${signs.join(', ')}. Figures and links cover only this part.`;
    diagnostics.push({
      code: 'truncated',
      severity: 'warning',
      params: { signs: seen.join(' ') },
      message,
      span: tail,
    });
  }
  const length = claimedLength === undefined ? 0 : reading.text.replace(/\s+/g, '').length;
  if (claimedLength !== undefined && Math.abs(length - claimedLength) > CLAIM_SLACK * claimedLength) {
    diagnostics.push({
      code: 'claimed-length',
      severity: 'info',
      params: { claimed: claimedLength, length },
      message: `The title claims ${claimedLength} characters; the text has ${length}.`,
    });
  }
  return { truncated: signs.length > 0, diagnostics };
}

/** The last paragraph has sentences and then words without an end. */
function breaksOff(text: string): boolean {
  const last = lastLine(text.slice(-4000).trimEnd());
  if (/[。!?…”’)』」》.;]$/.test(last)) return false;
  return /[。;]/.test(last) || last.length > PARAGRAPH;
}

/** The last line of some length, without the spaces around it. */
function lastLine(text: string): string {
  for (let end = text.length; end >= 0; ) {
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end).trim();
    if (line.length >= 6) return line;
    end = start - 1;
  }
  return '';
}
