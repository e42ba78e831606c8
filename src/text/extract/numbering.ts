/**
 * Automatic paragraph numbers of WordprocessingML, written out. A paragraph names a list (`w:numId`) and a level
 * (`w:ilvl`), itself or through its style; the list says how each level counts and looks (ECMA-376 part 1, 17.9).
 * Works on the XML text in one pass, because the numbers must be in the text before the DOCX reader sees it.
 */

interface Level {
  readonly format: string;
  /** `%1、`, `（%2）` */
  readonly text: string;
  readonly first: number;
}

interface List {
  readonly levels: ReadonlyMap<number, Level>;
  /** Lists with one abstract definition count on together. */
  readonly abstract: string;
}

/** `document` with each automatic number as a run at the start of its paragraph. Cost: linear. */
export function withNumbers(document: string, numbering: string, styles: string): string {
  const lists = readLists(numbering);
  if (lists.size === 0) return document;
  const byStyle = readStyles(styles);
  const counters = new Map<string, number[]>();
  const parts: string[] = [];
  let at = 0;
  for (const { inner, end } of elementsOf(document, 'w:pPr')) {
    const label = labelOf(inner, lists, byStyle, counters);
    if (label === '') continue;
    parts.push(document.slice(at, end), `<w:r><w:t xml:space="preserve">${escapeXml(label)}</w:t></w:r>`);
    at = end;
  }
  parts.push(document.slice(at));
  return parts.join('');
}

function labelOf(
  properties: string,
  lists: ReadonlyMap<string, List>,
  byStyle: ReadonlyMap<string, Reference>,
  counters: Map<string, number[]>,
): string {
  const own = numberReference(properties);
  const style = /<w:pStyle\b[^>]{0,200}\bw:val="([^"]*)"/.exec(properties)?.[1];
  const inherited = style === undefined ? undefined : byStyle.get(style);
  const list = lists.get(own.id ?? inherited?.id ?? '0');
  return list ? advance(list, own.level ?? inherited?.level ?? 0, counters) : '';
}

/** Levels of a list: 0 to 8 (17.9.3). A file may say anything else, and an array of that length would end the process. */
const DEEPEST = 8;

function advance(list: List, depth: number, counters: Map<string, number[]>): string {
  if (!Number.isInteger(depth) || depth < 0 || depth > DEEPEST) return '';
  const counts = counters.get(list.abstract) ?? [];
  counters.set(list.abstract, counts);
  for (let i = 0; i < depth; i++) counts[i] ??= list.levels.get(i)?.first ?? 1;
  counts[depth] = counts[depth] === undefined ? (list.levels.get(depth)?.first ?? 1) : counts[depth] + 1;
  counts.length = depth + 1;
  const level = list.levels.get(depth);
  if (!level || level.format === 'bullet' || level.format === 'none') return '';
  return level.text.replace(/%(\d)/g, (_all, digit: string) => {
    const at = Number(digit) - 1;
    return formatNumber(counts[at] ?? 1, list.levels.get(at)?.format ?? 'decimal');
  });
}

function readLists(numbering: string): Map<string, List> {
  const abstracts = new Map<string, Map<number, Level>>();
  for (const { open, inner } of elementsOf(numbering, 'w:abstractNum'))
    abstracts.set(attribute(open, 'w:abstractNumId') ?? '', readLevels(inner));
  const lists = new Map<string, List>();
  for (const { open, inner } of elementsOf(numbering, 'w:num')) {
    const id = attribute(open, 'w:numId') ?? '';
    const abstract = valueIn(inner, 'w:abstractNumId') ?? '';
    const levels = new Map(abstracts.get(abstract));
    const overridden = readLevels(inner);
    for (const [depth, level] of overridden) levels.set(depth, level);
    const own = inner.includes('<w:startOverride') || overridden.size > 0;
    lists.set(id, { levels, abstract: own ? `${abstract}#${id}` : abstract });
  }
  return lists;
}

function readLevels(body: string): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const { open, inner } of elementsOf(body, 'w:lvl')) {
    levels.set(Number(attribute(open, 'w:ilvl') ?? 0), {
      format: valueIn(inner, 'w:numFmt') ?? 'decimal',
      text: unescapeXml(valueIn(inner, 'w:lvlText') ?? ''),
      first: firstOf(valueIn(inner, 'w:start')),
    });
  }
  return levels;
}

