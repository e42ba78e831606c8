/** `--formulas FILE`: a formula bank from a larger corpus, read and checked. */

import type { FormulaBank } from '../reuse/bank.js';
import type { Host } from './host.js';
import type { Settled } from './options.js';
import { readNamed } from './read-file.js';
import { UsageError } from './usage-error.js';

export async function readBankOption(
  path: string | undefined,
  { say }: Settled,
  host: Host,
): Promise<FormulaBank | undefined> {
  if (path === undefined) return undefined;
  const json = await readNamed(path, host, say);
  const { parseBank } = await import('../reuse/bank.js');
  const { bank, diagnostics } = parseBank(json);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined || bank === undefined)
    throw new UsageError(say.cannotRead(path, fault === undefined ? '?' : say.diagnostic(fault)));
  for (const found of diagnostics) host.err(`taohua: ${say.warning}: ${path}: ${say.diagnostic(found)}`);
  return bank;
}
