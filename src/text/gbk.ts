/** GBK bytes of a string and back. The platform has no GBK encoder; one is read off its decoder, on first use (10 ms). */

/** Two-byte code of each BMP unit, 0 where GBK has none. */
let codes: Uint16Array | undefined;
/** The BMP unit of each two-byte code, 0 where there is none. */
const chars: Uint16Array = new Uint16Array(0x10000);
let decoder: TextDecoder | undefined;

function codeTable(): Uint16Array {
  if (codes) return codes;
  const table = new Uint16Array(0x10000);
  const row = new TextDecoder('gb18030');
  const bytes = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      bytes[0] = lead;
      bytes[1] = trail;
      const char = row.decode(bytes);
      if (char.length !== 1) continue;
      table[char.charCodeAt(0)] ||= (lead << 8) | trail;
      chars[(lead << 8) | trail] = char.charCodeAt(0);
    }
  }
  codes = table;
  return table;
}

/** GBK bytes of `text`, one for ASCII and two for the rest; undefined when a character has no code. */
export function encodeGbk(text: string): Uint8Array | undefined {
  const table = codeTable();
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes.push(unit);
    else {
      const code = table[unit] ?? 0;
      if (code === 0) return undefined;
      bytes.push(code >> 8, code & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** The BMP unit of a pair of bytes; 0 where it has none or a private one. */
export function gbkUnit(lead: number, trail: number): number {
  codeTable();
  const unit = chars[(lead << 8) | trail] ?? 0;
  return (unit >= 0xe000 && unit <= 0xf8ff) || unit === 0xfffd ? 0 : unit;
}

export function decodeGbk(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('gb18030');
  return decoder.decode(bytes);
}

/** What a reader of bytes keeps that drops private use and undecodable pairs. */
export function withoutLost(text: string): string {
  return text.replace(/[\ue000-\uf8ff\ufffd]/g, '');
}
