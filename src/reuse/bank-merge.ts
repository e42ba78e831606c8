/**
 * Several formula banks as one. The same formula in two banks keeps the larger counts: the banks may have been learned from
 * the same issuers, and a sum would count them twice.
 */

import type { BankedFormula, FormulaBank } from './bank.js';

/** At least one bank. Formulas stand widest first, then by template. */
export function mergeBanks(banks: readonly [FormulaBank, ...FormulaBank[]]): FormulaBank {
  const formulas = new Map<string, BankedFormula>();
  for (const bank of banks) {
    for (const formula of bank.formulas) {
      const known = formulas.get(formula.template);
      formulas.set(formula.template, {
        ...formula,
        issuers: Math.max(formula.issuers, known?.issuers ?? 0),
        reports: Math.max(formula.reports, known?.reports ?? 0),
      });
    }
  }
  const sorted = [...formulas.values()].sort(
    (a, b) => b.issuers - a.issuers || (a.template < b.template ? -1 : a.template > b.template ? 1 : 0),
  );
  return { ...banks[0], issuers: Math.max(...banks.map((bank) => bank.issuers)), formulas: sorted };
}
