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

/** `document` with each automatic number as a run at the start of its paragraph. */
export function withNumbers(document: string, numbering: string, styles: string): string {
  const lists = readLists(numbering);
  if (lists.size === 0) return document;
  const byStyle = readStyles(styles);
  const counters = new Map<string, number[]>();
  return document.replace(/<w:pPr\b[^>]*>([\s\S]*?)<\/w:pPr>/g, (whole: string, inner: string) => {
    const own = numberReference(inner);
    const style = /<w:pStyle\b[^>]*\bw:val="([^"]*)"/.exec(inner)?.[1];
    const inherited = style === undefined ? undefined : byStyle.get(style);
    const id = own.id ?? inherited?.id;
    if (id === undefined || id === '0') return whole;
    const list = lists.get(id);
    const depth = own.level ?? inherited?.level ?? 0;
    const level = list?.levels.get(depth);
    if (!list || !level) return whole;
    const label = advance(list, depth, counters);
    return label === '' ? whole : `${whole}<w:r><w:t xml:space="preserve">${escapeXml(label)}</w:t></w:r>`;
  });
}

function advance(list: List, depth: number, counters: Map<string, number[]>): string {
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
  for (const [, id = '', body = ''] of numbering.matchAll(
    /<w:abstractNum\b[^>]*\bw:abstractNumId="(\d+)"[^>]*>([\s\S]*?)<\/w:abstractNum>/g,
  ))
    abstracts.set(id, readLevels(body));
  const lists = new Map<string, List>();
  for (const [, id = '', body = ''] of numbering.matchAll(/<w:num\b[^>]*\bw:numId="(\d+)"[^>]*>([\s\S]*?)<\/w:num>/g)) {
    const abstract = /<w:abstractNumId\b[^>]*\bw:val="(\d+)"/.exec(body)?.[1] ?? '';
    const levels = new Map(abstracts.get(abstract));
    const overridden = readLevels(body);
    for (const [depth, level] of overridden) levels.set(depth, level);
    const restarts = body.includes('<w:startOverride');
    lists.set(id, { levels, abstract: restarts || overridden.size > 0 ? `${abstract}#${id}` : abstract });
  }
  return lists;
}

function readLevels(body: string): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const [, depth = '0', inner = ''] of body.matchAll(/<w:lvl\b[^>]*\bw:ilvl="(\d)"[^>]*>([\s\S]*?)<\/w:lvl>/g)) {
    const value = (name: string): string | undefined =>
      new RegExp(`<w:${name}\\b[^>]*\\bw:val="([^"]*)"`).exec(inner)?.[1];
    levels.set(Number(depth), {
      format: value('numFmt') ?? 'decimal',
      text: unescapeXml(value('lvlText') ?? ''),
      first: Number(value('start') ?? 1),
    });
  }
  return levels;
}

interface Reference {
  readonly id: string | undefined;
  readonly level: number | undefined;
}

function numberReference(properties: string): Reference {
  const inner = /<w:numPr\b[^>]*>([\s\S]*?)<\/w:numPr>/.exec(properties)?.[1] ?? '';
  const level = /<w:ilvl\b[^>]*\bw:val="(\d)"/.exec(inner)?.[1];
  return {
    id: /<w:numId\b[^>]*\bw:val="(\d+)"/.exec(inner)?.[1],
    level: level === undefined ? undefined : Number(level),
  };
}

function readStyles(styles: string): Map<string, Reference> {
  const direct = new Map<string, Reference & { readonly parent: string | undefined }>();
  for (const [, id = '', body = ''] of styles.matchAll(
    /<w:style\b[^>]*\bw:styleId="([^"]*)"[^>]*>([\s\S]*?)<\/w:style>/g,
  ))
    direct.set(id, { ...numberReference(body), parent: /<w:basedOn\b[^>]*\bw:val="([^"]*)"/.exec(body)?.[1] });
  const resolved = new Map<string, Reference>();
  for (const id of direct.keys()) {
    let reference = direct.get(id);
    let level = reference?.level;
    for (let hop = 0; reference && reference.id === undefined && hop < 12; hop++) {
      reference = reference.parent === undefined ? undefined : direct.get(reference.parent);
      level ??= reference?.level;
    }
    if (reference?.id !== undefined) resolved.set(id, { id: reference.id, level });
  }
  return resolved;
}

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
