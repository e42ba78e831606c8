/** The table that groups equal keys: in WebAssembly where it runs and there are many, else in plain JavaScript. */

import { partitionKeys, tableOf } from './radix.js';
import type { KeyTable } from './table.js';
import { createWasmKeyTable } from './table-wasm.js';

/** Keys from which WebAssembly pays for its start. */
const WASM_FROM = 20_000;

/** For up to `keys` keys at a time; its memory serves one call of `enter` after the other. */
export function createKeyTable(keys: number): KeyTable {
  return (keys >= WASM_FROM ? createWasmKeyTable() : undefined) ?? createJsKeyTable(keys);
}

function createJsKeyTable(most: number): KeyTable {
  const entries = new Uint32Array(2 * most);
  return { enter: (keys) => tableOf(partitionKeys(keys, entries)) };
}
