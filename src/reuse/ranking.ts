/**
 * Which reports share surprisingly much: pairs by the bits of their passages, near-duplicates, and groups. A report joins
 * a group only when it shares passages with at least half of its members, so that one report which copied from two others
 * does not chain everything into one group.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { RankedPair } from '../model/findings.js';
import type { Passage, PlacedSpan } from '../model/passage.js';
import type { Report } from '../model/report.js';
import { countCharacters } from '../outline/counted.js';
import { compareText } from './corpus.js';

export interface Ranking {
  /** By surprise, strongest first, and those of one issuer behind all others. `a` is the side that was copied into more often. */
  readonly pairs: readonly RankedPair[];
  /** Groups of at least two report ids, largest first, ids sorted. */
  readonly clusters: readonly (readonly string[])[];
  /** One diagnostic a pair of near-duplicates. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reports named in a diagnostic of duplicates; the rest is counted. */
const NAMED = 3;

/** One diagnostic for each text that stands in the corpus more than once: such reports are one voice. */
export function duplicates(reports: readonly Report[]): Diagnostic[] {
  return duplicatesOf(reports.map(({ id, source, span }) => ({ id, text: source.text.slice(span.start, span.end) })));
}

/** The same for reports whose text is known by itself or by its hash; an empty one repeats nothing. */
export function duplicatesOf(reports: readonly { readonly id: string; readonly text: string }[]): Diagnostic[] {
  const groups = new Map<string, string[]>();
  for (const { id, text } of reports) {
    if (text.trim() === '') continue;
    const known = groups.get(text);
    if (known) known.push(id);
    else groups.set(text, [id]);
  }
  return [...groups.values()]
    .filter((ids) => ids.length > 1)
    .map((ids) => {
      const named = ids.sort(compareText).slice(0, NAMED).join(', ');
      const message = `${ids.length} reports have the same text and count as one voice: ${named}${ids.length > NAMED ? ', …' : ''}`;
      const params = { count: ids.length, reports: named };
      return { code: 'duplicate-reports', severity: 'warning' as const, params, message };
    })
    .sort((a, b) => compareText(a.message, b.message));
}

/** Share of the shorter report from which two reports are the same one. */
const DUPLICATE = 0.8;
/** Share of a group's members that a new one must be linked with. */
const LINKED = 0.5;

/** Characters of a report, and of those the ones that some passages cover. */
export interface Measures {
  readonly covered: (id: string, passages: readonly Passage[]) => number;
  readonly length: (id: string) => number;
}

/** Cost: linear in the passages, plus a sort. */
export function rank(reports: readonly Report[], copies: readonly Passage[]): Ranking {
  const byId = new Map(reports.map((report) => [report.id, report]));
  return rankBy(copies, {
    covered: (id, passages) => coveredCharacters(byId.get(id), passages),
    length: (id) => lengthOf(byId.get(id)),
  });
}

/** The same where the characters were counted elsewhere. */
export function rankBy(copies: readonly Passage[], { covered, length }: Measures): Ranking {
  const shared = new Map<string, Passage[]>();
  for (const passage of copies) {
    const key = [passage.draft.report, passage.source.report].sort(compareText).join('\0');
    const known = shared.get(key);
    if (known) known.push(passage);
    else shared.set(key, [passage]);
  }
  const pairs: RankedPair[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [key, passages] of shared) {
    const [low = '', high = ''] = key.split('\0');
    const drafts = passages.filter(({ draft }) => draft.report === low).length;
    const [a, b] = drafts * 2 >= passages.length ? [low, high] : [high, low];
    const [inA, inB] = [covered(a, passages), covered(b, passages)];
    const surprise = passages.reduce((sum, passage) => sum + passage.surprise, 0);
    const isOwn = passages.every(({ route }) => route === 'own');
    pairs.push({ a, b, passages: passages.length, surprise, characters: inA, ...(isOwn ? { own: true } : {}) });
    const shares = [inA / length(a), inB / length(b)];
    if (Math.max(...shares) >= DUPLICATE) {
      const percent = Math.round(Math.max(...shares) * 100);
      diagnostics.push({
        code: 'near-duplicate',
        severity: 'warning',
        params: { a, b, percent },
        message: `${a} and ${b} are nearly the same: ${percent} % of the shorter stands in the other; leave one out`,
      });
    }
  }
  pairs.sort(
    (x, y) =>
      Number(x.own ?? false) - Number(y.own ?? false) ||
      y.surprise - x.surprise ||
      compareText(x.a, y.a) ||
      compareText(x.b, y.b),
  );
  diagnostics.sort((x, y) => compareText(x.message, y.message));
  return { pairs, clusters: clustersOf(pairs), diagnostics };
}

/** Counted characters of a report inside passages, each once. */
export function coveredCharacters(report: Report | undefined, passages: readonly Passage[]): number {
  if (report === undefined) return 0;
  const spans = passages
    .flatMap(({ draft, source }): PlacedSpan[] => [draft, source])
    .filter((side) => side.report === report.id)
    .map(({ span }) => span)
    .sort((a, b) => a.start - b.start);
  let [sum, reached] = [0, 0];
  for (const { start, end } of spans) {
    if (end > reached) sum += countCharacters(report.source.text, Math.max(start, reached), end);
    reached = Math.max(reached, end);
  }
  return sum;
}

export function lengthOf(report: Report | undefined): number {
  if (report === undefined) return 1;
  return Math.max(1, countCharacters(report.source.text, report.span.start, report.span.end));
}

/** Strongest pairs first: each opens a group, joins one, or joins two groups that are linked well enough. */
function clustersOf(pairs: readonly RankedPair[]): string[][] {
  const links = new Set(pairs.map(({ a, b }) => `${a}\0${b}`));
  const isLinked = (a: string, b: string): boolean => links.has(`${a}\0${b}`) || links.has(`${b}\0${a}`);
  const groupOf = new Map<string, string[]>();
  const own = (id: string): string[] => {
    const group = groupOf.get(id) ?? [id];
    groupOf.set(id, group);
    return group;
  };
  for (const { a, b } of pairs) {
    const [first, second] = [own(a), own(b)];
    if (first === second) continue;
    const fits = [...first].every((x) => second.filter((y) => isLinked(x, y)).length >= LINKED * second.length);
    if (!fits || !second.every((y) => first.filter((x) => isLinked(x, y)).length >= LINKED * first.length)) continue;
    first.push(...second);
    for (const id of second) groupOf.set(id, first);
  }
  return [...new Set(groupOf.values())]
    .filter((group) => group.length > 1)
    .map((group) => group.sort(compareText))
    .sort((x, y) => y.length - x.length || compareText(x[0] ?? '', y[0] ?? ''));
}
