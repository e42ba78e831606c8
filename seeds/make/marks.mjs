// Reads one marked source (seeds/source/*.txt) into its clean text and the gold that its marks state: headings, formula
// occurrences with slots, lifted passages, leftover names, links between years. The notation is described in seeds/README.md.

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[零一二三四五六七八九十百千]+)';
const HEADS = [
  { prefix: '# ', level: 1, kind: 'chapter', runIn: false },
  { prefix: '#. ', level: 1, kind: 'chapter', runIn: true },
  { prefix: '## ', level: 2, kind: 'section', runIn: false },
  { prefix: '##. ', level: 2, kind: 'section', runIn: true },
  { prefix: '###. ', kind: 'item', runIn: true },
  { prefix: '###~ ', kind: 'lead', runIn: true },
  { prefix: '###- ', kind: 'bullet', runIn: true },
];
const MARKER =
  /^(?:第?[一二三四五六七八九十]+[、是]|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+(?:部分|方面|[，、])|\d+[.．、]|——)/u;

/** A formula template as a pattern whose groups are its slots, and the kinds of those slots in order. */
export function compileTemplate(template) {
  const kinds = [];
  const pattern = template.split(/\{(\w+)\}/u).map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
    kinds.push(part);
    return part === 'number' ? `(${NUMBER})` : '(.+?)';
  });
  return { kinds, pattern: new RegExp(`^${pattern.join('')}$`, 'du') };
}

/** Splits front matter from body; the front matter holds the facts about the report. */
function readFrontMatter(source) {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(source);
  const facts = Object.fromEntries(head.split('\n').map((line) => line.split(/: (.*)/u).slice(0, 2)));
  return { facts: { ...facts, year: Number(facts.year) }, body };
}

/** Reads the marks `[name:text]`, nested or not, and the heading prefixes. */
export function readMarked(source, name) {
  const { facts, body } = readFrontMatter(source);
  const marks = [];
  const headings = [];
  const open = [];
  let text = '';
  for (const line of body.trimEnd().split('\n')) {
    const head = HEADS.find((h) => line.startsWith(h.prefix));
    const start = text.length;
    const content = head ? line.slice(head.prefix.length) : line;
    for (let i = 0; i < content.length; i++) {
      if (content[i] === '[') {
        const colon = content.indexOf(':', i);
        open.push({ names: content.slice(i + 1, colon).split(','), start: text.length });
        i = colon;
      } else if (content[i] === ']') {
        const mark = open.pop();
        if (!mark) throw new Error(`${name}: a mark is closed that was never opened: ${line.slice(0, 40)}`);
        const span = { start: mark.start, end: text.length };
        for (const id of mark.names) {
          if (id === 'h') headings.push(inlineHeading(text, span, numbered(headings) + 1));
          else marks.push({ id, span });
        }
      } else text += content[i];
    }
    if (open.length > 0) throw new Error(`${name}: a mark stays open: ${line.slice(0, 40)}`);
    if (head) headings.push(readHeading(text, start, { ...head, level: head.level ?? numbered(headings) + 1 }, name));
    text += '\n';
  }
  marks.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  return { name, facts, text, marks, headings };
}

/** Level of the last numbered heading: items, bullets and lead sentences stand one below it. */
const numbered = (headings) => headings.findLast((h) => h.kind === 'chapter' || h.kind === 'section')?.level ?? 0;

/** An item inside a paragraph: 一是 and what follows up to the full stop. */
function inlineHeading(text, span, level) {
  const quote = text.slice(span.start, span.end);
  const marker = MARKER.exec(quote)[0];
  return { level, kind: 'item', marker, heading: quote.slice(marker.length), end: 'full_stop', headingSpan: span };
}

function readHeading(text, start, head, name) {
  const line = text.slice(start);
  const marker = head.kind === 'lead' ? '' : (MARKER.exec(line)?.[0] ?? null);
  if (marker === null) throw new Error(`${name}: a heading without a marker: ${line.slice(0, 30)}`);
  const stop = head.runIn ? line.indexOf('。') : line.length;
  if (stop < 0) throw new Error(`${name}: a run-in heading without a full stop: ${line.slice(0, 30)}`);
  return {
    level: head.level,
    kind: head.kind,
    marker,
    heading: line.slice(marker.length, stop).trim(),
    end: head.runIn ? 'full_stop' : 'line_break',
    headingSpan: { start, end: start + stop },
  };
}
