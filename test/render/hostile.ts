/** Findings with hostile text in every field that comes from outside. */

import type { Findings } from '../../src/render/findings-set.js';
import { comparisonSet, corpusSet, flagSet, tableSet } from './build.js';

export const HOSTILE: readonly string[] = [
  '<script>globalThis.pwned = 1</script>',
  '</script><img src=x onerror="globalThis.pwned=1">',
  '</template></style></title><svg onload=globalThis.pwned=1>',
  `"><a href=javascript:globalThis.pwned=1>'\`\${globalThis.pwned=1}`,
  '\u202egnp.exe\u2066\u200b',
  'lone \ud800 and \udc00 end',
  "=cmd|' /C calc'!A0",
  '+1\t-1\r\n@x',
  '\u001b]0;title\u0007\u001b[2J\u009b31m',
  '| a | b |\n# head\n[x](http://evil.example)',
  '\u0000\ufeff\ufffe',
  '长'.repeat(10_000),
];

/** Every string of the sets but ids, kinds and the like replaced by a hostile one of its own. */
export function hostileSets(): readonly Findings[] {
  return HOSTILE.map((text) => () => text).flatMap((turn) => [
    poison(comparisonSet(), turn),
    poison(tableSet(), turn),
    poison(corpusSet(), turn),
    poison(flagSet(), turn),
  ]);
}

/** One set of each kind, its fields hostile in turn: for tests to which every set is a second. */
export function mixedHostileSets(): readonly Findings[] {
  let next = 0;
  const turn = (): string => HOSTILE[next++ % HOSTILE.length]!;
  return [poison(comparisonSet(), turn), poison(tableSet(), turn), poison(corpusSet(), turn), poison(flagSet(), turn)];
}

const FREE = new Set([
  'name',
  'title',
  'path',
  'issuer',
  'message',
  'reason',
  'what',
  'template',
  'term',
  'heading',
  'firstSeen',
  'date',
  'encoding',
  'value',
]);
/** `place` is an object in a report and a string in a leftover; values and wordings are strings under short keys. */
const FREE_STRINGS = new Set(['place', 'a', 'b']);

function poison<Set extends Findings>(set: Set, turn: () => string): Set {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (key === 'text') return insert(value, turn());
      return FREE.has(key) || FREE_STRINGS.has(key) ? turn() : value;
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, isId(value, name) ? inner : walk(inner, name)]),
    );
  };
  return walk(set, '') as Set;
}

/** `a` and `b` of a ranked pair are ids. */
function isId(owner: object, name: string): boolean {
  return (name === 'a' || name === 'b') && 'passages' in owner;
}

/** The text with the hostile words over it, of the same length, so that spans stay inside. */
function insert(text: string, hostile: string): string {
  const most = Math.min(hostile.length, Math.floor(text.length / 2));
  return `${text.slice(0, 20)}${hostile.slice(0, most)}${text.slice(20 + most)}`.slice(0, text.length);
}
