/**
 * Leftover names that no gazetteer knows: the source's own name (a county that was renamed, a place that is masked or
 * invented) and the counties it speaks of. What tells a name from a word is the source itself: it uses the name
 * elsewhere too, and the draft nowhere but in the copied stretch.
 */

import type { Leftover } from '../model/passage.js';
import type { Report } from '../model/report.js';
import type { Span } from '../model/span.js';
import { divisionsOfName } from '../outline/jurisdiction.js';
import { foldForReading } from '../outline/reading.js';

/** One end of a copied stretch, in source coordinates. */
export interface Place {
  readonly report: Report;
  readonly span: Span;
}

/** Leftovers of the draft stretch outside `known` spans. Cost: linear in both texts for each name. */
export function unlistedNames(draft: Place, source: Place, known: readonly Span[]): Leftover[] {
  const home = source.report.place?.name ?? '';
  const own = draft.report.place?.name ?? '';
  // A masked place has no name to leave behind; a county and its city may name each other.
  if (home === '' || own === '' || inLine(own, home)) return [];
  const whole = foldForReading(source.report.source.text);
  const ours = foldForReading(draft.report.source.text);
  const there = whole.slice(source.span.start, source.span.end);
  const here = ours.slice(draft.span.start, draft.span.end);
  const names = [stem(last(home)), ...countiesIn(there, whole)].filter(
    (name) => name.length >= 2 && there.includes(name) && divisionsOfName(name).length === 0,
  );
  const found: Leftover[] = [];
  for (const name of new Set(names)) {
    if (own.includes(name) || standsOutside(ours, name, draft)) continue;
    for (let at = here.indexOf(name); at >= 0; at = here.indexOf(name, at + name.length)) {
      const span = { start: draft.span.start + at, end: draft.span.start + at + name.length };
      if ([...known, ...found.map((one) => one.span)].some((other) => other.start < span.end && span.start < other.end))
        continue;
      found.push({
        span,
        name,
        place: home,
        reason: `来源（${home}）多处使用的名称“${name}”，送审稿别处不见`,
        basis: { code: 'local-name', params: { home, name } },
      });
    }
  }
  return found;
}

/** `望汐市鹭屿县` is in line with `望汐市`. */
function inLine(a: string, b: string): boolean {
  return a.includes(stem(last(b))) || b.includes(stem(last(a)));
}

/** The innermost division of a name written in full. */
function last(name: string): string {
  return /[^省市州盟]+(?:自治县|自治州|[省市州盟县区旗])$/.exec(name)?.[0] ?? name;
}

function stem(name: string): string {
  return name.length > 2 ? name.replace(/(?:自治县|自治州|[省市州盟县区旗])$/, '') : name;
}

/** Characters that stand before 县 without naming one: 全县, 各县, 两个县, 市县. */
const GENERIC = /[全各个本我该每市区州乡邻外出属管辖两三四五六七八九十百强大小]$/;
/** Words before 县 that say what it is an example of (先行县, 示范县), and words that end before a name begins (平南至|容县). */
const KIND_OF_COUNTY =
  /(?:先行|先进|示范|试点|样板|标杆|领跑|达标|模范|文明|生态|卫生|园林|平安|双拥|重点|产粮|粮|贫困|创新)$/;
const LINK = /[至到和与及在赴]/;
/** Uses of a name in the source, that in the stretch included. */
const USES = 2;

/** Counties named in a stretch: the longest run before 县 that the source repeats, as long as it repeats most. */
function countiesIn(stretch: string, whole: string): string[] {
  const names: string[] = [];
  for (const match of stretch.matchAll(/县(?![域级城乡])/g)) {
    let name: string | undefined;
    let uses = USES;
    for (let length = 2; length <= 4; length++) {
      const candidate = stretch.slice(Math.max(0, match.index - length), match.index + 1);
      if (
        candidate.length !== length + 1 ||
        !/^[\u4e00-\u9fff]+$/.test(candidate) ||
        GENERIC.test(candidate.slice(0, -1)) ||
        KIND_OF_COUNTY.test(candidate.slice(0, -1)) ||
        LINK.test(candidate)
      )
        break;
      const count = countOf(whole, candidate);
      if (count < uses) break;
      name = candidate;
      uses = count;
    }
    if (name !== undefined) names.push(name);
  }
  return names;
}

function countOf(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) count++;
  return count;
}

function standsOutside(text: string, name: string, { report, span }: Place): boolean {
  const first = text.indexOf(name, report.span.start);
  if (first >= 0 && first < span.start) return true;
  const next = text.indexOf(name, span.end);
  return next >= 0 && next < report.span.end;
}
