/** A half-open range of tokens or shingles; spans are of the source text, ranges of the matching layer. */
export interface Range {
  readonly from: number;
  readonly to: number;
}
