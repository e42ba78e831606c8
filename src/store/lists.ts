/** What one segment says of sorted keys: how often each run stands in it and where. Lists are unpacked when asked for. */

import { Bytes } from './bytes.js';
import type { Segment } from './segment-file.js';
import { createBlock, isFar, takeGap } from './table-reader.js';

export class Lists {
  readonly segment: Segment;
  /** Occurrences of each key. */
  readonly times: Uint32Array;
  /** Issuers of a key with a long list; 0 where the list itself must be read to know. */
  readonly issuers: Uint32Array;
  private readonly first: Uint32Array;
  private readonly at: Uint32Array;
  private readonly length: Uint32Array;
  private readonly pool: Bytes = new Bytes();
  private readonly unpacked: Map<number, Uint32Array> = new Map();

  /** Looks up all keys. Cost: one block of the segment for each. */
  constructor(segment: Segment, keys: Uint32Array) {
    this.segment = segment;
    this.times = new Uint32Array(keys.length);
    this.issuers = new Uint32Array(keys.length);
    this.first = new Uint32Array(keys.length);
    this.at = new Uint32Array(keys.length);
    this.length = new Uint32Array(keys.length);
    const block = createBlock();
    segment.places.find(keys, block, (i, row) => {
      const times = block.times[row]!;
      this.times[i] = times;
      this.first[i] = block.place[row]!;
      if (times > 1) {
        const at = block.at[row]!;
        const length = block.length[row]!;
        this.length[i] = length;
        if (isFar(times)) {
          this.issuers[i] = block.issuers[row]!;
          this.at[i] = at;
        } else {
          this.at[i] = this.pool.length * 8 + (at & 7);
          this.pool.append(block.bytes.subarray(at >>> 3, (at + length + 7) >>> 3));
        }
      }
    });
  }

  /** The places of key `i`, ascending; it must have some. */
  places(i: number): Uint32Array {
    const times = this.times[i]!;
    if (times === 1) return this.first.subarray(i, i + 1);
    const known = this.unpacked.get(i);
    if (known !== undefined) return known;
    const { places: table } = this.segment;
    const at = this.at[i]!;
    const cursor = isFar(times) ? { data: table.far(at, this.length[i]!), at: 0 } : { data: this.pool.data, at };
    const places = new Uint32Array(times);
    places[0] = this.first[i]!;
    for (let k = 1; k < times; k++) places[k] = places[k - 1]! + takeGap(cursor, table.reach);
    this.unpacked.set(i, places);
    return places;
  }
}
