// A document cut into pieces is the same text, and every piece is whole in itself.

import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/text/extract/docx-pieces.js';
import { readSource } from '../../src/text/source.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const run = fc
  .constantFrom('河水', '桥<w:tab/>面', '', '<!-- </w:p> -->', '<![CDATA[<w:p>]]>')
  .map((text) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`);
const runs = fc.array(run, { maxLength: 6 }).map((list) => list.join(''));
const paragraph = fc.oneof(
  runs.map((inner) => `<w:p w:rsidR="1">${inner}</w:p>`),
  runs.map((inner) => `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${inner}</w:p>`),
  runs.map(
    (inner) => `<w:p><w:r><w:pict><w:txbxContent><w:p>${inner}</w:p></w:txbxContent></w:pict></w:r>${inner}</w:p>`,
  ),
  fc.constant('<w:p/>'),
);
const paragraphs = fc.array(paragraph, { maxLength: 8 }).map((list) => list.join(''));
const block = fc.oneof(
  { weight: 3, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .array(paragraphs, { minLength: 1, maxLength: 4 })
      .map((cells) => `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr></w:tbl>`),
  },
);
const document = fc
  .array(block, { maxLength: 20 })
  .map(
    (blocks) =>
      `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${blocks.join('')}<w:sectPr/></w:body></w:document>`,
  );

/** The text as it stands, a mark at the end of each outer paragraph; throws where the elements do not fit. */
function textOf(xml: string): string {
  const open: string[] = [];
  let text = '';
  for (const [token, quoted] of xml.matchAll(/<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[^>]*>|[^<]+/g)) {
    if (quoted !== undefined) text += quoted;
    else if (!token.startsWith('<')) text += token;
    else if (token.startsWith('</')) {
      const name = token.slice(2, -1);
      if (open.pop() !== name) throw new Error(`${token} ends nothing`);
      if (name === 'w:p' && !open.includes('w:p')) text += '¶';
    } else if (!/^<[?!]|\/>$/.test(token)) open.push(/^<([^\s>]+)/.exec(token)![1]!);
  }
  if (open.length > 0) throw new Error(`${open.join()} are open`);
  return text;
}

describe('pieces of a document', () => {
  test('are whole, and together the same text', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 20, max: 600 }), (xml, size) => {
        let text = '';
        let count = 0;
        for (const piece of piecesOf(xml, size)) {
          const own = textOf(piece.xml).replaceAll('<w:p/>', '');
          text += piece.isOpen ? own.slice(0, -1) : own;
          count++;
        }
        expect(text).toBe(textOf(xml));
        if (count === 1) expect([...piecesOf(xml, size)][0]?.xml).toBe(xml);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('broken elements stay as they are, and nothing hangs', () => {
    for (const xml of [
      '',
      '<w:body',
      '<w:body>',
      `<w:body>${'</w:p>'.repeat(400)}`,
      `<w:body>${'<w:p>'.repeat(400)}`,
      '<w:body><w:p><!--',
    ])
      expect([...piecesOf(xml, 50)].length).toBeGreaterThan(0);
  });

  test('a large document reads as it stands, fields across pieces among it', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => `第${i}条　修水渠十二公里，补桥面三千平方米，种柳树。`);
    const body = lines.map((line, i) => {
      const field =
        i % 4000 === 10
          ? '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF</w:instrText></w:r>'
          : i % 4000 === 3990
            ? '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            : '';
      return `<w:p>${field}<w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr><w:t>${line}</w:t></w:r></w:p>`;
    });
    const xml = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`;
    expect(xml.length).toBeGreaterThan(1 << 20);
    const types =
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
    const relations =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
    const file = zipSync({
      '[Content_Types].xml': bytes(types),
      '_rels/.rels': bytes(relations),
      'word/document.xml': bytes(xml),
    });
    const { source } = await readSource(file, { path: 'large.docx' });
    expect(source.text.split('\n')).toEqual(lines);
  });
});
