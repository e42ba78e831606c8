/**
 * The year a report plans for. Witnesses: chapter heads and the like in the body (2018年工作回顾 → 2019, 2019年主要目标), the
 * delivery date, the title. The body wins over a title that disagrees, because sites retitle reports (a title 2022 over a
 * speech of January 2019); a title that the delivery date supports wins over chapter heads that both contradict.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { DateFound } from './dates.js';
import { positionalNumeral } from './numeral.js';
import { type Reading, spanAt } from './reading.js';

export interface YearEvidence {
  readonly titleYear?: number;
  readonly date?: DateFound;
  /** Folded body. */
  readonly body: string;
}

export interface YearFound {
  readonly year?: number;
  /** `'year-conflict'` when witnesses disagree, `'year-inferred'` when only the run of the text tells. */
  readonly finding?: Omit<Diagnostic, 'span'>;
}

/** What follows a year that is looked back on, and one that is planned for. */
const REVIEW =
  /(?:以来)?的?(?:国内|政府|主要|全[国省市区县州]|我[省市区县州]|经济社会发展|国民经济和社会发展|及[^。,\n]{2,6}){0,2}(?:主要)?(?:工作)?(?:情况|任务完成情况)?的?(?:简要)?(?:回顾|总结)/y;
const PLAN =
  /(?:全年)?的?(?:国内|政府|经济社会发展|国民经济和社会发展|经济和社会发展|我[省市区县州]|全[国省市区县州])?的?(?:工作)?的?(?:主要)?的?(?:总体要求|总体安排|总体思路|总体部署|总要求|工作安排|工作任务|重点工作|重点任务|预期目标|发展目标|目标任务|主要预期目标|工作建议|建议|工作打算|工作重点|工作部署|主要任务|主要目标|各项工作)|度?(?:国民经济(?:和社会发展)?计划|国家预算)/y;
/** A later chapter that names nothing but the year's work plans it: 三、2011年的工作. The first one may look back. */
const PLANNED = /的?(?:政府)?工作[^\S\n]*(?:\n|$)/y;
const LATER = /\n\s*[二三四五六七]、\s*$/;
/** 首先报告2001年的工作 looks back too. */
const WORK = /的?(?:政府)?工作(?![任安部重])/y;
/** 年代, 年来 are no years; a year with 要 or 将 lies ahead. */
const NOT_PAST = /[来代]|底?[要将前]/y;

/** 1 9 9 8年, as some printed texts are set. */
const SPACED = /(?<!\d ?)((?:1 ?9|2 ?0) ?\d ?\d)$/;

interface YearSaid {
  readonly year: number;
  /** Offsets of the number and of what follows 年. */
  readonly at: number;
  readonly after: number;
}

