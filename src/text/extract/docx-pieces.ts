/**
 * A large WordprocessingML document as several small ones, each whole in itself: the reader behind makes a tree of some forty
 * times the size of what it reads, so that it is given a piece at a time. Cut behind paragraphs, where there is none for long
 * inside a table or a paragraph; the elements that are open there are closed and opened again.
 */

export interface Piece {
  readonly xml: string;
  /** Whether its last paragraph goes on in the next piece. */
  readonly isOpen: boolean;
}

/** Characters of XML from which a piece may end; twice as many before a table or a paragraph is cut. */
const SIZE = 1 << 17;

/** Cost: linear. What is no element as expected stays in one piece, as it is. */
export function* piecesOf(xml: string, size: number = SIZE): Generator<Piece> {
  const body = xml.indexOf('<w:body');
  const first = xml.indexOf('>', body) + 1;
  if (xml.length < 2 * size || body < 0 || first === 0) {
    yield { xml, isOpen: false };
    return;
  }
  const head = xml.slice(0, first);
  const tail = `</w:body>${closed(openIn(xml.slice(0, body)))}`;
  const open: string[] = [];
  let opened = '';
  let from = first;
  let paragraphs = 0;
  let paragraphAt = 0;
  // The last sign that a paragraph cannot be cut, or be parted from the next.
  let bound = -1;
  for (const { at, end, name, kind } of tagsOf(xml, first)) {
    if (kind === 'start') {
      if (name === 'w:p' && paragraphs++ === 0) paragraphAt = at;
      open.push(xml.slice(at, end));
    }
    // Removed paragraph marks join paragraphs; text boxes stand in one and are read behind it.
    if (name === 'w:del' || name === 'w:txbxContent') bound = at;
    if (kind !== 'end') continue;
    if (open.length === 0) break;
    open.pop();
    if (name === 'w:p') paragraphs--;
    const most = name === 'w:p' && open.length === 0 ? size : 2 * size;
    const isBehind = name === 'w:p' && paragraphs === 0;
    const isInside = name === 'w:r' && paragraphs === 1 && nameOf(open.at(-1) ?? '') === 'w:p';
    if (end - from < most || !(isBehind || isInside) || bound >= paragraphAt) continue;
    yield { xml: `${head}${opened}${xml.slice(from, end)}${closed(open)}${tail}`, isOpen: isInside };
    opened = open.join('');
    from = end;
  }
  yield { xml: head + opened + xml.slice(from), isOpen: false };
}

interface Tag {
  readonly at: number;
  /** Behind it. */
  readonly end: number;
  readonly name: string;
  readonly kind: 'start' | 'end' | 'lone';
}

/** The tags from `from` on; comments, instructions and what is quoted as text are passed over. */
function* tagsOf(xml: string, from: number): Generator<Tag> {
  for (let at = xml.indexOf('<', from); at >= 0; ) {
    const next = xml[at + 1];
    const close =
      next !== '!' ? '>' : xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : '>';
    const stop = xml.indexOf(close, at + 1);
    if (stop < 0) return;
    const end = stop + close.length;
    if (next !== '!' && next !== '?') {
      const kind = next === '/' ? 'end' : xml[stop - 1] === '/' ? 'lone' : 'start';
      yield { at, end, name: nameOf(xml.slice(at, Math.min(end, at + LONGEST_NAME))), kind };
    }
    at = xml.indexOf('<', end);
  }
}

const LONGEST_NAME = 80;

function nameOf(tag: string): string {
  return /^<\/?([^\s/>]*)/.exec(tag)?.[1] ?? '';
}

/** Start tags of the elements that are open at the end. */
function openIn(xml: string): string[] {
  const open: string[] = [];
  for (const { at, end, kind } of tagsOf(xml, 0)) {
    if (kind === 'start') open.push(xml.slice(at, end));
    else if (kind === 'end') open.pop();
  }
  return open;
}

/** End tags for some start tags. */
function closed(open: readonly string[]): string {
  return open.map((tag) => `</${nameOf(tag)}>`).reduceRight((all, tag) => all + tag, '');
}
