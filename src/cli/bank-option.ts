/** `--formulas FILE`: a formula bank from a larger corpus, read and checked. `none`: nothing but what is given tells what is common. */

import type { FormulaBank } from '../reuse/bank.js';
import type { Host } from './host.js';
import type { Settled } from './options.js';
import { readNamed } from './read-file.js';
import { UsageError } from './usage-error.js';

/** Instead of a file: without a bank, and without the counts that ship with taohua. A file of that name is `./none`. */
const NONE = 'none';

/** Whether the counts that ship with taohua may be used. */
export function isShippedWanted(path: string | undefined): boolean {
  return path !== NONE;
}

export async function readBankOption(
  path: string | undefined,
  { say }: Settled,
  host: Host,
): Promise<FormulaBank | undefined> {
  if (path === undefined || path === NONE) return undefined;
  const json = await readNamed(path, host, say);
  const { parseBank } = await import('../reuse/bank.js');
  const { bank, diagnostics } = parseBank(json);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined || bank === undefined)
    throw new UsageError(say.cannotRead(path, fault === undefined ? '?' : say.diagnostic(fault)));
  for (const found of diagnostics) host.err(`taohua: ${say.warning}: ${path}: ${say.diagnostic(found)}`);
  return bank;
}
