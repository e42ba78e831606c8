/**
 * The formulas that stand in a draft. With a small corpus they are mined as `ratio` mines those of a corpus, from what it
 * says like the draft: only clauses that share a run with it are read, and only wordings that may stand in it are matched.
 * A large corpus is mined once, a sample of it, and a draft is held against the wordings that were kept.
 */

import type { Omission } from '../model/diagnostic.js';
import type { Occurrence } from '../model/formula.js';
import type { Running } from '../model/progress.js';
import type { Report } from '../model/report.js';
import { Gap, type Tokens } from '../model/tokens.js';
import type { Units } from '../outline/units.js';
import { checkBank, type FormulaBank, templatesOf } from './bank.js';
import { breathe } from './breathe.js';
import { type RunTable, walkRuns } from './candidates.js';
import { columnsOf } from './columns.js';
import type { Held } from './copy-align.js';
import { buildCorpus, type Corpus } from './corpus.js';
import type { CorpusSource } from './corpus-source.js';
import { describeFamilies } from './formulas.js';
import type { PlacedFormula } from './labels.js';
import { matchTemplates } from './match.js';
import { occurrenceOf } from './occurrences.js';
import type { Range } from './range.js';
import { SAMPLE, WHOLE } from './sample.js';
import { isSlot } from './template.js';
import { thresholdOf } from './threshold.js';
import type { Standing } from './wording-search.js';

export interface DraftFormulas {
  /** 1 for each token of the draft inside a formula. */
  readonly mask: Uint8Array;
  readonly placed: readonly PlacedFormula[];
  readonly omitted: readonly Omission[];
}

export interface DraftFormulaOptions extends Running {
  readonly minIssuers?: number;
  readonly bank?: FormulaBank;
}

/** `runs`: the short runs of the draft, with the issuers of each. Cost: of a large corpus, linear in the draft. */
export function formulasIn(
  draft: Held,
  sources: CorpusSource,
  runs: RunTable,
  options: DraftFormulaOptions,
): Promise<DraftFormulas> {
  return sources.size <= WHOLE ? minedWith(draft, sources, runs, options) : learned(draft, sources, runs, options);
}

async function minedWith(
  draft: Held,
  sources: CorpusSource,
  runs: RunTable,
  options: DraftFormulaOptions,
): Promise<DraftFormulas> {
  const units = new Map<Report, Units>([[draft.report, draft.units]]);
  for (let i = 0; i < sources.size; i++) {
    await breathe(i, sources.size, 'formulas', options);
    const { report, units: whole } = await sources.hold(i);
    units.set(report, sharing(whole, runs));
  }
  const corpus = buildCorpus([...units.keys()], (report) => units.get(report)!);
  const own = corpus.documents.findIndex(({ report }) => report === draft.report);
  const range = { from: corpus.starts[own]!, to: corpus.starts[own + 1]! };
  const columns = columnsOf(corpus);
  const bank = options.bank === undefined ? undefined : checkBank(options.bank).bank;
  // A draft against a large corpus starts without the engine.
  const { mineFamilies } = await import('./families.js');
  const families = mineFamilies(columns, {
    minIssuers: thresholdOf(corpus.issuers.length, options.minIssuers),
    issuers: corpus.issuers.length,
    within: range,
    ...(bank ? { banked: templatesOf(columns, bank) } : {}),
  });
  const mask = new Uint8Array(draft.units.tokens.length);
  const placed: PlacedFormula[] = [];
  const here = families.flatMap((family) => {
    const fits = family.fits.filter(({ from }) => from >= range.from && from < range.to);
    return fits.length === 0 ? [] : [{ ...family, fits }];
  });
  for (const [f, { formula }] of describeFamilies(corpus, columns, here).entries()) {
    for (const [i, { from, to }] of here[f]!.fits.entries()) {
      mask.fill(1, from - range.from, to - range.from);
      placed.push(placedAt(formula.occurrences[i]!, formula.issuers, formula.id));
    }
  }
  return { mask, placed, omitted: [] };
}

function placedAt({ span, values }: Occurrence, issuers: number, formula: string): PlacedFormula {
  return { formula, issuers, span, slots: values.map((value) => value.span) };
}

/** Issuers of a sample that a kept wording needs at least: two others beside the draft. */
const LEAST_OTHERS = 2;

