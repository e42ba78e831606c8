/**
 * A flagged draft as a Word file (ECMA-376), because that is where drafts are worked on: the whole draft, copied stretches
 * highlighted, leftover place names in another colour, and beside each mark a comment that says why and quotes the source.
 * Written by hand: five small parts. No dates and no author but the program, so the same findings give the same bytes.
 */

import { strToU8, zipSync } from 'fflate';
import { TaohuaError } from '../model/errors.js';
import type { FlagFindings } from '../model/findings.js';
import type { Leftover, Passage } from '../model/passage.js';
import type { Span } from '../model/span.js';
import { anonymised } from './anonymise.js';
import { countCharacters } from './characters.js';
import { escapeMarkup } from './escape.js';
import { byId, type Findings, quote, type SourceReport, summariesOf } from './findings-set.js';
import { flagFigures } from './flag-figures.js';
import { clip, distinctNames, reasonOf } from './names.js';
import { decimal, percent } from './numbers.js';
import type { RenderOptions } from './options.js';
import { type Words, wordsOf } from './words.js';

const LONGEST_QUOTE = 1500;
/** Before 1980 a ZIP entry cannot be; local time, as the format has it. */
const NO_DATE = new Date(1980, 0, 1);
const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Mark {
  readonly span: Span;
  readonly comment: readonly string[];
  readonly kind: 'copied' | 'leftover';
}

interface Sheet {
  readonly words: Words;
  readonly names: ReadonlyMap<string, string>;
  readonly reports: ReadonlyMap<string, SourceReport>;
  /** Paragraphs of each comment; its number is its index. */
  readonly comments: (readonly string[])[];
}

export function renderDocx(given: Findings, options: RenderOptions = {}): Uint8Array {
  if (given.kind !== 'flag') {
    throw new TaohuaError(
      'bad-argument',
      `DOCX shows a flagged draft; these findings are a ${given.kind}. Use html or markdown.`,
    );
  }
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const sheet: Sheet = {
    words: wordsOf(options.lang),
    names: distinctNames(summariesOf(set)),
    reports: byId(set.reports),
    comments: [],
  };
  const body = set.findings.map((findings, i) => `${i === 0 ? '' : PAGE_BREAK}${draftBody(sheet, findings)}`).join('');
  const parts = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/document.xml': xml(
      'document',
      `<w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body>`,
    ),
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'],
      ['comments', 'comments.xml'],
    ]),
    'word/styles.xml': xml('styles', STYLES),
    'word/comments.xml': xml('comments', sheet.comments.map(commentXml).join('')),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync(files, { level: 6, mtime: NO_DATE });
}

function draftBody(sheet: Sheet, findings: FlagFindings): string {
  const { words, names, reports } = sheet;
  const { draft, ratio } = findings;
  const report = reports.get(draft.id);
  const name = names.get(draft.id) ?? draft.id;
  const summary = words.sentence.flag({
    draft: name,
    passages: findings.passages.length,
    characters: flagFigures(findings, report).characters,
    share: percent(ratio.copied),
    leftovers: findings.leftovers.length,
  });
  const head = [paragraph(run(name), 'Heading1'), paragraph(run(summary)), paragraph(run(words.verdict, '<w:i/>'))];
  const text = quote(report, draft.span);
  if (report === undefined || text === undefined) {
    return [
      ...head,
      paragraph(run(words.nouns.noText)),
      ...findings.passages.map((passage) => loosePassage(sheet, passage)),
    ].join('');
  }
  return [...head, ...markedText(sheet, report, draft.span, marksOf(sheet, findings))].join('');
}

function marksOf(sheet: Sheet, findings: FlagFindings): readonly Mark[] {
  const marks: Mark[] = [];
  for (const passage of findings.passages)
    marks.push({ span: passage.draft.span, kind: 'copied', comment: passageComment(sheet, passage) });
  const seen = new Set<number>();
  const leftovers: readonly Leftover[] = [
    ...findings.leftovers,
    ...findings.passages.flatMap((passage) => passage.leftovers),
  ];
  for (const leftover of leftovers) {
    if (seen.has(leftover.span.start)) continue;
    seen.add(leftover.span.start);
    const { words } = sheet;
    const reason = reasonOf(words, leftover);
    const why = reason === undefined ? [] : [reason];
    marks.push({
      span: leftover.span,
      kind: 'leftover',
      comment: [`⚠ ${words.nouns.leftovers}: ${words.sentence.leftover(leftover.name, leftover.place)}`, ...why],
    });
  }
  return marks;
}

