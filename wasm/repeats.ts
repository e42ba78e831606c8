/**
 * The search of closed repeats, and the choice of seeds among them. Seeds of five tokens are spread into pieces by the top
 * bits of their hash, grouped piece by piece and refined. src/reuse/repeats-js.ts and seeds-js.ts are the same in words;
 * both must find the same, row for row. Laid out and driven by src/reuse/repeats-wasm.ts and seeds-wasm.ts, a stretch or a
 * piece a call: an engine puts the better code in the place of what it compiled in a hurry only between calls.
 */

export { chooseRows, cleanRows, openChoice, setChoice, sortByDigit, weighTokens } from './choice';
export { arrangeEdges } from './edges';
export { openRows, rowCount, rowsFrom, rowsTo } from './found';
export { arrangeRefining } from './refine';
export { arrangeGroups, groupPiece } from './seed-groups';
export { arrangeSeeds, arrangeStretch, countSeeds, openPieces, readTokens, spreadSeeds } from './seeds';
