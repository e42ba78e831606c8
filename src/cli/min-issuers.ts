/** `--min-issuers`: a count (3) or a share of the issuers (0.1, 10%), told apart by how it is written. */

import { parseShare, parseWhole } from './numbers.js';
import type { Say } from './say.js';

/** A whole number of at least 2 is a count; anything below 1 is a share. */
export function minIssuersOption(value: string | undefined, say: Say): number | undefined {
  if (value === undefined) return undefined;
  return /^\d+$/.test(value)
    ? parseWhole('--min-issuers', value, 2, 100_000, say)
    : parseShare('--min-issuers', value, say);
}