function passageComment({ words, names, reports }: Sheet, passage: Passage): readonly string[] {
  const text = quote(reports.get(passage.draft.report), passage.draft.span);
  const source = quote(reports.get(passage.source.report), passage.source.span);
  return [
    `${words.nouns.source}: ${names.get(passage.source.report) ?? passage.source.report} · ${words.direction[passage.direction]}`,
    words.sentence.passage({
      characters: text === undefined ? passage.draft.span.end - passage.draft.span.start : countCharacters(text),
      identity: percent(passage.identity),
      bits: Number(decimal(passage.surprise, 0)),
      relation: passage.relation,
      leftovers: passage.leftovers.length,
      direction: passage.direction,
    }),
    source === undefined ? words.nouns.noText : `「${clip(source, LONGEST_QUOTE)}」`,
  ];
}

/** The draft's text in paragraphs, cut at the edges of marks; a comment's range may run over several paragraphs. */
function markedText(sheet: Sheet, report: SourceReport, span: Span, marks: readonly Mark[]): readonly string[] {
  const inside = marks.filter((mark) => mark.span.start < span.end && mark.span.end > span.start);
  const first = sheet.comments.length;
  for (const { comment } of inside) sheet.comments.push(comment);
  const text = report.source.text;
  const edges = new Set<number>([span.start, span.end]);
  for (const mark of inside) {
    edges.add(Math.max(span.start, mark.span.start));
    edges.add(Math.min(span.end, mark.span.end));
  }
  for (let at = text.indexOf('\n', span.start); at >= 0 && at < span.end; at = text.indexOf('\n', at + 1)) {
    edges.add(at);
    edges.add(at + 1);
  }
  const sorted = [...edges].sort((x, y) => x - y);
  const paragraphs: string[] = [];
  let runs = '';
  let open: readonly number[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i]!;
    const end = sorted[i + 1]!;
    const now: number[] = [];
    inside.forEach((mark, number) => {
      if (mark.span.start < end && mark.span.end > start) now.push(number);
    });
    for (const number of open) if (!now.includes(number)) runs += rangeEnd(first + number);
    for (const number of now) if (!open.includes(number)) runs += `<w:commentRangeStart w:id="${first + number}"/>`;
    open = now;
    const words = text.slice(start, end);
    if (words === '\n') {
      paragraphs.push(paragraph(runs));
      runs = '';
      continue;
    }
    const kinds = now.map((number) => inside[number]!.kind);
    const colour = kinds.includes('leftover') ? 'cyan' : kinds.length > 0 ? 'yellow' : undefined;
    runs += run(words, colour === undefined ? '' : `<w:highlight w:val="${colour}"/>`);
  }
  for (const number of open) runs += rangeEnd(first + number);
  paragraphs.push(paragraph(runs));
  return paragraphs;
}

function rangeEnd(id: number): string {
  return `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`;
}

/** For a draft whose text is not at hand: the passage's facts alone. */
function loosePassage(sheet: Sheet, passage: Passage): string {
  return passageComment(sheet, passage)
    .map((line) => paragraph(run(line)))
    .join('');
}

function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${escapeMarkup(text.replace(/[\r\n]+/g, ' '))}</w:t></w:r>`;
}

function paragraph(runs: string, style?: string): string {
  return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${runs}</w:p>`;
}

function commentXml(lines: readonly string[], id: number): string {
  const body = lines.map((line) => paragraph(run(line), 'CommentText')).join('');
  return `<w:comment w:id="${id}" w:author="taohua" w:initials="th">${body}</w:comment>`;
}

function xml(root: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:${root} xmlns:w="${MAIN}" xmlns:r="${RELATIONS}">${body}</w:${root}>`;
}

function relations(list: readonly (readonly [kind: string, target: string])[]): string {
  const items = list.map(
    ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join('')}</Relationships>`;
}

const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const CONTENT_TYPES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/><Override PartName="/word/comments.xml" ContentType="${WORD}.comments+xml"/></Types>`;

const STYLES =
  '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="24"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>' +
  '<w:pPrDefault><w:pPr><w:spacing w:line="400" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>' +
  '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>';
