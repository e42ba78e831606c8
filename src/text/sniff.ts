/** What kind of file some bytes are: by their first bytes, and only where those do not tell by the name. */

export type FileKind = 'text' | 'html' | 'markdown' | 'docx' | 'doc' | 'pdf' | 'zip' | 'unsupported';

const HEAD = 4096;

/** Judges from the first 4 KB and the extension of `path`. Never opens a container: a DOCX is a ZIP that names `word/`. */
export function sniff(bytes: Uint8Array, path = ''): FileKind {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return zipKind(bytes, path);
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'doc';
  const head = latin(bytes.subarray(0, HEAD));
  // A PDF may open with some bytes of a mail or web header; readers accept the mark within the first KB.
  const pdf = head.slice(0, 1024).indexOf('%PDF-');
  if (pdf === 0 || (pdf > 0 && extensionOf(path) === 'pdf')) return 'pdf';
  const first = String.fromCharCode(...bytes.subarray(0, 16));
  if (BINARY.some((magic) => first.startsWith(magic))) return 'unsupported';
  return textKind(head, path);
}

/** The kind of a text that is already decoded. */
export function sniffText(text: string, path = ''): 'text' | 'html' | 'markdown' {
  return textKind(text.slice(0, HEAD), path);
}

function textKind(head: string, path: string): 'text' | 'html' | 'markdown' {
  if (HTML_HEAD.test(head)) return 'html';
  const extension = extensionOf(path);
  if (/^(?:x?html?|shtml|mht)$/.test(extension) && /<[a-z!]/i.test(head)) return 'html';
  if (/^(?:md|markdown|mdown|mkd)$/.test(extension)) return 'markdown';
  return 'text';
}

const HTML_HEAD = /^(?:\ufeff|ï»¿|\s|<!--[^>]*-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body)[\s>]/i;

/** RTF, images, archives other than ZIP, executables, media: named, never guessed at. */
const BINARY = [
  '{\\rtf',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'BZh',
  '\x7fELF',
  'MZ\x90',
  'OggS',
  'ID3',
  'SQLite format 3',
];

function zipKind(bytes: Uint8Array, path: string): FileKind {
  const extension = extensionOf(path);
  if (extension === 'docx' || extension === 'docm') return 'docx';
  if (extension === 'zip') return 'zip';
  // Names stand uncompressed in the directory at the end and in the local headers.
  const names = latin(bytes.subarray(0, HEAD)) + latin(bytes.subarray(Math.max(HEAD, bytes.length - 4 * HEAD)));
  return names.includes('word/document.xml') || names.includes('word/styles.xml') ? 'docx' : 'zip';
}

/** The encoding a page or XML file names for itself, from its first 4 KB. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = latin(bytes.subarray(0, HEAD));
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^[^<]{0,8}<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]+)/i.exec(head)?.[1]
  );
}

/** Lower-case extension without the dot; empty when there is none. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

function starts(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Bytes as characters; only ASCII is ever looked for in them. */
function latin(bytes: Uint8Array): string {
  if (typeof Buffer === 'undefined') return new TextDecoder('latin1').decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
