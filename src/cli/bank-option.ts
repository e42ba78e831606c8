/** `--formulas FILE`: a formula bank from a larger corpus, read and checked. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FormulaBank } from '../reuse/bank.js';
import type { Host } from './host.js';
import type { Settled } from './options.js';
import { UsageError } from './usage-error.js';

export async function readBankOption(
  path: string | undefined,
  { say }: Settled,
  host: Host,
): Promise<FormulaBank | undefined> {
  if (path === undefined) return undefined;
  const json = await readFile(resolve(host.cwd, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'ENOENT' ? say.noSuchFile(path) : say.cannotRead(path, error.message));
  });
  const { parseBank } = await import('../reuse/bank.js');
  const { bank, diagnostics } = parseBank(json);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (fault !== undefined || bank === undefined) throw new UsageError(say.cannotRead(path, fault?.message ?? '?'));
  for (const { message } of diagnostics) host.err(`taohua: ${say.warning}: ${path}: ${message}`);
  return bank;
}