/** A sample cannot count the issuers of all, so that the draft’s runs of a wording are asked how many say them. */
async function learned(
  draft: Held,
  sources: CorpusSource,
  runs: RunTable,
  options: DraftFormulaOptions,
): Promise<DraftFormulas> {
  const issuers = new Set([draft.report.issuer, ...sources.issuers]).size;
  const others = thresholdOf(issuers, options.minIssuers) - 1;
  const search = await sources.wordings(options);
  const corpus = buildCorpus([draft.report], () => draft.units);
  const share = search.issuers / sources.issuers.size;
  const found = search
    .find(corpus, Math.max(LEAST_OTHERS, Math.round(others * share)))
    .filter(({ fit }) => mostIssuers(runs, fit) >= others);
  const least = thresholdOf(search.issuers + 1, options.minIssuers) - 1;
  const mask = new Uint8Array(draft.units.tokens.length);
  const placed = [...found, ...banked(corpus, least, options.bank)].map(
    ({ template, slots, issuers: said, fit }, i) => {
      mask.fill(1, fit.from, fit.to);
      return placedAt(occurrenceOf(corpus, template, slots, fit), said, String(i));
    },
  );
  const left = {
    what: 'reports',
    count: sources.size - SAMPLE,
    reason: `formulas are learned from a sample of ${SAMPLE} reports`,
  };
  return { mask, placed, omitted: [left] };
}

/** Where the formulas of a bank stand that at least so many issuers say. */
function banked(corpus: Corpus, issuers: number, given: FormulaBank | undefined): Standing[] {
  const bank = given === undefined ? undefined : checkBank(given).bank;
  if (bank === undefined) return [];
  const columns = columnsOf(corpus);
  const formulas = bank.formulas.filter((formula) => formula.issuers >= issuers);
  return matchTemplates(columns, templatesOf(columns, { ...bank, formulas }), 0).flatMap(({ template, fits }) => {
    const slots = [...template.symbol.keys()].filter((c) => isSlot(template.symbol[c]!));
    return fits.map((fit) => ({ template, slots, issuers: template.banked?.issuers ?? 0, fit }));
  });
}

/** Issuers of the run in a stretch that most others say; without bound where it holds no run that is counted. */
function mostIssuers({ at, issuers, width }: RunTable, { from, to }: Range): number {
  let most = -1;
  for (let i = from; i + width <= to; i++) if (at[i]! >= 0) most = Math.max(most, issuers[at[i]!]!);
  return most < 0 ? Number.POSITIVE_INFINITY : most;
}

/** Clauses on either side of one that shares a run with the draft that are read with it: a wording is seen to end in them. */
const AROUND = 1;

/** The clauses that share a run with the draft, and those beside them in the same sentence. */
function sharing({ tokens }: Units, runs: RunTable): Units {
  const shared: Range[] = [];
  // Up to here nothing new can be met: the clause of the last run.
  let known = 0;
  walkRuns(runs, tokens, (_, position) => {
    const end = position + runs.width;
    if (end <= known) return;
    known = clauseEnd(tokens, end - 1);
    const last = shared.at(-1);
    const [from, to] = [around(tokens, position, -1), around(tokens, end - 1, 1)];
    if (last !== undefined && from <= last.to)
      shared[shared.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else shared.push({ from, to });
  });
  const none = new Uint32Array(0);
  return { tokens: piecesOf(tokens, shared), sentences: none, clauses: none };
}

function clauseEnd({ gap, length }: Tokens, token: number): number {
  let at = token + 1;
  while (at < length && gap[at]! < Gap.clause) at++;
  return at;
}

/** Where the clauses around a token begin (or end), at most at the next strong break. */
function around({ gap, length }: Tokens, token: number, side: 1 | -1): number {
  let at = side === 1 ? token + 1 : token;
  let marks = 0;
  while (at > 0 && at < length) {
    if (gap[at]! >= Gap.semicolon || (gap[at]! >= Gap.clause && marks++ === AROUND)) break;
    at += side;
  }
  return at;
}

/** Some ranges of tokens end to end. */
function piecesOf(tokens: Tokens, pieces: readonly Range[]): Tokens {
  const length = pieces.reduce((sum, { from, to }) => sum + to - from, 0);
  const out = {
    length,
    id: new Uint32Array(length),
    kind: new Uint8Array(length),
    gap: new Uint8Array(length),
    start: new Uint32Array(length),
    end: new Uint32Array(length),
  };
  let at = 0;
  for (const { from, to } of pieces) {
    out.id.set(tokens.id.subarray(from, to), at);
    out.kind.set(tokens.kind.subarray(from, to), at);
    out.gap.set(tokens.gap.subarray(from, to), at);
    out.start.set(tokens.start.subarray(from, to), at);
    out.end.set(tokens.end.subarray(from, to), at);
    // What stood before it is left out.
    out.gap[at] = Gap.paragraph;
    at += to - from;
  }
  return out;
}
