import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, detectEncoding } from '../../src/text/decode.js';
import { encodeGbk } from '../../src/text/gbk.js';

const SIMPLIFIED =
  '现在我代表市人民政府向大会报告工作请予审议并请各位政协委员提出意见全年地区生产总值增长百分之五以上城乡居民收入稳步提高各项事业取得新的成绩';
const TRADITIONAL =
  '現在我代表市人民政府向大會報告工作請予審議並請各位政協委員提出意見全年地區生產總值增長百分之五以上城鄉居民收入穩步提高各項事業取得新的成績';

/** Big5 codes of a text, read off the decoder. */
function encodeBig5(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = big5().get(char);
    if (code === undefined) bytes.push(char.charCodeAt(0) & 0x7f);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(bytes);
}
let table: Map<string, number> | undefined;
function big5(): Map<string, number> {
  if (table) return table;
  table = new Map();
  const decoder = new TextDecoder('big5');
  for (let lead = 0xa1; lead <= 0xf9; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && !table.has(char)) table.set(char, lead * 256 + trail);
    }
  return table;
}
const utf16 = (text: string, little: boolean): Uint8Array => {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little);
  return bytes;
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const slices = (text: string, length: number): string[] =>
  Array.from({ length: text.length - length + 1 }, (_, i) => text.slice(i, i + length));

describe('eight characters are enough', () => {
  it.each([
    ['GBK, simplified', SIMPLIFIED, encodeGbk, 'gb18030'],
    ['GBK, traditional', TRADITIONAL, encodeGbk, 'gb18030'],
    ['Big5', TRADITIONAL, encodeBig5, 'big5'],
    ['UTF-8', SIMPLIFIED, utf8, 'utf-8'],
    ['UTF-16LE', `${SIMPLIFIED}`, (text: string) => utf16(text, true), 'utf-16le'],
    ['UTF-16BE', TRADITIONAL, (text: string) => utf16(text, false), 'utf-16be'],
  ] as const)('%s', (_name, text, encode, expected) => {
    const all = slices(text, 8);
    const wrong = all.filter((slice) => detectEncoding(encode(slice) ?? new Uint8Array(0)) !== expected);
    expect(wrong).toEqual([]);
  });
});

it('decodes Latin text by its marks', () => {
  expect(decode(utf8('naïve café — “quoted”')).encoding).toBe('utf-8');
  expect(decode(Uint8Array.from('It’s a caf', (c) => (c === '’' ? 0x92 : c.charCodeAt(0))))).toMatchObject({
    text: 'It’s a caf',
    encoding: 'windows-1252',
  });
  for (const text of ['bush hid the facts', 'this app can break', 'abcd', 'ITEM1A.RISKFACTORSOFTHECOMPANY'])
    expect(decode(utf8(text)).encoding).toBe('utf-8');
  expect(decode(utf8('Отчёт о работе')).encoding).toBe('utf-8');
});

it('takes byte order marks at their word and off the text', () => {
  for (const [mark, encoding, encode] of [
    [[0xef, 0xbb, 0xbf], 'utf-8', utf8],
    [[0xff, 0xfe], 'utf-16le', (text: string) => utf16(text, true)],
    [[0xfe, 0xff], 'utf-16be', (text: string) => utf16(text, false)],
  ] as const)
    expect(decode(Uint8Array.of(...mark, ...encode('报告')))).toMatchObject({
      text: '报告',
      encoding,
      diagnostics: [],
    });
});

it('reports a few broken bytes and keeps the rest', () => {
  const bytes = utf8(SIMPLIFIED.repeat(3));
  bytes[100] = 0xff;
  const { text, encoding, diagnostics } = decode(bytes);
  expect(encoding).toBe('utf-8');
  expect(diagnostics).toMatchObject([{ code: 'decode-replacement', severity: 'warning' }]);
  expect(text.slice(-60)).toBe(SIMPLIFIED.slice(-60));
  const gbk = encodeGbk(SIMPLIFIED.repeat(3)) ?? new Uint8Array(0);
  gbk[101] = 0xff;
  expect(decode(gbk).encoding).toBe('gb18030');
});

it('obeys the caller, and says so when it cannot', () => {
  const bytes = encodeGbk('报告') ?? new Uint8Array(0);
  expect(decode(bytes, { encoding: 'gb2312' }).text).toBe('报告');
  expect(decode(utf8('报告'), { encoding: 'klingon' })).toMatchObject({
    text: '报告',
    diagnostics: [{ code: 'unknown-encoding' }],
  });
});

it('never throws, and loses nothing of valid UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      decode(bytes);
    }),
    { seed: 1, numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SIMPLIFIED, ...'a1 \n，。'), { maxLength: 40 }), (chars) => {
      const text = chars.join('');
      expect(decode(utf8(text)).text).toBe(text);
    }),
    { seed: 1, numRuns: 500 },
  );
});

describe('a file that is neither UTF-8 nor Chinese', () => {
  const codes = (bytes: readonly number[]) => decode(Uint8Array.from(bytes));
  const doubts = (bytes: readonly number[]): readonly string[] =>
    codes(bytes).diagnostics.map(({ code, params }) => `${code} ${params?.['other'] ?? ''}`);
  // 豊かな自然と歴史に恵まれています。
  const SHIFT_JIS = [
    0x96, 0x4c, 0x82, 0xa9, 0x82, 0xc8, 0x8e, 0xa9, 0x91, 0x52, 0x82, 0xc6, 0x97, 0xf0, 0x8e, 0x6a, 0x82, 0xc9, 0x8c,
    0x62, 0x82, 0xdc, 0x82, 0xea, 0x82, 0xc4, 0x82, 0xa2, 0x82, 0xdc, 0x82, 0xb7, 0x81, 0x42,
  ];
  const repeated = (bytes: readonly number[]): readonly number[] => Array.from({ length: 6 }, () => bytes).flat();

  it('is doubted, with the encoding that would fit', () => {
    expect(doubts(repeated(SHIFT_JIS))).toContain('doubtful-encoding shift_jis');
    expect(doubts(repeated([0xe3, 0x88, 0x85, 0x40, 0x87, 0x96, 0xa5, 0x85, 0x99, 0x95, 0x94]))).toContain(
      'doubtful-encoding ',
    );
  });

  it('is believed where it is Chinese, or Latin with accents', () => {
    expect(codes([...(encodeGbk(SIMPLIFIED.repeat(3)) ?? [])]).diagnostics).toEqual([]);
    const french = 'Le rapport d’activité présente l’économie, déjà très forte, et les tâches à venir.';
    const latin = [...french].map((char) => (char === '’' ? 0x92 : char.charCodeAt(0)));
    expect(codes(latin)).toMatchObject({ encoding: 'windows-1252', text: french, diagnostics: [] });
  });
});
