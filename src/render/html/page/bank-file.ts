/** The formulas a reader accepts as a bank file: what `--formulas` and `taohua formulas import` read. */

import type { PageData, PageFormula } from '../page-data.js';

/** Version of banks that the library of this page writes; a test holds it to the library's own. */
const HEAD = { kind: 'taohua-formula-bank', version: 1 };

/** Those taken for formulas; where none was judged so, all that were not rejected. Those that came from a bank are in it already. */
export function bankedFormulas(
  formulas: readonly PageFormula[],
  verdictOf: (id: string) => 'accepted' | 'rejected' | undefined,
): readonly PageFormula[] {
  const known = formulas.filter(({ tokens }) => tokens !== undefined);
  const accepted = known.filter(({ id }) => verdictOf(id) === 'accepted');
  return accepted.length > 0 ? accepted : known.filter(({ id }) => verdictOf(id) === undefined);
}

/** Widest first, one a line. */
export function bankFile(data: PageData, formulas: readonly PageFormula[]): string {
  const head = JSON.stringify({ ...HEAD, issuers: data.threshold?.issuers ?? 0 });
  const lines = [...formulas]
    .sort((x, y) => y.issuers - x.issuers || (x.template < y.template ? -1 : x.template > y.template ? 1 : 0))
    .map(({ template, issuers, reports, tokens }) => `    ${JSON.stringify({ template, issuers, reports, tokens })}`);
  return `${head.slice(0, -1)},\n  "formulas": [\n${lines.join(',\n')}\n  ]}\n`;
}
