/** The low-level door, `taohua/sketch`: sketches and exact repeats over typed arrays. Runs in a browser unchanged. */

export { type Banding, type BandingChoice, chooseBanding } from './sketch/bands.js';
export { buildContainmentIndex, type ContainmentIndex, type ContainmentOptions } from './sketch/containment.js';
export type { Passages } from './sketch/kernel.js';
export type { KernelName, SketchOptions, SketchParams, Symbols, Width } from './sketch/params.js';
export { repeats } from './sketch/repeats.js';
export type { Signatures } from './sketch/sign.js';
export { type CandidateOptions, createSketcher, type Sketcher } from './sketch/sketcher.js';
