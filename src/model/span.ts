/** A place in a text. Every result of the library speaks of places in these terms alone (CONTRACT: Coordinates). */

/** Half-open range in UTF-16 code units of `report.source.text`: `text.slice(start, end)` is the quotation. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
