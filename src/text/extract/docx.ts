/**
 * The text of a DOCX, a line a paragraph, through mammoth. Word keeps automatic numbers (一、 （一） 1.) out of the text;
 * they are put in as text before mammoth reads it, because headings are known by them. Only the parts that hold text
 * are unpacked, within limits.
 */

import mammoth from 'mammoth';
import type { Locator } from '../../model/report.js';
import { listEntries, pack, unpack } from './archive.js';
import { type Extracted, LIMITS, refused } from './extracted.js';
import { withNumbers } from './numbering.js';

const DOCUMENT = 'word/document.xml';
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/[\w.]+\.rels|document\d*\.xml|styles\.xml|numbering\.xml|footnotes\.xml|endnotes\.xml))$/;

export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  const wanted = new Set<string>();
  let size = 0;
  let packed = 0;
  let encrypted = false;
  listEntries(bytes, (info) => {
    if (info.name === 'EncryptedPackage') encrypted = true;
    if (!PARTS.test(info.name)) return;
    wanted.add(info.name);
    size += info.originalSize;
    packed += info.size;
  });
  if (encrypted) return refused('docx-encrypted', 'The document is encrypted: save a copy without a password.');
  if (size > LIMITS.entryBytes || (size > 1 << 20 && size > LIMITS.ratio * packed)) {
    return refused(
      'docx-too-large',
      `The text of the document unpacks to ${size} bytes from ${packed} (at most ${LIMITS.entryBytes} bytes and ${LIMITS.ratio} times are read): it is damaged or a bomb. Split it, or save it as text.`,
    );
  }
  const parts = unpack(bytes, wanted);
  const main = Object.keys(parts).find((name) => /^word\/document\d*\.xml$/.test(name)) ?? DOCUMENT;
  const document = parts[main];
  if (!document)
    return refused(
      'docx-unreadable',
      'The archive holds no readable word/document.xml: it is no Word document, or it is damaged.',
    );
  const decoder = new TextDecoder();
  const xml = withNumbers(
    decoder.decode(document),
    decoder.decode(parts['word/numbering.xml'] ?? new Uint8Array(0)),
    decoder.decode(parts['word/styles.xml'] ?? new Uint8Array(0)),
  );
  const plain = pack({ ...parts, [main]: new TextEncoder().encode(xml) });
  const { value } = await mammoth.extractRawText(inputOf(plain));
  return asLines(value);
}

/** mammoth takes `buffer` on Node and `arrayBuffer` in a browser; each build ignores the other's. */
function inputOf(bytes: Uint8Array): { arrayBuffer: ArrayBuffer } {
  const arrayBuffer = new ArrayBuffer(bytes.length);
  new Uint8Array(arrayBuffer).set(bytes);
  return Object.assign({ arrayBuffer }, { buffer: arrayBuffer });
}

/** mammoth ends every paragraph with two line ends; one is enough, and empty paragraphs are dropped. */
function asLines(raw: string): Extracted {
  const lines: string[] = [];
  const locators: Locator[] = [];
  let start = 0;
  let paragraph = 0;
  for (const line of raw.split('\n\n')) {
    paragraph++;
    const text = line.trimEnd();
    if (text.trim() === '') continue;
    locators.push({ start, paragraph });
    lines.push(text);
    start += text.length + 1;
  }
  return { text: lines.join('\n'), locators, diagnostics: [] };
}
