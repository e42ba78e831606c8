/** The low-level door, `taohua/sketch`: sketches and exact repeats over typed arrays. Runs in a browser unchanged. */

export type { KernelName, SketchOptions, SketchParams, Symbols, Width } from './sketch/params.js';
export { repeats } from './sketch/repeats.js';
export type { Signatures } from './sketch/sign.js';
export { type CandidateOptions, createSketcher, type Sketcher } from './sketch/sketcher.js';
