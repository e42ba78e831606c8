/**
 * The longest division name that starts at a position of folded text, unless its characters belong to other words there
 * (示范县 is not 范县, 以上海洋 is not 上海). A trie in typed arrays: a position without a name costs one or two look-ups.
 */

import { CLASS_OF, Class, unitSet } from './characters.js';
import { divisionNames } from './gazetteer.js';
import { GENERIC_DIVISIONS, PLACE_CONTEXTS } from './place-contexts.data.js';

interface Contexts {
  readonly before: string;
  readonly after: string;
}

/** Edges of the trie in an open-addressing table: key = node × 65536 + unit, value = next node; fewer than 32,768 nodes. */
interface Trie {
  readonly keys: Int32Array;
  readonly next: Int32Array;
  /** Length of the name that ends at a node, 0 for none. */
  readonly nameLength: Uint8Array;
  readonly first: Uint8Array;
  /** Which two units may open a name: most characters that open one open another word here. */
  readonly pairs: Uint8Array;
  readonly mask: number;
}

let trie: Trie | undefined;
let contexts: ReadonlyMap<string, Contexts> | undefined;

/** Built on first use: 3,700 names, about 3 ms. */
function names(): Trie {
  trie ??= buildTrie(divisionNames(new Set(GENERIC_DIVISIONS.split(' '))));
  return trie;
}

/** 1 for each unit that opens a division name. */
export function placeOpeners(): Uint8Array {
  return names().first;
}

function buildTrie(list: readonly string[]): Trie {
  let edges = 0;
  for (const name of list) edges += name.length;
  let size = 1;
  while (size < 3 * edges) size *= 2;
  const keys = new Int32Array(size).fill(-1);
  const next = new Int32Array(size);
  const nameLength = new Uint8Array(edges + 2);
  const first = new Uint8Array(0x10000);
  const pairs = new Uint8Array(PAIRS);
  let nodes = 1;
  for (const name of list) {
    let node = 0;
    for (let i = 0; i < name.length; i++) {
      const key = node * 65_536 + name.charCodeAt(i);
      let slot = slotOf(key, size - 1);
      while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (size - 1);
      if (keys[slot] === -1) {
        keys[slot] = key;
        next[slot] = nodes++;
      }
      node = next[slot] ?? 0;
    }
    nameLength[node] = name.length;
    first[name.charCodeAt(0)] = 1;
    pairs[pairOf(name.charCodeAt(0), name.charCodeAt(1))] = 1;
  }
  return { keys, next, nameLength, first, pairs, mask: size - 1 };
}

function slotOf(key: number, mask: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
}

const PAIRS = 1 << 14;

function pairOf(first: number, second: number): number {
  return ((first << 5) ^ second) & (PAIRS - 1);
}

/** Units of the place name at `i`, 0 when there is none. `behindPlace`: the token before it is a place (天津市|和平区). */
export function placeLength(units: Uint16Array, i: number, behindPlace: boolean): number {
  const { keys, next, nameLength, pairs, mask } = names();
  if (i + 1 >= units.length || pairs[pairOf(units[i]!, units[i + 1]!)] === 0) return 0;
  let node = 0;
  let length = 0;
  let shorter = 0;
  for (let at = i; ; at++) {
    const key = node * 65_536 + (at < units.length ? units[at]! : 0);
    let slot = slotOf(key, mask);
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & mask;
    if (keys[slot] === -1) break;
    node = next[slot] ?? 0;
    const found = nameLength[node] ?? 0;
    if (found > 0) {
      shorter = length;
      length = found;
    }
  }
  if (length === 0) return 0;
  if (fits(units, i, length, behindPlace)) return length;
  return shorter > 0 && fits(units, i, shorter, behindPlace) ? shorter : 0;
}

/** } of a slot in a text that is normalised already. */
const SLOT_END = 0x7d;
const MARKET = '场'.charCodeAt(0);
const DOMAIN = '域'.charCodeAt(0);
const BETWEEN = '间'.charCodeAt(0);
const CITY = '市'.charCodeAt(0);
const AREA = '区'.charCodeAt(0);
/** A county of one character (和县, 范县) is read only behind a mark, a place, or one of these. */
const BEFORE_SHORT = unitSet('在以把至与及于从往经由是为将、，。省到赴');
const BEHIND_SHORT = unitSet('级域城乡区');

function fits(units: Uint16Array, i: number, length: number, behindPlace: boolean): boolean {
  const before = units[i - 1] ?? 0;
  const last = units[i + length - 1] ?? 0;
  const after = units[i + length] ?? 0;
  if (last === CITY && after === MARKET) return false;
  if (last === AREA && (after === DOMAIN || after === BETWEEN)) return false;
  if (behindPlace) return true;
  if (length === 2 && (last === AREA || last === '县'.charCodeAt(0))) {
    if (BEHIND_SHORT[after]) return false;
    if ((CLASS_OF[before] === Class.han || before === SLOT_END) && !BEFORE_SHORT[before]) return false;
  }
  contexts ??= readContexts();
  const known = contexts.get(String.fromCharCode(...units.subarray(i, i + length)));
  if (!known) return true;
  return !known.before.includes(String.fromCharCode(before)) && !known.after.includes(String.fromCharCode(after));
}

function readContexts(): ReadonlyMap<string, Contexts> {
  const read = new Map<string, Contexts>();
  for (const line of PLACE_CONTEXTS.trim().split('\n')) {
    const [name = '', before = '', ...after] = line.split('|');
    read.set(name, { before, after: after.join('') });
  }
  return read;
}
