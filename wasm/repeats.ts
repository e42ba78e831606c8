/**
 * The search of closed repeats: seeds of five tokens are spread into pieces by the top bits of their hash, grouped piece by
 * piece and refined. The same computation in words is src/reuse/repeats-js.ts; both must find the same, row for row.
 * Laid out and driven by src/reuse/repeats-wasm.ts, a stretch or a piece a call: an engine puts the better code in the
 * place of what it compiled in a hurry only between calls.
 */

export { arrangeRows, endRows, positionsFrom, positionsTo } from './found';
export { arrangeRefining } from './refine';
export { arrangeGroups, groupPiece } from './seed-groups';
export { arrangeColumns, arrangeSeeds, openPieces, readTokens, spreadSeeds } from './seeds';
