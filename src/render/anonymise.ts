/**
 * Findings without names, to show a method or a case without pointing at anyone: reports and issuers become numbers, paths
 * and speakers go, and every place name the reports or the leftovers carry is masked by signs of the same length, so that
 * all spans keep their meaning. What else a text says of itself (events, figures) stays: it is not a cipher.
 */

import type { ReportSummary } from '../model/report.js';
import { type Findings, type SourceReport, summariesOf } from './findings-set.js';
import type { Lang } from './options.js';

const MASK = '某';
/** Ends of place names; the name without its end is masked as well. */
const PLACE_END =
  /(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|自治县|自治旗|林区|新区|地区|省|市|州|盟|区|县|旗|镇|乡|村)$/;

export function anonymised<Set extends Findings>(set: Set, lang: Lang = 'zh-CN'): Set {
  const summaries = summariesOf(set);
  const ids = new Map(summaries.map(({ id }, i) => [id, `r${i + 1}`]));
  const issuers = new Map<string, string>();
  for (const { issuer } of summaries)
    if (!issuers.has(issuer)) issuers.set(issuer, numbered(lang, 'issuer', issuers.size + 1));
  const mask = masker(secretNames(set, summaries));
  const replace = (text: string): string => ids.get(text) ?? mask(text);
  const name = (id: string): { title: string } => ({
    title: numbered(lang, 'report', Number((ids.get(id) ?? 'r0').slice(1))),
  });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const record = value as { readonly id?: unknown; readonly source?: SourceReport['source'] };
    const { id } = record;
    const isReport = typeof id === 'string' && ids.has(id) && 'issuer' in record;
    const result: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(record)) {
      if (isReport && (key === 'path' || key === 'place' || key === 'title' || key === 'speaker' || key === 'meeting'))
        continue;
      if (isReport && key === 'issuer') result[key] = issuers.get(String(inner)) ?? '';
      else if (isReport && key === 'source') result[key] = { format: 'text', text: mask(record.source?.text ?? '') };
      else result[key] = walk(inner);
    }
    return isReport ? { ...result, ...name(id) } : result;
  };
  // `walk` keeps the shape of what it is given: objects stay objects with the same keys but for the optional ones above.
  return walk(set) as Set;
}

function numbered(lang: Lang, what: 'report' | 'issuer', n: number): string {
  if (lang === 'en') return `${what === 'report' ? 'Report' : 'Issuer'} ${n}`;
  return `${what === 'report' ? '报告' : '单位'} ${n}`;
}

/** Every name that would tell who speaks, longest first. */
function secretNames(set: Findings, summaries: readonly ReportSummary[]): readonly string[] {
  const names = new Set<string>();
  const add = (name: string | undefined): void => {
    for (const part of (name ?? '').split(/\s+/)) {
      if (part.length >= 2) names.add(part);
      const stem = part.replace(PLACE_END, '');
      if (stem !== part && stem.length >= 2) names.add(stem);
    }
  };
  for (const { place, path } of summaries) {
    add(place?.name);
    if (path !== undefined && path.length >= 2) names.add(path);
  }
  for (const { speaker } of set.reports) add(speaker);
  const passages =
    set.kind === 'corpus'
      ? set.findings.copies
      : set.kind === 'flag'
        ? set.findings.flatMap((one) => one.passages)
        : [];
  const loose = set.kind === 'flag' ? set.findings.flatMap((one) => one.leftovers) : [];
  for (const leftover of [...passages.flatMap((passage) => passage.leftovers), ...loose]) {
    add(leftover.name);
    add(leftover.place);
  }
  return [...names].sort((x, y) => y.length - x.length || (x < y ? -1 : 1));
}

function masker(names: readonly string[]): (text: string) => string {
  if (names.length === 0) return (text) => text;
  const pattern = new RegExp(names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  return (text) => text.replace(pattern, (found) => MASK.repeat(found.length));
}
