/**
 * The door `taohua/sketch/pool`, for Node alone: signatures and exact repeats shared out to worker threads. Apart from
 * `taohua/sketch`, which runs in a browser unchanged.
 */

export type { Progress, Running } from './model/progress.js';
export type { Passages } from './sketch/kernel.js';
export type { KernelName, SketchOptions, Symbols, Width } from './sketch/params.js';
export { createPoolRunner, type PoolOptions } from './sketch/pool.js';
export type { Repeats } from './sketch/repeat-list.js';
export type { RepeatOptions } from './sketch/repeats.js';
export type { Runner } from './sketch/runner.js';
export type { Signatures } from './sketch/sign.js';
