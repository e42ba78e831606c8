/**
 * Chunks of the HTML file: compressed, then base64, so that no byte of a report is ever read as markup. The model is one
 * chunk; texts are many, opened when a view needs them. The same file serves the writer and the page's script.
 */

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The model: JSON in UTF-8. */
export function packJson(value: unknown): string {
  return toBase64(deflateSync(strToU8(JSON.stringify(value)), { level: 6 }));
}

export function unpackJson(chunk: string): unknown {
  return JSON.parse(strFromU8(inflateSync(fromBase64(chunk))));
}

/** Text as UTF-16: an eighth smaller than UTF-8 after compression for Chinese, and lone surrogates survive. */
export function packText(text: string): string {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >> 8;
  }
  return toBase64(deflateSync(bytes, { level: 6 }));
}

export function unpackText(chunk: string): string {
  const bytes = inflateSync(fromBase64(chunk));
  const length = bytes.length / 2;
  const parts: string[] = [];
  const step = 8192;
  const units = new Uint16Array(Math.min(step, length));
  for (let from = 0; from < length; from += step) {
    const count = Math.min(step, length - from);
    for (let i = 0; i < count; i++) units[i] = bytes[2 * (from + i)]! | (bytes[2 * (from + i) + 1]! << 8);
    parts.push(String.fromCharCode(...units.subarray(0, count)));
  }
  return parts.join('');
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    parts.push(
      BASE64[three >> 18]! +
        BASE64[(three >> 12) & 63]! +
        (i + 1 < bytes.length ? BASE64[(three >> 6) & 63]! : '=') +
        (i + 2 < bytes.length ? BASE64[three & 63]! : '='),
    );
  }
  return parts.join('');
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
