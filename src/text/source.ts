/**
 * Any file to the `Source` people quote from: sniffed, decoded or extracted. Bad content never throws: the source is
 * then empty or partial, and a diagnostic says what was seen and what to do. Readers of heavy formats load on demand.
 */

import type { Diagnostic } from '../model/diagnostic.js';
import type { Source, SourceFormat } from '../model/report.js';
import { decode } from './decode.js';
import { type Extracted, reasonOf, refused } from './extract/extracted.js';
import { declaredCharset, extensionOf, sniff, sniffText } from './sniff.js';

export interface SourceOptions {
  /** Kept in the source, and its extension helps where the bytes do not tell the format. */
  readonly path?: string;
  /** A WHATWG encoding label; overrides detection. */
  readonly encoding?: string;
}

export interface ReadSource {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one file. A string is taken as decoded text. */
export async function readSource(bytes: Uint8Array | string, options: SourceOptions = {}): Promise<ReadSource> {
  const read = await readAny(bytes, options);
  if (read.diagnostics.length > 0 || /\S/.test(read.source.text)) return read;
  const message = 'There is no text in the file: it is empty, or holds only images. Check that it is the right one.';
  return { source: read.source, diagnostics: [{ code: 'empty-text', severity: 'error', message }] };
}

async function readAny(bytes: Uint8Array | string, options: SourceOptions): Promise<ReadSource> {
  if (typeof bytes === 'string') return readText(bytes, undefined, [], options);
  const kind = sniff(bytes, options.path);
  switch (kind) {
    case 'pdf':
    case 'docx':
    case 'doc':
      return container(kind, bytes, options);
    case 'zip':
      return made(
        refused('archive', 'A ZIP archive is not one document: unpack it, or give its files one by one.'),
        'text',
        options,
      );
    case 'unsupported':
      return made(
        refused('unsupported-format', unsupportedMessage(options.path), { extension: extensionOf(options.path ?? '') }),
        'text',
        options,
      );
    default: {
      const declared = kind === 'html' ? declaredCharset(bytes) : undefined;
      const { text, encoding, diagnostics } = decode(bytes, {
        ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
        ...(declared === undefined ? {} : { declared }),
      });
      return readText(text, encoding, diagnostics, options);
    }
  }
}

async function readText(
  text: string,
  encoding: string | undefined,
  diagnostics: readonly Diagnostic[],
  options: SourceOptions,
): Promise<ReadSource> {
  const format = sniffText(text, options.path);
  const found = [...diagnostics, ...binaryNotice(text)];
  if (format !== 'html') return { source: makeSource(text, format, encoding, undefined, options), diagnostics: found };
  const extracted = await guarded('html', async () => (await import('./extract/html.js')).extractHtml(text));
  // Offsets of decoding problems belong to the page's code, not to the text taken out of it.
  const kept = found.map(({ span: _span, ...rest }) => rest);
  return {
    source: makeSource(extracted.text, 'html', encoding, extracted.locators, options),
    diagnostics: [...kept, ...extracted.diagnostics],
  };
}

async function container(kind: 'pdf' | 'docx' | 'doc', bytes: Uint8Array, options: SourceOptions): Promise<ReadSource> {
  const extracted = await guarded(kind, async () => {
    if (kind === 'pdf') return (await import('./extract/pdf.js')).extractPdf(bytes);
    if (kind === 'docx') return (await import('./extract/docx.js')).extractDocx(bytes);
    return (await import('./extract/doc.js')).extractDoc(bytes);
  });
  return made(extracted, kind, options);
}

/** A reader of a foreign format may fail in any way on damaged bytes; what it threw becomes the reason. */
async function guarded(format: SourceFormat, extract: () => Promise<Extracted>): Promise<Extracted> {
  try {
    return await extract();
  } catch (error) {
    return refused(
      `${format}-unreadable`,
      `The ${format.toUpperCase()} file could not be read (${reasonOf(error)}). Open it in its program and save it again, or save it as text.`,
    );
  }
}

function made(extracted: Extracted, format: SourceFormat, options: SourceOptions): ReadSource {
  const { text, locators, diagnostics } = extracted;
  return { source: makeSource(text, format, undefined, locators, options), diagnostics };
}

function makeSource(
  text: string,
  format: SourceFormat,
  encoding: string | undefined,
  locators: Source['locators'],
  { path }: SourceOptions,
): Source {
  return {
    ...(path === undefined ? {} : { path }),
    format,
    ...(encoding === undefined ? {} : { encoding }),
    text,
    ...(locators === undefined || locators.length === 0 ? {} : { locators }),
  };
}

/** Share of control characters beyond which a "text" is no text. */
const BINARY_SHARE = 0.02;
const BINARY_SAMPLE = 1 << 16;
/** No text needs these; a search is cheaper than counting. */
const CONTROL = /[\x00-\x07\x0e-\x1a\x1c-\x1f]/;

function binaryNotice(text: string): readonly Diagnostic[] {
  if (!CONTROL.test(text)) return [];
  const length = Math.min(text.length, BINARY_SAMPLE);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x20 && (unit < 0x08 || unit > 0x0d) && unit !== 0x1b) control++;
  }
  if (control <= BINARY_SHARE * length) return [];
  return [
    {
      code: 'binary-content',
      severity: 'error',
      params: { control, length },
      message: `${control} of the first ${length} characters are control characters: this is no text file, or it is in an encoding that must be named with --encoding.`,
    },
  ];
}

function unsupportedMessage(path = ''): string {
  const extension = extensionOf(path);
  return `The format${extension === '' ? '' : ` of .${extension} files`} is not read; expected text, HTML, Markdown, DOCX, DOC or PDF. Save the document as one of these (images need OCR first).`;
}
