/**
 * What a copier forgot to change: place names inside a copied stretch that belong to the source's jurisdiction and not to
 * the draft's, where the source has the same name; townships that stand in both stretches and nowhere else in the draft;
 * and identical rare numbers. Names of the draft's own province are never leftovers, nor is the far end of a railway
 * that also names a place of the draft.
 */

import type { Leftover, SharedNumber } from '../model/passage.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { Gap, Kind, type Tokens } from '../model/tokens.js';
import {
  type Division,
  divisionOfPlace,
  divisionsOfName,
  inLineWith,
  pathOf,
  sameProvince,
} from '../outline/jurisdiction.js';
import { foldForReading } from '../outline/reading.js';
import type { Units } from '../outline/units.js';
import type { Range } from './range.js';
import { unlistedNames } from './unlisted-names.js';

/** One end of a copied stretch. */
export interface Stretch {
  readonly report: Report;
  readonly units: Units;
  readonly range: Range;
}

/** Names of the draft stretch that belong to the source's place, in the order of the text. Cost: linear in both stretches. */
export function leftoversOf(draft: Stretch, source: Stretch): Leftover[] {
  const own = divisionOfPlace(draft.report.place);
  const theirs = divisionOfPlace(source.report.place);
  const listed = [...divisionsLeft(draft, source, own, theirs), ...townshipsLeft(draft, source, own, theirs)];

  const unlisted = unlistedNames(
    placed(draft),
    placed(source),
    listed.map(({ span }) => span),
  );
  return [...listed, ...unlisted].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function placed(stretch: Stretch): { readonly report: Report; readonly span: Span } {
  return { report: stretch.report, span: spanOf(stretch) };
}

function divisionsLeft(
  draft: Stretch,
  source: Stretch,
  own: Division | undefined,
  theirs: Division | undefined,
): Leftover[] {
  if (theirs === undefined || (own !== undefined && sameProvince(own, theirs))) return [];
  const standing = new Set(placesIn(source).map(({ name }) => bare(name)));
  const found: Leftover[] = [];
  for (const { name, span, token } of placesIn(draft)) {
    if (!standing.has(bare(name))) continue;
    const divisions = divisionsOfName(name);
    const home = divisions.find((division) => inLineWith(theirs, division));
    if (home === undefined) continue;
    if (own !== undefined && divisions.some((division) => sameProvince(own, division))) continue;
    if (own !== undefined && isFarEnd(draft, token, own)) continue;
    const wide = withSuffix(draft.report.source.text, span, home);
    found.push({
      span: wide,
      name: draft.report.source.text.slice(wide.start, wide.end),
      place: pathOf(home),
      reason: `${pathOf(home)}的地名，与来源同处出现；${own === undefined ? '送审稿未写明所属地' : `不属于${own.province}`}`,
      basis: { code: 'division', params: { home: pathOf(home), own: own?.province ?? '' } },
    });
  }
  return found;
}

interface NamedPlace {
  readonly name: string;
  readonly span: Span;
  readonly token: number;
}

/** Names by the tokens, and where these read none, names of counties that end here (做好|朗县). */
function placesIn({ report, units: { tokens }, range }: Stretch): NamedPlace[] {
  const places: NamedPlace[] = [];
  for (let token = range.from; token < range.to; token++) {
    const span = { start: tokens.start[token]!, end: tokens.end[token]! };
    if (tokens.kind[token] === Kind.place) {
      places.push({ name: nameAt(report.source.text, span), span, token });
      continue;
    }
    if (!COUNTY.has(tokens.id[token]!)) continue;
    const first = countyBegin(tokens, report.source.text, token, range.from);
    if (first === undefined) continue;
    const whole = { start: tokens.start[first]!, end: span.end };
    places.push({ name: nameAt(report.source.text, whole), span: whole, token: first });
  }
  return places;
}

function nameAt(text: string, { start, end }: Span): string {
  return foldForReading(text.slice(start, end)).replace(/\s+/g, '');
}

const COUNTY = new Set([...'县市区旗州'].map((suffix) => suffix.charCodeAt(0)));
/** Characters of a county's name. */
const LONGEST_NAME = 12;

/** First token of the longest division name that ends with token `last`; undefined when there is none. */
function countyBegin(tokens: Tokens, text: string, last: number, limit: number): number | undefined {
  let begin: number | undefined;
  for (let first = last - 1; first >= limit && last - first < LONGEST_NAME; first--) {
    if (tokens.kind[first] !== Kind.han || tokens.gap[first + 1] !== Gap.none) break;
    const span = { start: tokens.start[first]!, end: tokens.end[last]! };
    if (divisionsOfName(nameAt(text, span)).length > 0) begin = first;
  }
  return begin;
}

/** 湖南 and 湖南省 are one name. */
function bare(name: string): string {
  return name.length > 2 ? name.replace(/[省市县区州盟]$/, '') : name;
}

/** A short name with the 市 or 省 behind it, when the text writes one that the token left out. */
function withSuffix(text: string, span: Span, { name }: Division): Span {
  const suffix = text[span.end] ?? '';
  const written = text.slice(span.start, span.end);
  return name === written + suffix && suffix !== '' ? { start: span.start, end: span.end + 1 } : span;
}

const ROUTE = /铁路|高铁|高速|城际|动车|公路|航线|班列|大桥|运河|通道|走廊/;
const LINK = /[至到—－\-―]/;

/** `贵阳至南宁高铁`: the clause is about a route between the named place and one of the draft's own. */
function isFarEnd({ report, units: { tokens }, range }: Stretch, token: number, own: Division): boolean {
  let from = token;
  while (from > range.from && tokens.gap[from]! < Gap.clause) from--;
  let to = token + 1;
  while (to < range.to && tokens.gap[to]! < Gap.clause) to++;
  const clause = foldForReading(report.source.text.slice(tokens.start[from], tokens.end[to - 1]));
  if (!ROUTE.test(clause) || !LINK.test(clause)) return false;
  for (let i = from; i < to; i++) {
    if (i === token || tokens.kind[i] !== Kind.place) continue;
    const name = report.source.text.slice(tokens.start[i], tokens.end[i]);
    if (divisionsOfName(name).some((division) => sameProvince(own, division))) return true;
  }
  return false;
}

/** Two to four characters before the kind of township, and nothing behind it that makes another word (乡|村, 镇|街). */
const TOWNSHIP =
  /[\u4e00-\u9fff]{2,4}(?:镇(?![街村乡域化区级长])|乡(?![村镇愁土情音亲贤级间风])|街道(?![办化路])|苏木)/g;
/** Words that end like a township and name none. */
const GENERIC =
  /[村集建小特重强名古老各个类新心业e有批]镇$|[城下返家故水老侨异离还回进入思归在批区县]乡$|[乡村镇区县市个各类全级等有批条]街道$|^级|(?:森林|园林|卫生|文明)[城乡]?[镇乡]$|特色|美丽|示范|重点|少数|民族乡$|乡镇|新型|一流|百强|千强|全国|传统|历史|文化|工业|旅游|产业|以上/;
/** Words that may stand before a name without a mark between them; and the end of a county that no gazetteer knows. */
const LEAD = /^(?:.*[在和与及到对把将从向由等是了为赴于以、])?(?:.*[县市区旗](?=.{3}))?/;
/** What may stand between a known place and a township of it: nothing, or a county that no gazetteer knows. */
const COUNTY_BETWEEN = /^(?:[\u4e00-\u9fff]{1,4}[县市区旗])?$/;

/** `…镇`, `…乡`, `…街道` in both stretches and nowhere else in the draft. */
function townshipsLeft(
  draft: Stretch,
  source: Stretch,
  own: Division | undefined,
  theirs: Division | undefined,
): Leftover[] {
  if (own !== undefined && theirs !== undefined && sameProvince(own, theirs)) return [];
  if (own === undefined && theirs === undefined) return [];
  const there = new Set(townshipsIn(source).map(({ name }) => name));
  const text = foldForReading(draft.report.source.text);
  const span = spanOf(draft);
  const found: Leftover[] = [];
  for (const township of townshipsIn(draft)) {
    if (!there.has(township.name) || standsOutside(text, township.name, draft.report.span, span)) continue;
    if (theirs !== undefined && isElsewhere(draft, township.span, theirs)) continue;
    const home = theirs === undefined ? source.report.issuer : pathOf(theirs);
    found.push({
      span: township.span,
      name: township.name,
      place: home,
      reason: `来源（${home}）同处有“${township.name}”，送审稿别处不见`,
      basis: { code: 'township', params: { home, name: township.name } },
    });
  }
  return found;
}

/** `浙江诸暨县枫桥镇`: the draft says itself that the township lies in a province that is not the source's. */
function isElsewhere(draft: Stretch, township: Span, theirs: Division): boolean {
  const { text } = draft.report.source;
  const before = placesIn(draft).findLast(({ span }) => span.end <= township.start);
  if (before === undefined || !COUNTY_BETWEEN.test(text.slice(before.span.end, township.start))) return false;
  const divisions = divisionsOfName(before.name);
  return divisions.length > 0 && !divisions.some((division) => sameProvince(division, theirs));
}

function spanOf({ units: { tokens }, range }: Stretch): Span {
  return { start: tokens.start[range.from] ?? 0, end: tokens.end[range.to - 1] ?? 0 };
}

function townshipsIn(stretch: Stretch): { readonly name: string; readonly span: Span }[] {
  const { start } = spanOf(stretch);
  const text = withoutPlaces(stretch);
  const found = [];
  for (const match of text.matchAll(TOWNSHIP)) {
    const lead = LEAD.exec(match[0])?.[0].length ?? 0;
    const name = match[0].slice(lead);
    const end = match.index + match[0].length;
    if (name.length < 3 || GENERIC.test(name)) continue;
    // 城镇 is a word of its own; 梅城镇 is told from it where the name visibly ends.
    if (name.endsWith('城镇') && HAN.test(text[end] ?? '')) continue;
    found.push({ name, span: { start: start + match.index + lead, end: start + end } });
  }
  return found;
}

const HAN = /[\u4e00-\u9fff]/;

/** The folded stretch with a mark for every character of a known place: 安化县|梅城镇. */
function withoutPlaces(stretch: Stretch): string {
  const { start, end } = spanOf(stretch);
  const text = foldForReading(stretch.report.source.text.slice(start, end));
  let out = '';
  let at = 0;
  for (const { span } of placesIn(stretch)) {
    if (span.start - start < at) continue;
    out += text.slice(at, span.start - start) + '、'.repeat(span.end - span.start);
    at = span.end - start;
  }
  return out + text.slice(at);
}

function standsOutside(text: string, name: string, whole: Span, inside: Span): boolean {
  const first = text.indexOf(name, whole.start);
  if (first >= 0 && first < inside.start) return true;
  const next = text.indexOf(name, inside.end);
  return next >= 0 && next < whole.end;
}

/** Significant digits from which a number is unlikely to stand twice by chance. */
const RARE_DIGITS = 4;

/** Numbers with four significant digits or more that stand in both stretches; years and dates are no such numbers. */
export function sharedNumbers(draft: Stretch, source: Stretch): SharedNumber[] {
  const there = new Map(rareNumbersIn(source).map((number) => [number.value, number.span]));
  const found: SharedNumber[] = [];
  for (const { value, span } of rareNumbersIn(draft)) {
    const other = there.get(value);
    if (other === undefined) continue;
    found.push({
      value,
      draft: span,
      source: other,
      reason: `两处都写“${value}”：${RARE_DIGITS} 位以上的数字很少偶然相同`,
      basis: { code: 'rare-number', params: { value, digits: String(RARE_DIGITS) } },
    });
  }
  return found;
}

function rareNumbersIn({
  report,
  units: { tokens },
  range,
}: Stretch): { readonly value: string; readonly span: Span }[] {
  const found = [];
  for (let i = range.from; i < range.to; i++) {
    if (tokens.kind[i] !== Kind.number) continue;
    const span = { start: tokens.start[i]!, end: tokens.end[i]! };
    const value = foldForReading(report.source.text.slice(span.start, span.end)).replace(/[,\s]/g, '');
    const digits = value.replace(/\D/g, '').replace(/^0+|0+$/g, '');
    if (digits.length >= RARE_DIGITS && !/^(?:19|20)\d\d$/.test(value)) found.push({ value, span });
  }
  return found;
}
