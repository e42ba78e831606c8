/**
 * Making hostile text harmless, once for each language it is put into. Reports come from anywhere: a file name may hold an
 * escape sequence, a title may hold markup, a cell may hold a spreadsheet formula.
 */

/** C0 and C1 controls, bidirectional overrides and isolates, zero-width signs, line separators, byte order mark. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** For a terminal: what would move the cursor or turn the line around is shown as `\u{…}`; lone surrogates as U+FFFD. */
export function visible(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(INVISIBLE, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
}

/** The same for one line of prose: line breaks and runs of blanks become one space first. */
export function oneLine(text: string): string {
  return visible(text.replace(/[\s\u0085]+/g, ' ').trim());
}

/** Text that any XML or UTF-8 writer accepts: controls other than tab and line feed, and lone surrogates, become U+FFFD. */
export function wellFormed(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML and XML, in text and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return wellFormed(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** For Markdown, in running text and in table cells: markup signs escaped, one line, invisible signs shown. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>|~#&$]/g, (sign) => (sign === '<' ? '&lt;' : sign === '&' ? '&amp;' : `\\${sign}`))
    .replace(/^(\d*)([-+=.)])(?=\s|$)/, '$1\\$2')
    .replace(/(https?|ftp)(:)/gi, '$1\\$2')
    .replace(/@/g, '&#64;');
}

/** One CSV cell (RFC 4180). A cell a spreadsheet would run as a formula gets an apostrophe in front. */
export function escapeCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = wellFormed(value).replace(/\n/g, ' ');
  const guarded = /^[\s\u00a0\u3000]*[=+\-@\t\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
