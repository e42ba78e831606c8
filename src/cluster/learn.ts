/**
 * Formulas of more reports than one process holds. `learn`: some of the reports, evenly drawn → a bank of wordings. `place`: the
 * bank against a few hundred reports at a time → what stands where. `tally`: who says each wording, in all reports → those that
 * enough issuers say. `gather`: these, and the places of each report, as `families` has them. What is said by few more issuers
 * than a formula needs may be missed in the sample; what is found is counted exactly.
 */

import { TaohuaError } from '../model/errors.js';
import type { Formula, Wording } from '../model/formula.js';
import type { Report } from '../model/report.js';
import { mineFormulas } from '../reuse/analyse.js';
import { BANK_VERSION, type BankedFormula, bankOf } from '../reuse/bank.js';
import { langStice } from '../reuse/lang-stice.js';
import { bootstrapRows, curveDraw, curveRows, ROW } from '../reuse/spread.js';
import { thresholdOf } from '../reuse/threshold.js';
import { type About, type Explained, heldBy, type Mask } from './families.js';
import { packWords, unpackReport, unpackWords } from './packed.js';
import { groupProgram, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf, wholeOf } from './protocol.js';

/** A wording is learned where so much of the share of issuers that a formula needs says it in the sample: chance must not hide it. */
const LEARNED_SHARE = 0.5;
/** Every wording of the bank is one until it is counted. */
const KNOWN = 2 ** 31;

/** A wording of the bank as it travels. */
interface Learned {
  readonly banked: BankedFormula;
  readonly wordings?: readonly Wording[];
}

/** Rows: reports of the sample; `voices`: issuers of all reports. */
export const learn: Program = groupProgram(
  [...whole('part', 'd', 'v', 'voices'), ...text('body')],
  [...whole('n'), ...text('id', 'body')],
  function* (rows, { minIssuers }) {
    const voices = wholeOf(rows[0]?.[3], 'voices');
    const drawn = new Set(rows.map((row) => row[2])).size;
    const needed = (LEARNED_SHARE * thresholdOf(voices, minIssuers) * drawn) / voices;
    const reports = rows.map((row) => unpackReport(textOf(row[4], 'body')));
    const { corpus, mined } = mineFormulas(reports, { minIssuers: Math.max(2, Math.ceil(needed)) });
    for (const [n, one] of mined.entries()) {
      for (const banked of bankOf(corpus, [one], 0).formulas) {
        const { wordings } = one.formula;
        const learned: Learned = { banked, ...(wordings === undefined ? {} : { wordings }) };
        yield [String(n), one.formula.id, JSON.stringify(learned)];
      }
    }
  },
);

/** What stands in a report: token ranges, source ranges. */
interface Places {
  readonly report: string;
  readonly places: readonly {
    readonly n: number;
    readonly from: number;
    readonly to: number;
    readonly occurrence: Pick<Formula['occurrences'][number], 'span' | 'values'>;
  }[];
  readonly published: Explained['published'];
}

/**
 * `kind` 0: a wording, its number in `d`. 1: a report. Out: 'said', wording `n` stands in report `d`, with its date; 'places' of
 * report `d`; 'size', `n` tokens.
 */
export const place: Program = groupProgram(
  [...whole('part', 'kind', 'd', 'v'), ...text('body')],
  [...text('kind'), ...whole('n', 'd', 'v'), ...text('body')],
  function* (rows) {
    const numbers: number[] = [];
    const formulas: BankedFormula[] = [];
    const given = new Map<Report, Row>();
    for (const row of rows) {
      if (row[1] === '1') given.set(unpackReport(textOf(row[4], 'body')), row);
      else {
        numbers.push(wholeOf(row[2], 'd'));
        formulas.push({ ...jsonOf<Learned>(row[4], 'body').banked, issuers: KNOWN });
      }
    }
    if (given.size === 0) throw new TaohuaError('bad-row', `wordings without reports in part ${rows[0]?.[0]}`);
    const bank = { kind: 'taohua-formula-bank', version: BANK_VERSION, issuers: 0, formulas } as const;
    const { corpus, columns, mined } = mineFormulas([...given.keys()], { bank, minIssuers: KNOWN });
    const published = langStice(corpus, columns);
    const held = heldBy(corpus.starts, mined);
    for (const [i, { report, first }] of corpus.documents.entries()) {
      const [, , d, v] = given.get(report)!;
      const places = held[i]!.map(({ f, i: at }): Places['places'][number] => {
        const { family, formula } = mined[f]!;
        const { from, to } = family.fits[at]!;
        const { span, values } = formula.occurrences[at]!;
        const n = numbers[family.template.banked?.entry ?? -1];
        if (n === undefined) throw new TaohuaError('fault', 'a wording that is not of the bank');
        return { n, from: from - first, to: to - first, occurrence: { span, values } };
      });
      const date = report.date ?? (report.year === undefined ? null : String(report.year));
      for (const n of new Set(places.map((one) => one.n))) yield ['said', String(n), d!, v!, date];
      const own: Places = { report: report.id, places, published: published[i]! };
      yield ['places', null, d!, v!, JSON.stringify(own)];
    }
    yield ['size', String(corpus.tokens.length), null, null, null];
  },
);

