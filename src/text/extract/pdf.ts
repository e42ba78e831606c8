/**
 * The text of a PDF, a line a printed line, through unpdf (PDF.js). Lines are put together from positioned items; page
 * numbers and running heads stay in the text, with the page each stretch stands on, and are tagged later.
 */

import { extractTextItems, getDocumentProxy } from 'unpdf';
import type { Diagnostic } from '../../model/diagnostic.js';
import { TaohuaError } from '../../model/errors.js';
import type { Locator } from '../../model/report.js';
import { type Extracted, LIMITS, reasonOf, refused } from './extracted.js';
import { pdfFault } from './pdf-size.js';
import { droppingStrays } from './stray-rejections.js';

export function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  return droppingStrays(isOfPdfJs, () => extract(bytes));
}

/** Its own errors have names of their own (`FormatError`, `XRefEntryException`); those of the language are known by where they rose. */
function isOfPdfJs(reason: unknown): boolean {
  if (!(reason instanceof Error) || reason instanceof TaohuaError) return false;
  return (
    !/^(?:Type|Range|Syntax|Reference|Eval|URI|Aggregate)?Error$/.test(reason.name) ||
    /unpdf|pdfjs/.test(reason.stack ?? '')
  );
}

async function extract(bytes: Uint8Array): Promise<Extracted> {
  const fault = pdfFault(bytes);
  if (fault !== undefined)
    return refused('pdf-too-large', `The PDF ${fault}. Print it to a new PDF, or save it as text.`);
  let pages: readonly (readonly PdfItem[])[];
  try {
    // PDF.js takes the buffer for itself and refuses a Buffer, whose slice() is one again: it gets a plain copy.
    const document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0, isEvalSupported: false });
    if (document.numPages > LIMITS.pages) {
      await document.destroy();
      return refused(
        'pdf-too-large',
        `The PDF has ${document.numPages} pages; at most ${LIMITS.pages} are read. Split it.`,
        { pages: document.numPages, most: LIMITS.pages },
      );
    }
    pages = (await extractTextItems(document)).items;
    await document.destroy();
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      return refused('pdf-encrypted', 'The PDF is encrypted: save a copy without a password.');
    return refused(
      'pdf-unreadable',
      `The PDF could not be read (${reasonOf(error)}). Open it in a viewer and print it to a new PDF, or save it as text.`,
    );
  }
  const parts: string[] = [];
  const locators: Locator[] = [];
  let start = 0;
  for (const [i, items] of pages.entries()) {
    locators.push({ start, page: i + 1 });
    for (const line of linesOf(items)) {
      parts.push(line);
      start += line.length + 1;
    }
  }
  return { text: parts.join('\n'), locators, diagnostics: emptyNotice(parts, pages.length) };
}

interface PdfItem {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
}

/** Baselines closer than this share of the font size are one line. */
const SAME_LINE = 0.5;
/** A gap wider than this share of the font size is a space; beside Han only a whole character's width is. */
const SPACE = 0.3;
const SPACE_BESIDE_HAN = 0.9;
/** A line that begins this many characters right of the margin opens a paragraph; further right it is centred. */
const INDENT = { least: 1.2, most: 3.5 };

interface Line {
  readonly text: string;
  readonly x: number;
  readonly fontSize: number;
}

function linesOf(items: readonly PdfItem[]): string[] {
  const lines: Line[] = [];
  let text = '';
  let first: PdfItem | undefined;
  let previous: PdfItem | undefined;
  const flush = (): void => {
    if (first && text.trim() !== '') lines.push({ text: text.trim(), x: first.x, fontSize: first.fontSize });
    text = '';
    first = undefined;
    previous = undefined;
  };
  for (const item of items) {
    if (item.str.trim() === '') continue;
    if (previous && Math.abs(item.y - previous.y) > SAME_LINE * Math.max(item.fontSize, previous.fontSize, 1)) flush();
    if (previous) {
      const gap = item.x - (previous.x + previous.width);
      const han = isWide(text.charCodeAt(text.length - 1)) || isWide(item.str.charCodeAt(0));
      if (gap > (han ? SPACE_BESIDE_HAN : SPACE) * item.fontSize) text += ' ';
    }
    first ??= item;
    text += item.str;
    previous = item;
  }
  flush();
  const margin = Math.min(...lines.map(({ x }) => x));
  return lines.map(({ text: line, x, fontSize }) => {
    const indent = (x - margin) / Math.max(1, fontSize);
    return indent >= INDENT.least && indent <= INDENT.most ? `\u3000\u3000${line}` : line;
  });
}

function isWide(unit: number): boolean {
  return unit >= 0x2e80 && unit < 0xff60;
}

function emptyNotice(lines: readonly string[], pages: number): readonly Diagnostic[] {
  if (lines.length > 0) return [];
  return [
    {
      code: 'pdf-without-text',
      severity: 'error',
      params: { pages },
      message: `The PDF has ${pages} page(s) and no text: it is probably scanned. Run OCR on it first.`,
    },
  ];
}
