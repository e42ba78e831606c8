/**
 * The visible text of a web page: a line a block, in reading order. Only the tokenizer of parse5 is used, no tree: the
 * work is linear and the memory bounded however deep or unclosed the elements are. Menus and footers stay in the text;
 * the outline tells them from the report.
 */

import { type Token, type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';
import type { Locator } from '../../model/report.js';
import { type Extracted, LIMITS, refused } from './extracted.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const BLOCK = words(
  'address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section summary table tbody tfoot thead title tr ul',
);
const VOID = words('area base br col embed hr img input link meta param source track wbr');
/** Elements whose end tag may be left out: not counted as depth. */
const UNCLOSED = words('body colgroup dd dt html li option p rb rp rt rtc tbody td tfoot th thead tr font span');
const SKIPPED = words('script style template noscript svg math iframe object select button textarea noframes noembed');

export function extractHtml(html: string): Extracted {
  const page = new Page();
  const tokenizer = new Tokenizer({}, page);
  page.tokenizer = tokenizer;
  // In pieces, so that a page that is refused costs no more than it has to.
  for (let at = 0; at < html.length && !page.tooDeep; at += PIECE) {
    tokenizer.write(html.slice(at, at + PIECE), at + PIECE >= html.length);
  }
  if (page.tooDeep) {
    return refused(
      'html-too-deep',
      `The page nests more than ${LIMITS.htmlDepth} elements (browsers stop at 512): it is damaged or hostile. Save it again from a browser, or as text.`,
      { most: LIMITS.htmlDepth },
    );
  }
  return page.result();
}

const PIECE = 1 << 16;

class Page implements TokenHandler {
  tokenizer: Tokenizer | undefined;
  tooDeep = false;
  private readonly lines: string[] = [];
  private line = '';
  private title = '';
  private depth = 0;
  private preformatted = 0;
  private inTitle = false;
  /** The element whose content is left out, and how many of its name are open inside. */
  private skipping = '';
  private skipDepth = 0;

  onStartTag(token: Token.TagToken): void {
    const name = token.tagName;
    this.switchMode(name);
    if (this.skipping !== '') {
      if (name === this.skipping && !token.selfClosing) this.skipDepth++;
      return;
    }
    if (!VOID.has(name) && !UNCLOSED.has(name) && !token.selfClosing && ++this.depth > LIMITS.htmlDepth) {
      this.tooDeep = true;
      this.tokenizer?.pause();
      return;
    }
    if (SKIPPED.has(name) || (!VOID.has(name) && isHidden(token))) {
      if (token.selfClosing) return;
      this.skipping = name;
      this.skipDepth = 1;
      return;
    }
    if (name === 'title') this.inTitle = true;
    if (name === 'pre') this.preformatted++;
    if (BLOCK.has(name)) this.breakLine();
    else if (name === 'td' || name === 'th') this.line += this.line.trim() === '' ? '' : '\t';
  }

  onEndTag(token: Token.TagToken): void {
    const name = token.tagName;
    if (!VOID.has(name) && !UNCLOSED.has(name) && this.depth > 0) this.depth--;
    if (this.skipping !== '') {
      if (name === this.skipping && --this.skipDepth === 0) this.skipping = '';
      return;
    }
    if (name === 'title') {
      this.title ||= this.line.trim();
      this.line = '';
      this.inTitle = false;
    }
    if (BLOCK.has(name)) this.breakLine();
    if (name === 'pre' && this.preformatted > 0) this.preformatted--;
  }

  onCharacter(token: Token.CharacterToken): void {
    if (this.skipping === '') this.line += token.chars;
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    if (this.skipping !== '') return;
    if (this.preformatted > 0 && !this.inTitle) {
      const [first = '', ...rest] = token.chars.split('\n');
      this.line += first;
      for (const next of rest) {
        this.breakLine();
        this.line += next;
      }
    } else this.line += token.chars;
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {
    this.breakLine();
  }

  result(): Extracted {
    this.breakLine();
    const name = this.title.split(/[_|–—-]/)[0]?.trim() ?? '';
    if (name !== '' && !this.lines.some((line) => line.includes(name))) this.lines.unshift(name);
    const locators: Locator[] = [];
    let start = 0;
    for (const [i, line] of this.lines.entries()) {
      locators.push({ start, paragraph: i + 1 });
      start += line.length + 1;
    }
    return { text: this.lines.join('\n'), locators, diagnostics: [] };
  }

  private switchMode(name: string): void {
    if (!this.tokenizer) return;
    if (name === 'script') this.tokenizer.state = TokenizerMode.SCRIPT_DATA;
    else if (name === 'style' || name === 'iframe' || name === 'noframes' || name === 'noembed' || name === 'xmp')
      this.tokenizer.state = TokenizerMode.RAWTEXT;
    else if (name === 'title' || name === 'textarea') this.tokenizer.state = TokenizerMode.RCDATA;
  }

  private breakLine(): void {
    if (this.inTitle) return;
    const line = this.preformatted > 0 ? this.line.trimEnd() : collapse(this.line);
    this.line = '';
    if (line !== '') this.lines.push(line);
  }
}

/** Runs of space become one; a line end of the source between two Han characters is no space at all. */
function collapse(line: string): string {
  return line
    .replace(/([⺀-鿿、-〿＀-￯])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[⺀-鿿、-〿＀-￯])/g, '$1')
    .replace(/[ \t\r\n\f]+/g, (run) => (run.includes('\t') && run.trim() === '' && !run.includes('\n') ? '\t' : ' '))
    .replace(/^[ \t\u00a0]+|[ \t\u00a0\u3000]+$/g, '');
}

function isHidden(token: Token.TagToken): boolean {
  return token.attrs.some(
    ({ name, value }) => name === 'hidden' || (name === 'style' && /display\s*:\s*none/i.test(value)),
  );
}
