/**
 * Which reports of a large corpus its formulas are learned from. Chosen by hashes of names alone: the same whatever the order
 * of the reports, and another report rarely changes the choice (one time in n / SAMPLE), so that what was learned can be kept.
 */

import { compareText } from './corpus.js';

/** Reports of a corpus that formulas are learned from, every one, together with the draft. */
export const WHOLE = 256;
/**
 * Reports of a larger corpus that they are learned from. What 2 % of the issuers say, two or three of so many do. More are
 * closer to the whole corpus (half as many again: half a hundredth of a draft's characters) and cost as much more to mine.
 */
export const SAMPLE = 128;

export interface Named {
  readonly id: string;
  readonly issuer: string;
}

/** One report of every issuer, then a second one of each and so on, until there are enough. Their indices, ascending. */
export function sampleOf(reports: readonly Named[], size: number = SAMPLE): number[] {
  const own = new Map<string, number[]>();
  for (const [at, { issuer }] of reports.entries()) {
    const held = own.get(issuer);
    if (held === undefined) own.set(issuer, [at]);
    else held.push(at);
  }
  const issuers = byHash([...own.keys()], (issuer) => issuer)
    .slice(0, size)
    .map((issuer) => byHash(own.get(issuer)!, (at) => reports[at]!.id));
  const chosen: number[] = [];
  for (let round = 0; chosen.length < Math.min(size, reports.length); round++) {
    for (const one of issuers) {
      const at = one[round];
      if (at !== undefined && chosen.length < size) chosen.push(at);
    }
  }
  return chosen.sort((a, b) => a - b);
}

function byHash<T>(values: readonly T[], nameOf: (value: T) => string): T[] {
  return values
    .map((value) => ({ value, name: nameOf(value), hash: hashOf(nameOf(value)) }))
    .sort((a, b) => a.hash - b.hash || compareText(a.name, b.name))
    .map(({ value }) => value);
}

/** 32 bits of a name, well mixed: similar names are nothing alike. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
