/**
 * Corrections of damage, each an edit with its rule, confidence and evidence; the source itself is never changed.
 * Order matters: a half-byte shift is undone first, because it puts back the character a pinyin note stands behind.
 */

import type { Furniture, Repair, Script } from '../model/report.js';
import type { Span } from '../model/span.js';
import { findDebris } from './debris.js';
import { findShifts } from './mojibake.js';
import { findPinyinNotes } from './pinyin.js';
import { findSpaceRepairs } from './spaces.js';
import { findLineJoins } from './wrap.js';

/** Repairs inside `span`, sorted; those with `applied` do not overlap. `debris`: what `findDebris` gave. Cost: linear. */
export function findRepairs(
  text: string,
  span: Span,
  script: Script,
  debris: readonly Furniture[] = findDebris(text, span),
): Repair[] {
  const shifts = findShifts(text, span);
  const putBack = new Set(shifts.filter(({ applied }) => applied).map((repair) => repair.span.end));
  const found: Repair[] = [
    ...shifts,
    ...findPinyinNotes(text, span, putBack),
    ...(script === 'latin' ? [] : findLineJoins(text, span, debris)),
    ...(script === 'latin' ? [] : findSpaceRepairs(text, span)),
  ];
  return settle(found);
}

/** Sorted; an applied repair that overlaps an earlier applied one becomes a suggestion. */
function settle(found: Repair[]): Repair[] {
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let reached = -1;
  return found.map((repair) => {
    if (!repair.applied) return repair;
    if (repair.span.start < reached) return { ...repair, applied: false };
    reached = repair.span.end;
    return repair;
  });
}
