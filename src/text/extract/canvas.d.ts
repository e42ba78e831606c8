/** unpdf's types name an optional drawing package that reading text never needs. */
declare module '@napi-rs/canvas' {
  export class Canvas {
    readonly width: number;
  }
  export class SKRSContext2D {
    readonly canvas: Canvas;
  }
}
