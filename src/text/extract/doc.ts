/** The text of a Word 97–2003 file, a line a paragraph, through word-extractor. */

import { Buffer } from 'node:buffer';
import WordExtractor from 'word-extractor';
import type { Locator } from '../../model/report.js';
import { type Extracted, refused } from './extracted.js';
import { oleFault } from './ole.js';

export async function extractDoc(bytes: Uint8Array): Promise<Extracted> {
  const fault = oleFault(bytes);
  if (fault) {
    return refused(
      'doc-unreadable',
      `The file has the frame of a Word 97–2003 document, but ${fault}. Open it in Word or WPS and save it as .docx.`,
    );
  }
  const document = await new WordExtractor().extract(Buffer.from(bytes));
  const lines = document
    // Its filter would turn “ ” — into ASCII: a quotation must be what the document says.
    .getBody({ filterUnicode: false })
    .replace(/\r\n?|[\v\f]/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd());
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const locators: Locator[] = [];
  let start = 0;
  for (const [i, line] of text.split('\n').entries()) {
    locators.push({ start, paragraph: i + 1 });
    start += line.length + 1;
  }
  return { text, locators, diagnostics: [] };
}
