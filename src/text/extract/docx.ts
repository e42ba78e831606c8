/**
 * The text of a DOCX, a line a paragraph, through mammoth. Word keeps automatic numbers (一、 （一） 1.) out of the text;
 * they are put in as text before mammoth reads it, because headings are known by them. Only the parts that hold text
 * are unpacked, within limits.
 */

import mammoth from 'mammoth';
import type { Locator } from '../../model/report.js';
import { isBomb } from './archive.js';
import { piecesOf } from './docx-pieces.js';
import { type Extracted, LIMITS, refused } from './extracted.js';
import { withNumbers } from './numbering.js';
import { pack, readDirectory, unpackEntry } from './zip.js';

const AGAIN = 'Open it in Word or WPS and save it again, or save it as text.';
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/[\w.]+\.rels|document\d*\.xml|styles\.xml|numbering\.xml))$/;

export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  const directory = readDirectory(bytes);
  if (!directory)
    return refused('docx-unreadable', `The file is cut off or damaged: its directory is missing. ${AGAIN}`);
  const wanted = directory.filter(({ name }) => PARTS.test(name));
  const size = wanted.reduce((sum, entry) => sum + entry.size, 0);
  const packed = wanted.reduce((sum, entry) => sum + entry.packedSize, 0);
  if (wanted.some(({ encrypted }) => encrypted) || directory.some(({ name }) => name === 'EncryptedPackage'))
    return refused('docx-encrypted', 'The document is encrypted: save a copy without a password.');
  if (size > LIMITS.docxBytes || isBomb(size, packed)) {
    return refused(
      'docx-too-large',
      `The text of the document unpacks to ${size} bytes from ${packed} (at most ${LIMITS.docxBytes} bytes and ${LIMITS.ratio} times are read): it is damaged or a bomb. Split it, or save it as text.`,
      { size, packed, most: LIMITS.docxBytes },
    );
  }
  const parts: Record<string, Uint8Array> = {};
  for (const entry of wanted) {
    const unpacked = unpackEntry(bytes, entry, entry.size);
    if (unpacked) parts[entry.name] = unpacked;
  }
  const main = Object.keys(parts).find((name) => /^word\/document\d*\.xml$/.test(name));
  const document = main === undefined ? undefined : parts[main];
  if (main === undefined || !document)
    return refused(
      'docx-unreadable',
      `Its word/document.xml is missing or damaged: it is no Word document, or it is broken. ${AGAIN}`,
    );
  const decoder = new TextDecoder();
  const xml = withNumbers(
    decoder.decode(document),
    decoder.decode(parts['word/numbering.xml'] ?? new Uint8Array(0)),
    decoder.decode(parts['word/styles.xml'] ?? new Uint8Array(0)),
  );
  // What stands apart from the text is numbered by now; the reader would take it apart again for every piece.
  const { [main]: _, 'word/numbering.xml': _numbering, 'word/styles.xml': _styles, ...rest } = parts;
  let raw = '';
  for (const piece of piecesOf(xml)) {
    const text = await rawTextOf(piece.xml, main, rest);
    raw += piece.isOpen ? text.slice(0, -PARAGRAPH_END.length) : text;
  }
  return asLines(raw);
}

async function rawTextOf(xml: string, main: string, parts: Readonly<Record<string, Uint8Array>>): Promise<string> {
  // Fields have no text of their own, and one that a piece ends but did not begin would be an error.
  const plain = xml.includes(FIELD) ? xml.replaceAll(FIELD, '<w:passed').replaceAll('</w:fldChar', '</w:passed') : xml;
  const packed = pack({ ...parts, [main]: new TextEncoder().encode(plain) });
  return (await mammoth.extractRawText(inputOf(packed))).value;
}

const FIELD = '<w:fldChar';
/** What mammoth puts behind a paragraph. */
const PARAGRAPH_END = '\n\n';

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
  for (const line of raw.split(PARAGRAPH_END)) {
    paragraph++;
    const text = line.trimEnd();
    if (text.trim() === '') continue;
    locators.push({ start, paragraph });
    lines.push(text);
    start += text.length + 1;
  }
  return { text: lines.join('\n'), locators, diagnostics: [] };
}
