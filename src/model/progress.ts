/** What long calls accept: a signal that stops them and a listener that hears how far they are. */

export interface Progress {
  /** `'read'`, `'repeats'`, `'formulas'`, `'passages'`, `'labels'`, … */
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface Running {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}