/** What the reports say of a wording. */
interface Counted {
  readonly issuers: number;
  readonly reports: number;
  readonly firstSeen?: string;
  /** Rows for the interval and for the curve. */
  readonly interval: string;
  readonly curve: string;
}

/** Rows: an issuer that says wording `n`, in how many reports, and when first. */
export const tally: Program = groupProgram(
  [...whole('part', 'n', 'v', 'reports', 'voices'), ...text('first')],
  [...whole('n'), ...text('body')],
  function* (rows, { minIssuers }) {
    const voices = wholeOf(rows[0]?.[4], 'voices');
    const needed = thresholdOf(voices, minIssuers);
    const wordings = new Map<string, Row[]>();
    for (const row of rows) {
      const n = textOf(row[1], 'n');
      const known = wordings.get(n);
      if (known === undefined) wordings.set(n, [row]);
      else known.push(row);
    }
    const wide = [...wordings].filter(([, said]) => said.length >= needed);
    const issuersOf = wide.map(([, said]) => Uint32Array.from(said, (row) => wholeOf(row[2], 'v')));
    const interval = bootstrapRows(issuersOf, voices, needed);
    const curve = curveRows(curveDraw(voices), issuersOf, (count) => thresholdOf(count, minIssuers));
    for (const [f, [n, said]] of wide.entries()) {
      const dates = said.flatMap((row) => row[5] ?? []).sort();
      const counted: Counted = {
        issuers: said.length,
        reports: said.reduce((sum, row) => sum + wholeOf(row[3], 'reports'), 0),
        ...(dates[0] === undefined ? {} : { firstSeen: dates[0] }),
        interval: packWords(interval.subarray(f * ROW, (f + 1) * ROW)),
        curve: packWords(curve.subarray(f * ROW, (f + 1) * ROW)),
      };
      yield [n, JSON.stringify(counted)];
    }
  },
);

/**
 * Part −1: the corpus. `kind` 0: a figure, named in `body`. 1: a formula, learned (`body`) and counted (`more`), by its `id`.
 * Other parts: a report. `kind` 1: a formula that it says. 2: its places.
 */
export const gather: Program = groupProgram(
  [...whole('part', 'kind', 'n'), ...text('id', 'body', 'more')],
  [...text('kind'), ...whole('n'), ...text('body')],
  (rows, { minIssuers }) => (rows[0]?.[0] === '-1' ? corpusOf(rows, minIssuers) : reportOf(rows)),
);

function* corpusOf(rows: readonly Row[], minIssuers: number | undefined): Iterable<Row> {
  const figures = new Map(rows.filter((row) => row[1] === '0').map((row) => [row[4], wholeOf(row[2], 'n')]));
  const figure = (name: string): number => figures.get(name) ?? 0;
  const [documents, learned] = [figure('documents'), figure('learned')];
  if (documents === 0) return;
  const about: About = {
    documents,
    issuers: figure('voices'),
    tokens: figure('tokens'),
    minIssuers: thresholdOf(figure('voices'), minIssuers),
    shipped: false,
    diagnostics: [
      {
        code: 'formulas-learned',
        severity: 'info',
        params: { learned, documents },
        message: `the wordings of the formulas were learned from ${learned} of ${documents} reports, and counted in all of them`,
      },
    ],
  };
  yield ['about', '0', JSON.stringify(about)];
  for (const [, kind, n, id, body, more] of rows) {
    if (kind !== '1') continue;
    const { banked, wordings } = jsonOf<Learned>(body, 'body');
    const { interval: _, curve: __, ...counted } = jsonOf<Counted>(more, 'more');
    const formula: Omit<Formula, 'occurrences'> = {
      id: textOf(id, 'id'),
      template: banked.template,
      ...counted,
      ...(wordings === undefined ? {} : { wordings }),
    };
    yield ['formula', textOf(n, 'n'), JSON.stringify(formula)];
  }
}

function* reportOf(rows: readonly Row[]): Iterable<Row> {
  const d = textOf(rows[0]?.[0], 'part');
  const last = rows.at(-1);
  if (last?.[1] !== '2') throw new TaohuaError('bad-row', `report ${d} did not come with its formulas`);
  const { report, places, published } = jsonOf<Places>(last[4], 'body');
  const own = rows.slice(0, -1);
  const counted = own.map((row) => jsonOf<Counted>(row[5], 'more'));
  const at = new Map(own.map((row, i) => [wholeOf(row[2], 'n'), i]));
  const kept = places.filter(({ n }) => at.has(n)).sort((a, b) => a.n - b.n || a.from - b.from);
  const explained: Explained = {
    report,
    formulas: own.map((row, i) => [textOf(row[3], 'id'), counted[i]!.issuers]),
    interval: packWords(...counted.map(({ interval }) => unpackWords(interval))),
    curve: packWords(...counted.map(({ curve }) => unpackWords(curve))),
    occurrences: kept.map(({ n, occurrence }) => ({ formula: at.get(n)!, ...occurrence })),
    published,
  };
  yield ['document', d, JSON.stringify(explained)];
  const mask: Mask = kept.flatMap(({ from, to }) => [from, to]);
  yield ['mask', d, JSON.stringify(mask)];
}
