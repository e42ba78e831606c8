/** A linked sentence cut into pieces by its edits, for formats that mark what changed inside. */

import type { EditKind, SentenceLink } from '../model/comparison.js';
import type { Span } from '../model/span.js';
import type { Side } from './comparison-figures.js';
import { quote, type SourceReport } from './findings-set.js';

export interface Piece {
  readonly text: string;
  /** Absent: the same on both sides. */
  readonly kind?: EditKind;
}

/** One side of a link, in order. Edits that overlap or leave their span are clipped; spans without text give no piece. */
export function sidePieces(link: SentenceLink, side: Side, report: SourceReport | undefined): readonly Piece[] {
  const edits = [...(link.edits ?? [])].sort((x, y) => x[side].start - y[side].start || x[side].end - y[side].end);
  const pieces: Piece[] = [];
  for (const span of link[side]) {
    let at = span.start;
    for (const edit of edits) {
      const start = Math.max(edit[side].start, at);
      const end = Math.min(edit[side].end, span.end);
      if (end <= start) continue;
      push(pieces, report, { start: at, end: start });
      push(pieces, report, { start, end }, edit.kind);
      at = end;
    }
    push(pieces, report, { start: at, end: span.end });
  }
  return pieces;
}

function push(pieces: Piece[], report: SourceReport | undefined, span: Span, kind?: EditKind): void {
  if (span.end <= span.start) return;
  const text = quote(report, span);
  if (text !== undefined) pieces.push(kind === undefined ? { text } : { text, kind });
}

/** Signs that an ellipsis is worth. */
const LEAST_CUT = 3;

/** The same with what did not change cut to `context` signs around each edit, where the reader asked for that. */
export function shownPieces(
  link: SentenceLink,
  side: Side,
  report: SourceReport | undefined,
  context: number | undefined,
): readonly Piece[] {
  const pieces = sidePieces(link, side, report);
  if (context === undefined || !pieces.some(({ kind }) => kind !== undefined)) return pieces;
  return pieces.map((piece, i) => {
    if (piece.kind !== undefined) return piece;
    const signs = [...piece.text];
    const before = i === 0 ? 0 : context;
    const after = i === pieces.length - 1 ? 0 : context;
    if (signs.length <= before + after + LEAST_CUT) return piece;
    return { text: `${signs.slice(0, before).join('')}…${signs.slice(signs.length - after).join('')}` };
  });
}
