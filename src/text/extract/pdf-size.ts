/**
 * Whether the streams of a PDF unfold within bounds. PDF.js unpacks a whole page into memory before it looks at it, so a
 * few hundred kilobytes can become gigabytes; here the packed streams are found by plain search and measured first.
 */

import { inflatedSize } from './zip.js';

const STREAM = [0x73, 0x74, 0x72, 0x65, 0x61, 0x6d];
/** The dictionary of a stream stands right before it. */
const DICTIONARY_BYTES = 600;
/** One page, and the whole file; text pages stay far below. */
const MAX_STREAM = 67_108_864;
const MAX_TOTAL = 536_870_912;
/** What is packed smaller than this cannot unfold beyond 4 MB. */
const SMALL = 4096;

/** What is wrong, in words that continue "the PDF"; undefined when all is within bounds. Cost: linear in what unfolds. */
export function pdfFault(bytes: Uint8Array): string | undefined {
  let total = 0;
  for (let at = find(bytes, 0); at >= 0; at = find(bytes, at + STREAM.length)) {
    if (isWordEnd(bytes[at - 1])) continue;
    const dictionary = latin(bytes.subarray(Math.max(0, at - DICTIONARY_BYTES), at));
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    if (!/\/(?:FlateDecode|Fl)\b/.test(own) || /\/Subtype\s*\/Image\b/.test(own)) continue;
    if (/\/(?:FlateDecode|Fl|LZWDecode)\b[^/]*\/(?:FlateDecode|Fl|LZWDecode)\b/.test(own))
      return 'packs a stream twice, as bombs do';
    const start = bytes[at + STREAM.length] === 0x0d ? at + STREAM.length + 2 : at + STREAM.length + 1;
    const declared = /\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(own)?.[1];
    const end = declared === undefined ? find(bytes, start) : start + Number(declared);
    const packed = bytes.subarray(start, end < 0 ? bytes.length : Math.min(end, bytes.length));
    if (packed.length < SMALL) continue;
    // Two bytes of zlib header stand before the deflated data.
    const size = inflatedSize(packed.subarray(2), MAX_STREAM);
    total += size;
    if (size > MAX_STREAM || total > MAX_TOTAL)
      return `unfolds to more than ${size > MAX_STREAM ? MAX_STREAM : MAX_TOTAL} bytes: it is damaged or a bomb`;
  }
  return undefined;
}

function find(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x73, from); at >= 0; at = bytes.indexOf(0x73, at + 1))
    if (STREAM.every((byte, k) => bytes[at + k] === byte)) return at;
  return -1;
}

/** `endstream` holds the word too. */
function isWordEnd(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x61 && byte <= 0x7a;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
