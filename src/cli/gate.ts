/** Gates: limits that turn findings into exit code 1. Findings alone never fail; a gate must be asked for. */

import { percent } from '../render/numbers.js';
import type { Host } from './host.js';
import type { Say } from './say.js';

export interface NamedShare {
  readonly name: string;
  /** 0..1 */
  readonly share: number;
}

/** Says each report that is above the limit; true when there is one. */
export function checkShare(shares: readonly NamedShare[], limit: number | undefined, host: Host, say: Say): boolean {
  if (limit === undefined) return false;
  const above = shares.filter(({ share }) => share > limit);
  for (const { name, share } of above) host.err(`taohua: ${say.gateFailed(name, percent(share), percent(limit))}`);
  return above.length > 0;
}
