// Encoders that Node does not have: tables turned round from TextDecoder, which decodes what it cannot encode.

const tables = new Map();

/** Two-byte codes of a charset, in the order of their bytes; of two codes for one character the first is kept. */
function tableOf(charset, firstLead) {
  const known = tables.get(charset);
  if (known) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map();
  for (let lead = firstLead; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const isOne = [...text].length === 1 && text !== '\ufffd';
      if (isOne && !table.has(text)) table.set(text, [lead, trail]);
    }
  }
  tables.set(charset, table);
  return table;
}

function encode(text, charset, firstLead) {
  const table = tableOf(charset, firstLead);
  const bytes = [];
  for (const character of text) {
    const code = character < '\x80' ? [character.charCodeAt(0)] : table.get(character);
    if (!code) throw new Error(`${charset} has no two-byte code for ${character}`);
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

/** Without the four-byte area, which no report needs. */
export const encodeGb18030 = (text) => encode(text, 'gb18030', 0x81);

/** From lead byte A1: what stands before is an extension that encoders leave alone. */
export const encodeBig5 = (text) => encode(text, 'big5', 0xa1);
