/** The part of the untyped package `minhash` 0.0.9 that the reference kernel uses. */
declare module 'minhash' {
  export class Minhash {
    constructor(config?: { numPerm?: number; seed?: number });
    hashvalues: number[];
    readonly maxHash: number;
    update(shingle: string): void;
  }
}