/** Every year of a folded text: 2022年, 2022 年, 二〇二二年. Cost: linear in the 年 of the text. */
function* yearsSaid(text: string): Generator<YearSaid> {
  for (let sign = text.indexOf('年'); sign >= 0; sign = text.indexOf('年', sign + 1)) {
    const end = text[sign - 1] === ' ' ? sign - 1 : sign;
    const digits = text.slice(Math.max(0, end - 4), end);
    const before = text[end - 5] ?? '';
    if (/^(?:19|20)\d\d$/.test(digits)) {
      if (!/\d/.test(before)) yield { year: Number(digits), at: end - 4, after: sign + 1 };
    } else if (/^[一二][〇零九][〇零一二三四五六七八九]{2}$/.test(digits)) {
      const year = positionalNumeral(digits);
      if (year !== undefined) yield { year, at: end - 4, after: sign + 1 };
    } else if (/\d \d{1,3}$/.test(digits)) {
      const spaced = SPACED.exec(text.slice(Math.max(0, end - 9), end));
      if (spaced?.[1])
        yield { year: Number(spaced[1].replaceAll(' ', '')), at: end - spaced[1].length, after: sign + 1 };
    }
  }
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

export function yearOf({ titleYear, date, body }: YearEvidence): YearFound {
  const said = bodyYear(body);
  // A report is given at the start of its year or at the end of the year before.
  const fits = (year: number): boolean =>
    date !== undefined && (year === date.year || (year === date.year + 1 && date.month >= 8));
  const dated = date && (date.month >= 11 ? date.year + 1 : date.year);
  let year = said ?? titleYear ?? dated;
  if (date && said !== undefined && !fits(said) && titleYear !== undefined && fits(titleYear)) year = titleYear;
  if (date && said === undefined && titleYear !== undefined && !fits(titleYear)) year = dated;
  if (year === undefined) {
    const inferred = yearAfterTheLast(body);
    return inferred === undefined
      ? {}
      : {
          year: inferred,
          finding: {
            code: 'year-inferred',
            severity: 'info',
            params: { year: inferred },
            message: `No title, date or chapter names the year; the years the text speaks of point to ${inferred}.`,
          },
        };
  }
  const others = [titleYear, said, date && fits(year) ? undefined : date?.year].filter(
    (y) => y !== undefined && y !== year,
  );
  if (others.length === 0) return { year };
  const readings = [
    titleYear === undefined ? undefined : `title ${titleYear}`,
    said === undefined ? undefined : `body ${said}`,
    date ? `delivered ${date.iso}` : undefined,
  ].filter((reading) => reading !== undefined);
  return {
    year,
    finding: {
      code: 'year-conflict',
      severity: 'warning',
      params: {
        year,
        ...(titleYear === undefined ? {} : { title: titleYear }),
        ...(said === undefined ? {} : { body: said }),
        ...(date ? { delivered: date.iso } : {}),
      },
      message: `The report's year is told differently (${readings.join(', ')}); read as ${year}. Check the title.`,
    },
  };
}

/**
 * Years told as past that lie after the delivery: 2022年以来 in a speech of December 2021 (a site put the title's year for
 * 今年). Each is a finding, never a fact.
 */
export function findFuturePast(reading: Reading, date: DateFound | undefined): readonly Diagnostic[] {
  if (!date) return [];
  const found: Diagnostic[] = [];
  for (const { year, at, after } of yearsSaid(reading.text)) {
    if (year <= date.year || !reading.text.startsWith('以来', after)) continue;
    found.push({
      code: 'year-after-delivery',
      severity: 'warning',
      params: { year, delivered: date.iso },
      message: `${year}年以来 speaks of the past, but the report was delivered on ${date.iso}; the year may have been rewritten.`,
      span: spanAt(reading, at, after + 2),
    });
  }
  return found;
}

/** What chapter heads and plan sentences say: the year most of them agree on, the later one of equals. */
function bodyYear(body: string): number | undefined {
  const votes = new Map<number, number>();
  for (const { year, at, after } of yearsSaid(body)) {
    const past =
      body.startsWith('刚刚过去的', at - 5) || (body.startsWith('报告', at - 2) && matchesAt(WORK, body, after));
    if (past || matchesAt(REVIEW, body, after)) vote(votes, year + 1, headed(body, at));
    else if (
      matchesAt(PLAN, body, after) ||
      (matchesAt(PLANNED, body, after) && LATER.test(body.slice(Math.max(0, at - 8), at)))
    )
      vote(votes, year, headed(body, at));
  }
  let best: number | undefined;
  for (const [year, count] of votes) {
    const most = best === undefined ? 0 : (votes.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && year > best)) best = year;
  }
  return best;
}

/** A mention that opens a line or follows 一、 is a heading: it counts for ten. */
function headed(body: string, index: number): number {
  return /(?:^|\n|、|\()\s*$/.test(body.slice(Math.max(0, index - 4), index)) ? 10 : 1;
}

function vote(votes: Map<number, number>, year: number, weight: number): void {
  votes.set(year, (votes.get(year) ?? 0) + weight);
}

/**
 * The year after the last one a report looks back on: the latest year that is spoken of often, if the year before it is
 * spoken of too (a target year like 2035 stands alone).
 */
function yearAfterTheLast(body: string): number | undefined {
  if ((body.match(LONG_PLAN)?.length ?? 0) >= LEAST_PLANS) return undefined;
  const counts = new Map<number, number>();
  for (const { year, after } of yearsSaid(body)) if (!matchesAt(NOT_PAST, body, after)) vote(counts, year, 1);
  const most = Math.max(0, ...counts.values());
  const often = [...counts].filter(
    ([year, count]) => count >= LEAST_MENTIONS && 3 * count >= most && counts.has(year - 1),
  );
  return often.length === 0 ? undefined : Math.max(...often.map(([year]) => year)) + 1;
}

const LEAST_MENTIONS = 3;
/** A report on a plan of five or ten years plans for no single year, and names the years of its targets most often. */
const LONG_PLAN = /[五十]年(?:计划|规划)|[一二三四五六七八九十]五”?(?:计划|规划)/g;
const LEAST_PLANS = 4;
