import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { findDebris } from '../../src/text/debris.js';
import { readArchive } from '../../src/text/extract/archive.js';
import { applyReplacements } from '../../src/text/layer.js';
import { findRepairs } from '../../src/text/repair.js';
import { readSource } from '../../src/text/source.js';

const file = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = async (bytes: Uint8Array, path?: string): Promise<string[]> =>
  (await readSource(bytes, path === undefined ? {} : { path })).diagnostics.map(({ code }) => code);

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Paragraph {
  readonly text: string;
  readonly list?: string;
  readonly level?: number;
  readonly style?: string;
}

/** A DOCX with two lists: 1 counts 一、 （一）, 2 counts 1. */
function docx(paragraphs: readonly Paragraph[], more = ''): Uint8Array {
  const body = paragraphs.map(({ text, list, level = 0, style }) => {
    const numbers = list === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
    const named = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`;
    return `<w:p><w:pPr>${named}${numbers}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  });
  const level = (depth: number, format: string, text: string): string =>
    `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const part = (name: string, type: string): string =>
    `<Relationship Id="${name}" Type="${OFFICE}/${type}" Target="${name}.xml"/>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${RELATIONS}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="${RELATIONS}">${part('numbering', 'numbering')}${part('styles', 'styles')}</Relationships>`,
    ),
    'word/document.xml': strToU8(`<w:document ${W}><w:body>${body.join('')}${more}</w:body></w:document>`),
    'word/numbering.xml': strToU8(
      `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    ),
    'word/styles.xml': strToU8(
      `<w:styles ${W}><w:style w:type="paragraph" w:styleId="Chapter"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`,
    ),
  });
}

describe('DOCX', () => {
  it('writes automatic numbers out', async () => {
    const { source, diagnostics } = await readSource(
      docx([
        { text: '政府工作报告' },
        { text: '工作回顾', style: 'Chapter' },
        { text: '抓项目', list: '1', level: 1 },
        { text: '抓改革', list: '1', level: 1 },
        { text: '重点工作', list: '1' },
        { text: '扩内需', list: '1', level: 1 },
        { text: '铁路', list: '2' },
        { text: '公路', list: '2' },
      ]),
    );
    expect(diagnostics).toEqual([]);
    expect(source.format).toBe('docx');
    expect(source.text.split('\n')).toEqual([
      '政府工作报告',
      '一、工作回顾',
      '（一）抓项目',
      '（二）抓改革',
      '二、重点工作',
      '（一）扩内需',
      '1.铁路',
      '2.公路',
    ]);
    expect(source.locators?.[1]).toEqual({ start: 7, paragraph: 2 });
  });

  it('refuses bombs and encryption with the reason', async () => {
    const bomb = zipSync({ 'word/document.xml': [new Uint8Array(80_000_000), { level: 9 }] });
    expect(await codes(bomb, 'a.docx')).toEqual(['docx-too-large']);
    // The header may lie about the size: what comes out is what counts.
    const lying = zipSync({ 'word/document.xml': [new Uint8Array(2_000_000), { level: 9 }] });
    const view = new DataView(lying.buffer);
    for (let i = 0; i + 4 < lying.length; i++) {
      if (view.getUint32(i, true) === 0x02014b50) view.setUint32(i + 24, 1000, true);
    }
    expect(await codes(lying, 'a.docx')).toEqual(['docx-unreadable']);
  });

  it('survives deep and unclosed XML', async () => {
    const noise = Array.from({ length: 20_000 }, (_, i) => `<w:p w:r="${(i * 7919) % 99991}"><w:pPr>`).join('');
    const read = await readSource(docx([{ text: '报告' }], noise));
    expect(read.source.format).toBe('docx');
  });
});

describe('DOC', () => {
  it('gives the text with its own punctuation', async () => {
    const { source } = await readSource(file('word97.doc'));
    expect(source).toMatchObject({ format: 'doc' });
    expect(source.text.split('\n')[3]).toBe('“十四五”期间，我们坚持稳中求进——增长8.2%。');
  });
  it('is refused where its sectors run in a circle', async () => {
    const bytes = file('word97.doc').slice();
    const view = new DataView(bytes.buffer);
    const table = (view.getInt32(76, true) + 1) * 512;
    for (let i = 0; i < 60; i++) view.setInt32(table + 4 * i, (i + 1) % 60, true);
    expect(await codes(bytes)).toEqual(['doc-unreadable']);
  });
});

