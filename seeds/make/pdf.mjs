// A report as PDF: hard-wrapped lines, page numbers, no paragraph structure. The font is not embedded: STSong-Light over the
// Adobe-GB1 collection, which every reader with a Chinese font shows, and whose character ids follow from GB 2312
// (Adobe Technical Note 5079, CMap GB-EUC-H); a ToUnicode map lets programs read the text.
import { zlibSync } from 'fflate';
import { encodeGb18030 } from './encode.mjs';

const COLUMNS = 36;
const ROWS = 34;
const SIZE = 12;
const LEADING = 20;

/** Character id in Adobe-GB1 of a character of GB 2312 or ASCII. */
function characterId(character) {
  const [lead, trail] = encodeGb18030(character);
  if (character === ' ') return 7716;
  if (trail === undefined) return 814 + lead - 0x21;
  const column = trail - 0xa1;
  if (lead === 0xa1) return 96 + column;
  if (lead === 0xa3) return 262 + column;
  if (lead >= 0xb0 && lead <= 0xd7 && column >= 0) return 940 + (lead - 0xb0) * 94 + column;
  if (lead >= 0xd8 && lead <= 0xf7 && column >= 0) return 4695 + (lead - 0xd8) * 94 + column;
  if (character === '·') return 99;
  throw new Error(`no character id for ${character}`);
}

const hex = (value) => value.toString(16).padStart(4, '0').toUpperCase();
const width = (character) => (character < '\x80' ? 0.5 : 1);

/** Lines of at most COLUMNS full-width characters; closing signs hang rather than open a line. */
function wrap(text) {
  const lines = [];
  for (const paragraph of text.trimEnd().split('\n')) {
    let line = paragraph === '' || lines.length === 0 ? '' : '　　';
    let used = line.length;
    for (const character of paragraph) {
      const closes = '，。；：、！？）”’》%'.includes(character);
      if (used + width(character) > COLUMNS && !closes) {
        lines.push(line);
        [line, used] = ['', 0];
      }
      line += character;
      used += width(character);
    }
    lines.push(line);
  }
  return lines;
}

function page(lines, number) {
  const shown = lines.map((line, i) => {
    const codes = [...line].map((character) => hex(characterId(character))).join('');
    return codes === '' ? '' : `1 0 0 1 72 ${770 - i * LEADING} Tm <${codes}> Tj`;
  });
  const footer = [...`- ${number} -`].map((character) => hex(characterId(character))).join('');
  return `BT /F1 ${SIZE} Tf\n${shown.filter(Boolean).join('\n')}\n1 0 0 1 284 40 Tm <${footer}> Tj\nET`;
}

function toUnicode(text) {
  const pairs = [...new Set(`${text}- 0123456789　`.replace(/\n/gu, ''))].sort();
  const blocks = [];
  for (let i = 0; i < pairs.length; i += 100) {
    const block = pairs.slice(i, i + 100).map((c) => `<${hex(characterId(c))}> <${hex(c.charCodeAt(0))}>`);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${blocks.join('\n')}\nendcmap\nend\nend`;
}

export function portableDocument({ text }) {
  const lines = wrap(text);
  const pages = [];
  for (let i = 0; i < lines.length; i += ROWS) pages.push(page(lines.slice(i, i + ROWS), pages.length + 1));
  const first = 7;
  const kids = pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[814 907 500 7716 7716 500]/FontDescriptor 5 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752/Descent -271/CapHeight 737/StemV 58>>',
    toUnicode(text),
    ...pages.flatMap((content, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${first + 2 * i + 1} 0 R>>`,
      content,
    ]),
  ];
  return assemble(objects);
}

/** Objects that are no dictionary become compressed streams. */
function assemble(objects) {
  const chunks = [Buffer.from('%PDF-1.4\n%\xe5\xa5\x97\n', 'latin1')];
  const offsets = [];
  const size = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  objects.forEach((object, i) => {
    offsets.push(size());
    if (object.startsWith('<<')) chunks.push(Buffer.from(`${i + 1} 0 obj\n${object}\nendobj\n`, 'latin1'));
    else {
      const data = zlibSync(Buffer.from(object, 'latin1'), { level: 9 });
      chunks.push(
        Buffer.from(`${i + 1} 0 obj\n<</Length ${data.length}/Filter/FlateDecode>>\nstream\n`, 'latin1'),
        Buffer.from(data),
        Buffer.from('\nendstream\nendobj\n', 'latin1'),
      );
    }
  });
  const start = size();
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(chunks);
}
