/** Columns made by hand, without a text. */

import { Gap } from '../../src/model/tokens.js';
import type { Columns } from '../../src/reuse/columns.js';

/** Sentences of symbols, all of them literals, by issuer; a clause ends before every symbol that is a multiple of ten. */
export function columnsFrom(issuers: readonly (readonly (readonly number[])[])[]): Columns {
  const sentences = issuers.flatMap((own, issuer) => own.map((symbols) => ({ issuer, symbols })));
  const symbol = Uint32Array.from(sentences.flatMap(({ symbols }) => symbols));
  const literals = Uint16Array.from({ length: symbol.length + 1 }, (_, i) => i);
  const room = sentences.flatMap(({ symbols }) => symbols.map((_, i) => Math.min(255, symbols.length - i)));
  const back = sentences.flatMap(({ symbols }) => symbols.map((_, i) => Math.min(255, i)));
  return {
    symbols: symbol.reduce((most, one) => Math.max(most, one), 0) + 1,
    symbol,
    words: new Map(),
    issuer: Uint16Array.from(sentences.flatMap(({ issuer, symbols }) => symbols.map(() => issuer))),
    gap: Uint8Array.from(back, (one, i) => (one === 0 ? Gap.paragraph : symbol[i]! % 10 === 0 ? Gap.clause : Gap.none)),
    room: Uint8Array.from(room),
    back: Uint8Array.from(back),
    literals,
  };
}