describe('PDF', () => {
  it('reads like the document it was printed from', async () => {
    const lines = async (name: string): Promise<string> => {
      const { source } = await readSource(file(name));
      const span = { start: 0, end: source.text.length };
      const changes = [
        ...findRepairs(source.text, span, 'simplified').filter(({ applied }) => applied),
        ...findDebris(source.text, span, source.format).map(({ span: debris }) => ({ span: debris, replacement: '' })),
      ].sort((a, b) => a.span.start - b.span.start);
      return applyReplacements(source.text, span, changes).text.replace(/[ 　]/g, '').replace(/\n+/g, '\n').trim();
    };
    expect(await lines('pages.pdf')).toBe(await lines('pages.docx'));
    expect((await readSource(file('pages.pdf'))).source.locators?.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6]);
  });
  it('is refused with the reason when encrypted, bombed or broken', async () => {
    expect(await codes(file('encrypted.pdf'))).toEqual(['pdf-encrypted']);
    expect(await codes(utf8('%PDF-1.4\nnothing'))).toEqual(['pdf-unreadable']);
  });
});

describe('HTML', () => {
  it('gives the visible text, a line a block', async () => {
    const page = `<!doctype html><title>报告_某市政府</title><style>p{}</style><h1>政府工作报告</h1>
      <p>各位代表：<br>现在，我代表
      市人民政府 &amp; 报告<script>"<p>不要"</script></p><div style="display:none">隐藏<div>的</div></div><p hidden>也隐藏</p>
      <table><tr><td>一<td>二</table><pre>原样\n  保留</pre>`;
    const { source } = await readSource(utf8(page), { path: 'a.html' });
    expect(source.format).toBe('html');
    expect(source.text.split('\n')).toEqual([
      '政府工作报告',
      '各位代表：',
      '现在，我代表市人民政府 & 报告',
      '一\t二',
      '原样',
      '  保留',
    ]);
  });
  it('believes the page about its encoding', async () => {
    const gbk = Uint8Array.of(...utf8('<html><meta charset="gb2312"><p>'), 0xb1, 0xa8, 0xb8, 0xe6);
    expect((await readSource(gbk)).source).toMatchObject({ text: '报告', encoding: 'gb18030' });
  });
  it('is refused when it nests 10,000 levels deep, not when paragraphs are unclosed', async () => {
    expect(await codes(utf8(`<html>${'<div>'.repeat(10_000)}深`))).toEqual(['html-too-deep']);
    expect((await readSource(utf8(`<html>${'<p>'.repeat(10_000)}浅`))).source.text).toBe('浅');
  });
});

describe('text', () => {
  it('is left as it is', async () => {
    const text = '\ufeff报告\r\n<b>不是网页</b>';
    expect((await readSource(text, { path: 'a.txt' })).source).toEqual({ path: 'a.txt', format: 'text', text });
    expect((await readSource(utf8('# 报告'), { path: 'a.md' })).source).toMatchObject({
      format: 'markdown',
      text: '# 报告',
    });
  });
  it('says what it cannot read', async () => {
    expect(await codes(utf8(''))).toEqual(['empty-text']);
    expect(await codes(utf8('{\\rtf1 x}'), 'a.rtf')).toEqual(['unsupported-format']);
    expect(await codes(new Uint8Array(1000).map((_, i) => i % 7))).toContain('binary-content');
    expect(await codes(zipSync({ 'a.txt': utf8('x') }), 'a.zip')).toEqual(['archive']);
  });
});

describe('archives', () => {
  it('give their entries and name what they leave out', () => {
    const archive = readArchive(
      zipSync({
        '2024/报告.txt': utf8('甲'),
        '../../evil.txt': utf8('x'),
        '/etc/evil.txt': utf8('x'),
        '__MACOSX/a': utf8('x'),
        'bomb.txt': [new Uint8Array(3_000_000), { level: 9 }],
      }),
    );
    expect(archive.names).toEqual(['2024/报告.txt']);
    expect([...archive.entries].map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['甲']);
    expect(archive.diagnostics.map(({ code }) => code)).toEqual(Array(3).fill('archive-entry-refused'));
  });
  it('reads names in GBK', () => {
    const zip = zipSync({ '????.txt': utf8('x') });
    const gbk = [0xb1, 0xa8, 0xb8, 0xe6];
    for (let i = 0; i + 4 < zip.length; i++) if (zip[i] === 0x3f && zip[i + 3] === 0x3f) zip.set(gbk, i);
    expect(readArchive(zip).names).toEqual(['报告.txt']);
  });
  it('are refused when cut off', () => {
    const zip = zipSync({ 'a.txt': utf8('x'.repeat(1000)) });
    expect(readArchive(zip.subarray(0, zip.length - 30)).diagnostics).toMatchObject([{ code: 'archive-unreadable' }]);
  });
});
