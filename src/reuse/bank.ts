/**
 * A formula bank: the templates a large corpus taught, with their counts and nothing of its texts, so that a small corpus
 * (one draft and two reports) can tell what everybody says. A bank carries the version of the token identities in it.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import { Kind } from '../model/tokens.js';
import type { Columns } from './columns.js';
import { type Corpus, compareText } from './corpus.js';
import type { MinedFormula } from './formulas.js';
import { isSlot, type Template, weightOf } from './template.js';

/** Version of the file and of the token identities in it; a bank of another version is refused. */
export const BANK_VERSION = 1;
const KIND = 'taohua-formula-bank';

export interface BankedFormula {
  readonly template: string;
  readonly issuers: number;
  readonly reports: number;
  /** One identity a token: Han characters by their code unit, slots by their kind, words by a hash. */
  readonly tokens: readonly number[];
}

export interface FormulaBank {
  readonly kind: 'taohua-formula-bank';
  readonly version: number;
  /** Independent issuers the bank was learned from. */
  readonly issuers: number;
  /** Widest first. */
  readonly formulas: readonly BankedFormula[];
}

/** The bank of what a corpus taught: formulas of its own with at least `minIssuers` issuers. */
export function bankOf(corpus: Corpus, mined: readonly MinedFormula[], minIssuers: number): FormulaBank {
  const formulas = mined
    .flatMap(({ formula: { template, issuers, reports, tokens } }) =>
      tokens === undefined || issuers < minIssuers ? [] : [{ template, issuers, reports, tokens }],
    )
    .sort((a, b) => b.issuers - a.issuers || compareText(a.template, b.template));
  return { kind: KIND, version: BANK_VERSION, issuers: corpus.issuers.length, formulas };
}

/** One formula a line, so that banks can be read and compared line by line. */
export function writeBank(bank: FormulaBank): string {
  const { formulas, ...head } = bank;
  const lines = formulas.map((formula) => `    ${JSON.stringify(formula)}`);
  return `${JSON.stringify(head).slice(0, -1)},\n  "formulas": [\n${lines.join(',\n')}\n  ]}\n`;
}

export interface ParsedBank {
  readonly bank?: FormulaBank;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a bank. A damaged one or one of another version gives a diagnostic and no bank; damaged entries are left out. */
export function parseBank(json: string): ParsedBank {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refused('bank-damaged', 'the formula bank is not JSON; export it again');
  }
  return checkBank(value);
}

/** The same for a bank that is already an object. */
export function checkBank(value: unknown): ParsedBank {
  if (!isRecord(value) || value['kind'] !== KIND || !Array.isArray(value['formulas'])) {
    return refused('bank-damaged', `this is no formula bank: expected "kind": "${KIND}" and a list of formulas`);
  }
  if (value['version'] !== BANK_VERSION) {
    const seen = JSON.stringify(value['version']) ?? 'none';
    return refused('bank-version', `the formula bank has version ${seen}, expected ${BANK_VERSION}; export it again`, {
      seen,
      expected: BANK_VERSION,
    });
  }
  const formulas = value['formulas'].filter(isBanked);
  const issuers = isCount(value['issuers']) ? value['issuers'] : 0;
  const lost = value['formulas'].length - formulas.length;
  const diagnostics: Diagnostic[] =
    lost === 0
      ? []
      : [
          {
            code: 'bank-entries',
            severity: 'warning',
            params: { count: lost },
            message: `${lost} damaged entries of the formula bank are ignored`,
          },
        ];
  return { bank: { kind: KIND, version: BANK_VERSION, issuers, formulas }, diagnostics };
}

function refused(code: string, message: string, params?: Diagnostic['params']): ParsedBank {
  return { diagnostics: [{ code, severity: 'error', ...(params === undefined ? {} : { params }), message }] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

/** A template is a handful to a few hundred tokens; anything else is damage. */
const LONGEST = 2000;

function isBanked(value: unknown): value is BankedFormula {
  if (!isRecord(value) || typeof value['template'] !== 'string' || value['template'] === '') return false;
  const tokens = value['tokens'];
  return (
    isCount(value['issuers']) &&
    isCount(value['reports']) &&
    Array.isArray(tokens) &&
    tokens.length > 0 &&
    tokens.length <= LONGEST &&
    tokens.every(isCount)
  );
}

/** The bank's templates in the symbols of a corpus; those with a word the corpus does not know cannot stand there whole. */
export function templatesOf(columns: Columns, bank: FormulaBank): Template[] {
  const templates: Template[] = [];
  for (const [entry, { template: text, issuers, tokens }] of bank.formulas.entries()) {
    const symbol = Uint32Array.from(tokens, (id) => (id < 0x10000 ? id : (columns.words.get(id) ?? UNKNOWN)));
    const known = symbol.every((one) => isSlot(one) || one > Kind.any);
    if (!known) continue;
    const gap = new Uint8Array(symbol.length);
    const origin = new Uint32Array(0);
    templates.push({ symbol, gap, origin, literals: weightOf(symbol), banked: { entry, text, issuers } });
  }
  return templates;
}

/** No token of the corpus has it. */
const UNKNOWN = 0xffffffff;
