/** What one segment says of sorted keys: how often each run stands in it and where. Lists are unpacked when asked for. */

import { Bytes, varintAt } from './bytes.js';
import type { Segment } from './segment-file.js';
import { createBlock } from './table-reader.js';

export class Lists {
  readonly segment: Segment;
  /** Occurrences of each key. */
  readonly times: Uint32Array;
  /** Issuers of a key with a long list; 0 where the list itself must be read to know. */
  readonly issuers: Uint32Array;
  private readonly first: Uint32Array;
  private readonly at: Uint32Array;
  private readonly bytes: Uint32Array;
  private readonly pool: Bytes = new Bytes();
  private readonly unpacked: Map<number, Uint32Array> = new Map();

  /** Looks up all keys. Cost: one block of the segment for each. */
  constructor(segment: Segment, keys: Uint32Array) {
    this.segment = segment;
    this.times = new Uint32Array(keys.length);
    this.issuers = new Uint32Array(keys.length);
    this.first = new Uint32Array(keys.length);
    this.at = new Uint32Array(keys.length);
    this.bytes = new Uint32Array(keys.length);
    const block = createBlock();
    segment.places.find(keys, block, (i, row) => {
      const times = block.times[row]!;
      this.times[i] = times;
      this.first[i] = block.place[row]!;
      if (times > 1) {
        const at = block.at[row]!;
        const length = block.length[row]!;
        this.bytes[i] = length;
        if (block.far[row] === 1) {
          this.issuers[i] = block.issuers[row]!;
          this.at[i] = at;
        } else {
          this.at[i] = this.pool.length;
          this.pool.append(block.bytes.subarray(at, at + length));
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
    const at = this.at[i]!;
    const far = this.issuers[i]! > 0;
    const cursor = far ? { data: this.segment.places.far(at, this.bytes[i]!), at: 0 } : { data: this.pool.data, at };
    const places = new Uint32Array(times);
    places[0] = this.first[i]!;
    for (let k = 1; k < times; k++) places[k] = places[k - 1]! + varintAt(cursor);
    this.unpacked.set(i, places);
    return places;
  }
}
