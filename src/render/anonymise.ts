/**
 * Findings without names, to show a method or a case without pointing at anyone: reports and issuers become numbers, paths,
 * titles and meetings go. In every text and quotation the names the reports carry (place, each part of it, speaker), those
 * of the leftovers, every division of China and what has the form of a name (people, organisations, works, settlements, regions)
 * are masked by signs of the same length, so that all spans keep their meaning. Figures, dates, events and names without a form
 * stay: it is not a cipher.
 */

import type { ReportSummary } from '../model/report.js';
import { placeLength, placeOpeners } from '../text/place-match.js';
import { withoutNames } from './anonymise-names.js';
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
  const longIds = [...ids.keys()].filter((id) => id.includes('#')).sort(longestFirst);
  const idPattern = longIds.length === 0 ? undefined : new RegExp(longIds.map(escapePattern).join('|'), 'g');
  // Ids hold the names of files, and notes of the findings quote ids.
  const withoutIds = (text: string): string =>
    idPattern !== undefined && text.includes('#') ? text.replace(idPattern, (id) => ids.get(id) ?? '') : text;
  const replace = (text: string): string => ids.get(text) ?? mask(withoutIds(text));
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
      // A bank's tokens spell the wording out.
      if (key === 'tokens') continue;
      if (isReport && (key === 'path' || key === 'place' || key === 'title' || key === 'speaker' || key === 'meeting'))
        continue;
      if (isReport && key === 'issuer') result[key] = issuers.get(String(inner)) ?? '';
      else if (isReport && key === 'source') result[key] = { format: 'text', text: mask(record.source?.text ?? '') };
      else result[key] = walk(inner);
    }
    return isReport ? { ...result, ...name(id) } : result;
  };
  // `walk` keeps the shape of what it is given: objects stay objects with the same keys but for the optional ones above.
  // Reports that no finding speaks of are in no file.
  return walk({ ...set, reports: set.reports.filter(({ id }) => ids.has(id)) }) as Set;
}

function numbered(lang: Lang, what: 'report' | 'issuer', n: number): string {
  if (lang === 'en') return `${what === 'report' ? 'Report' : 'Issuer'} ${n}`;
  return `${what === 'report' ? '报告' : '单位'} ${n}`;
}

/** The divisions a composed name is made of: 望汐市鹭屿县 is 望汐市 and 鹭屿县. */
const PARTS = new RegExp(`[一-龥]{2,}?${PLACE_END.source.slice(0, -1)}`, 'g');
/** A mask of the source is no name. */
const PLACEHOLDER = /[某×xX*＊Ｘ]/;

/** Every name that would tell who speaks, longest first. */
function secretNames(set: Findings, summaries: readonly ReportSummary[]): readonly string[] {
  const names = new Set<string>();
  const add = (name: string): void => {
    if (name.length >= 2) names.add(name);
  };
  const addPlace = (name: string | undefined): void => {
    for (const word of (name ?? '').split(/\s+/)) {
      for (const part of [word, ...(word.match(PARTS) ?? [])]) {
        if (PLACEHOLDER.test(part)) continue;
        add(part);
        add(part.replace(PLACE_END, ''));
      }
    }
  };
  for (const { place, path } of summaries) {
    addPlace(place?.name);
    if (path !== undefined) add(path);
  }
  for (const { speaker } of set.reports) add((speaker ?? '').replace(/\s+/g, ''));
  const passages =
    set.kind === 'corpus'
      ? set.findings.copies
      : set.kind === 'flag'
        ? set.findings.flatMap((one) => one.passages)
        : [];
  const loose = set.kind === 'flag' ? set.findings.flatMap((one) => one.leftovers) : [];
  for (const leftover of [...passages.flatMap((passage) => passage.leftovers), ...loose]) {
    addPlace(leftover.name);
    addPlace(leftover.place);
  }
  return [...names].sort(longestFirst);
}

function longestFirst(x: string, y: string): number {
  return y.length - x.length || (x < y ? -1 : 1);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Names of two or three characters are often set with spaces between them. */
function spaced(name: string): string {
  return /^[一-龥]{2,3}$/.test(name) ? [...name].join('[ \u3000]*') : escapePattern(name);
}

function masker(names: readonly string[]): (text: string) => string {
  const pattern = names.length === 0 ? undefined : new RegExp(names.map(spaced).join('|'), 'g');
  const hide = (found: string): string => found.replace(/\S/g, MASK);
  return (text) => {
    const known = pattern === undefined ? text : text.replace(pattern, hide);
    return HAN.test(known) ? withoutNames(withoutDivisions(known), hide) : known;
  };
}

const HAN = /[一-龥]{2}/;

/** Every division of China by its name, where its characters are not part of other words. */
function withoutDivisions(text: string): string {
  const opens = placeOpeners();
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  let done = '';
  let kept = 0;
  let behind = false;
  for (let i = 0; i < units.length; ) {
    const length: number = opens[units[i]!] === 1 ? placeLength(units, i, behind) : 0;
    behind = length > 0;
    if (length === 0) i++;
    else {
      done += text.slice(kept, i) + MASK.repeat(length);
      i += length;
      kept = i;
    }
  }
  return done + text.slice(kept);
}