/** Where a list starts to count: a whole number of sixteen bits, as Word takes it. */
function firstOf(value: string | undefined): number {
  const first = Number(value ?? 1);
  return Number.isInteger(first) && first >= 0 && first < 2 ** 15 ? first : 0;
}

interface XmlElement {
  /** The start tag. */
  readonly open: string;
  readonly inner: string;
  /** Behind the end tag. */
  readonly end: number;
}

/**
 * The elements of one name, outermost only, found by plain search: each character is looked at a few times whatever the
 * XML is like. An element of the same name inside (tracked changes of properties) belongs to its parent.
 */
function* elementsOf(xml: string, name: string): Generator<XmlElement> {
  const close = `</${name}>`;
  for (let at = xml.indexOf(`<${name}`); at >= 0; at = xml.indexOf(`<${name}`, at)) {
    const stop = xml.indexOf('>', at);
    if (stop < 0) return;
    const open = xml.slice(at, stop + 1);
    if (!/[\s/>]/.test(open[name.length + 1] ?? '') || open.endsWith('/>')) {
      at = stop;
      continue;
    }
    const end = xml.indexOf(close, stop);
    if (end < 0) return;
    const tracked = xml.slice(stop, end).includes(`<${name}>`) ? xml.indexOf(close, end + close.length) : end;
    const last = tracked < 0 ? end : tracked;
    yield { open, inner: xml.slice(stop + 1, end), end: last + close.length };
    at = last;
  }
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
}

/** `w:val` of the first element of that name. */
function valueIn(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}\\b[^>]{0,200}\\bw:val="([^"]*)"`).exec(xml)?.[1];
}

interface Reference {
  readonly id: string | undefined;
  readonly level: number | undefined;
}

function numberReference(properties: string): Reference {
  const [numbers] = elementsOf(properties, 'w:numPr');
  if (!numbers) return { id: undefined, level: undefined };
  const level = valueIn(numbers.inner, 'w:ilvl');
  return { id: valueIn(numbers.inner, 'w:numId'), level: level === undefined ? undefined : Number(level) };
}

/** Styles that number their paragraphs, themselves or through the style they are based on. */
function readStyles(styles: string): Map<string, Reference> {
  const direct = new Map<string, Reference & { readonly parent: string | undefined }>();
  for (const { open, inner } of elementsOf(styles, 'w:style'))
    direct.set(attribute(open, 'w:styleId') ?? '', { ...numberReference(inner), parent: valueIn(inner, 'w:basedOn') });
  const resolved = new Map<string, Reference>();
  for (const id of direct.keys()) {
    let reference = direct.get(id);
    let level = reference?.level;
    for (let hop = 0; reference && reference.id === undefined && hop < MAX_ANCESTRY; hop++) {
      reference = reference.parent === undefined ? undefined : direct.get(reference.parent);
      level ??= reference?.level;
    }
    if (reference?.id !== undefined) resolved.set(id, { id: reference.id, level });
  }
  return resolved;
}

/** Styles based on styles: Word itself stops at eleven. */
const MAX_ANCESTRY = 12;

const DIGITS = [...'零一二三四五六七八九'];

function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
    case 'ideographDigital':
    case 'chineseLegalSimplified':
      return chineseNumber(value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value <= 20 ? String.fromCharCode(0x245f + value) : String(value);
    case 'upperLetter':
      return letters(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'decimalFullWidth':
      return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
}

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五; list numbers stay below a thousand. */
function chineseNumber(value: number): string {
  if (value >= 1000) return String(value);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const ones = value % 10;
  let out = hundreds > 0 ? `${DIGITS[hundreds]}百` : '';
  if (tens > 0) out += tens === 1 && hundreds === 0 ? '十' : `${DIGITS[tens]}十`;
  else if (hundreds > 0 && ones > 0) out += '零';
  return ones > 0 || out === '' ? out + DIGITS[ones] : out;
}

function letters(value: number): string {
  return String.fromCharCode(0x41 + ((Math.max(1, value) - 1) % 26)).repeat(Math.min(8, Math.ceil(value / 26)));
}

function roman(value: number): string {
  const steps: readonly [number, string][] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = Math.min(value, 999);
  let out = '';
  for (const [size, sign] of steps) for (; rest >= size; rest -= size) out += sign;
  return out;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_all, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
