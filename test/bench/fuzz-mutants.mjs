/**
 * The cases of the fuzzer: samples of every format with one to six mutations that know the format's structure: lines and
 * headings of a text, elements and attributes of markup, parts and directory fields of an archive, objects and references of a
 * PDF, sectors and tables of a DOC. Half of the mutations know nothing and hit anywhere. The same generator gives the same bytes.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const LONGEST = 120_000;
const SEEDS = fileURLToPath(new URL('../../seeds/', import.meta.url));
const FILES = fileURLToPath(new URL('../text/files/', import.meta.url));

/** Samples as `{ path, bytes, format, clean }`. Markdown and HTML are also made of every clean one. */
export function samples() {
  const from = (folder, clean) =>
    readdirSync(folder)
      .sort()
      .map((name) => sample(name, new Uint8Array(readFileSync(join(folder, name))), clean));
  const clean = from(join(SEEDS, 'clean'), true);
  const made = clean.flatMap(({ path, bytes }) => {
    const lines = strFromU8(bytes).split('\n').slice(0, 80);
    return [
      sample(`${path}.md`, strToU8(lines.map(markdownLine).join('\n\n')), false),
      sample(`${path}.html`, strToU8(pageOf(lines)), false),
    ];
  });
  const archive = zipSync({
    'a/one.txt': clean[0].bytes.subarray(0, 4000),
    'a/two.md': made[0].bytes.subarray(0, 3000),
    'three.html': made[1].bytes.subarray(0, 5000),
  });
  return [
    ...clean,
    ...made,
    ...from(join(SEEDS, 'damaged'), false),
    ...from(FILES, false),
    sample('all.zip', archive, false),
  ];
}

function sample(path, bytes, clean) {
  return { path, bytes, clean, format: path.split('.').at(-1) };
}

function markdownLine(line) {
  if (/^[一二三四五六七八九十]+、/.test(line)) return `## ${line}`;
  if (/^（/.test(line)) return `### ${line}`;
  return line.length % 7 === 3 ? `- **${line.slice(0, 9)}**${line.slice(9)}` : line;
}

function pageOf(lines) {
  const body = lines.map((line, i) =>
    i % 9 === 4 ? `<table><tr><td>${line}</td><td>${i}</td></tr></table>` : `<p class="c${i}"><span>${line}</span></p>`,
  );
  return `<!doctype html><html><head><title>${lines[0]}</title></head><body><div id="main">${body.join('\n')}</div></body></html>`;
}

const LONGEST_NAME = 0xffff;

/** Case of this generator: a name and bytes. One in ten goes under another format's name, one in twenty into an archive. */
export function mutant(files, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const formats = ['txt', 'txt', 'md', 'html', 'html', 'docx', 'docx', 'doc', 'pdf', 'zip'];
  const format = pick(formats);
  const file = pick(files.filter((one) => one.format === format));
  const times = 1 + Math.floor(random() * 6);
  let { path } = file;
  let bytes = file.bytes;
  if (/txt|md|html/.test(format)) bytes = window(bytes, random);
  for (let i = 0; i < times; i++) bytes = (random() < 0.5 ? STRUCTURED[format] : pick(ANYWHERE))(bytes, random, files);
  if (/txt|md|html/.test(format) && random() < 0.1) bytes = otherEncoding(bytes, random);
  if (random() < 0.1) path += pick(['.txt', '.html', '.md', '.docx', '.doc', '.pdf', '.zip']);
  else if (random() < 0.05) {
    bytes = zipSync({ [pick(['inner.txt', '../inner.txt', '/etc/inner.txt', 'a\n\u001b[31m.txt'])]: bytes });
    path += pick(['.docx', '.zip']);
  }
  return { path, format, bytes: bytes.subarray(0, LONGEST) };
}

/** A stretch of a text: short ones make many cases a second and put the edges everywhere. */
function window(bytes, random) {
  const length = random() < 0.1 ? bytes.length : 300 + Math.floor(random() * 6000);
  const start = random() < 0.5 ? 0 : Math.floor(random() * bytes.length);
  return bytes.slice(start, start + length);
}

function otherEncoding(bytes, random) {
  const text = new TextDecoder().decode(bytes);
  const utf16 = Buffer.from((random() < 0.5 ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(random() < 0.5 ? utf16 : utf16.swap16());
}

const WORDS = [
  ...[
    '一、',
    '（一）',
    '(二)',
    '1.',
    '一是',
    '——',
    '各位代表：',
    '各位代表：现在，我代表',
    '政府工作报告',
    '第一方面',
    '第一章',
    '第三条',
  ],
  ...[
    '\n\n\n',
    '　　',
    '某市',
    'XX',
    '×××',
    '***',
    '亿元',
    '%',
    '5.2%',
    '百分之',
    '二〇二四年',
    '2024年1月10日',
    '發(fā)',
    '\u0000',
    '\ufeff',
  ],
  ...[
    '\u202e',
    '\u200b',
    '\ud842\udfb7',
    '👨‍👩‍👧',
    '\r',
    '\u2028',
    '\u001a',
    '<div>',
    '</div>',
    '<script>',
    '<!--',
    '<table><tr><td>',
  ],
  ...[
    '&#x110000;',
    '&amp;',
    '<!DOCTYPE x [<!ENTITY a "b">]>',
    '<w:p>',
    '</w:p>',
    '<w:t>',
    '```',
    '# ',
    '|a|b|',
    'PK\u0003\u0004',
  ],
  ...[
    'PK\u0005\u0006',
    '%PDF-1.7',
    'endobj',
    'stream\n',
    '/Length 99999999',
    '999999999999999999999',
    '1e999',
    '（（（（（（',
    '“““““',
  ],
  ...[
    '。。。。。',
    '、、、',
    '<svg><title>',
    '<template>',
    '<![CDATA[',
    '<w:tbl><w:tr><w:tc>',
    '<w:fldChar w:fldCharType="begin"/>',
  ],
].map((word) => strToU8(word));

const EXTREMES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Mutations of any bytes. */
const ANYWHERE = [
  // One bit.
  (bytes, random) => {
    const out = bytes.slice();
    if (out.length > 0) out[Math.floor(random() * out.length)] ^= 1 << Math.floor(random() * 8);
    return out;
  },
  // A run of bytes that mean the most or the least.
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    return bytes.slice().fill(random() < 0.5 ? 0xff : 0, at, at + 1 + Math.floor(random() * 8));
  },
  (bytes, random) => cut(bytes, random, () => new Uint8Array(0)),
  (bytes, random) => cut(bytes, random, (piece) => joined(piece, piece)),
  (bytes, random) => cut(bytes, random, (piece) => piece.slice().reverse()),
  // One short piece many times: what is quadratic shows.
  (bytes, random) => {
    const at = Math.floor(random() * bytes.length);
    const piece = bytes.subarray(at, at + 1 + Math.floor(random() * 60));
    const times = Math.floor(random() * 600);
    const out = new Uint8Array(bytes.length + piece.length * times);
    out.set(bytes.subarray(0, at));
    for (let i = 0; i < times; i++) out.set(piece, at + i * piece.length);
    out.set(bytes.subarray(at), at + piece.length * times);
    return out;
  },
  (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length)),
  // A word of the field or of a format, once or often.
  (bytes, random) => {
    let out = bytes;
    const word = WORDS[Math.floor(random() * WORDS.length)];
    const times = random() < 0.8 ? 1 + Math.floor(random() * 4) : 200;
    const places = Array.from({ length: times }, () => Math.floor(random() * bytes.length));
    if (times < 200) for (const at of places) out = joined(joined(out.subarray(0, at), word), out.subarray(at));
    else for (let i = 0; i < times; i++) out = joined(out, word);
    return out;
  },
  (bytes, random) => cut(bytes, random, (piece) => piece.map(() => Math.floor(random() * 256))),
  // The head of this, the tail of another.
  (bytes, random, files) => {
    const other = files[Math.floor(random() * files.length)].bytes;
    const from = Math.floor(random() * other.length);
    return joined(bytes.subarray(0, Math.floor(random() * bytes.length)), other.subarray(from, from + 6000));
  },
];

/** Mutations that know the format. */
const STRUCTURED = {
  txt: (bytes, random) => pieces(bytes, random, /(?<=\n)/),
  md: (bytes, random) => pieces(bytes, random, random() < 0.5 ? /(?<=\n)/ : /(?<=[*_`|#>[\]()-])/),
  html: markup,
  docx: package_,
  zip: (bytes, random, files) => (random() < 0.5 ? package_(bytes, random, files) : directoryFields(bytes, random)),
  pdf: pdfObjects,
  doc: words,
};

/** Swaps, repeats, drops, moves or joins pieces of a text. */
function pieces(bytes, random, boundary) {
  const list = new TextDecoder().decode(bytes).split(boundary);
  const at = () => Math.floor(random() * list.length);
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const [i, j] = [at(), at()];
    const choice = Math.floor(random() * 6);
    if (choice === 0) [list[i], list[j]] = [list[j], list[i]];
    else if (choice === 1) list.splice(i, 1 + Math.floor(random() * 5));
    else if (choice === 2) list.splice(i, 0, ...list.slice(j, j + 12));
    else if (choice === 3) list.splice(i, 0, ...new Array(Math.floor(random() * 300)).fill(list[j] ?? ''));
    else if (choice === 4)
      list[i] = (list[i] ?? '').replace(/\d+|[一二三四五六七八九十]+/g, () =>
        String(EXTREMES[Math.floor(random() * EXTREMES.length)]),
      );
    else list[i] = (list[i] ?? '').trim();
  }
  let whole = '';
  for (const piece of list) {
    if (whole.length + (piece ?? '').length > LONGEST) break;
    whole += piece ?? '';
  }
  return strToU8(whole);
}

/** Drops, repeats, swaps and nests elements, and gives attributes other values. */
function markup(bytes, random) {
  const choice = random();
  const text = new TextDecoder().decode(bytes);
  if (choice < 0.5) return pieces(bytes, random, /(?=<)|(?<=>)/);
  if (choice < 0.7) {
    const names = [...text.matchAll(/<([a-z][\w:]*)/gi)].map((match) => match[1]);
    const name = names[Math.floor(random() * names.length)] ?? 'div';
    const deep = Math.floor(random() ** 3 * 3000);
    const at = text.indexOf('<', Math.floor(random() * text.length));
    return strToU8(
      text.slice(0, at) + `<${name}>`.repeat(deep) + text.slice(at) + (random() < 0.5 ? `</${name}>`.repeat(deep) : ''),
    );
  }
  if (choice < 0.85) {
    return strToU8(
      text.replace(/="[^"]*"/g, (value) =>
        random() < 0.05 ? `="${EXTREMES[Math.floor(random() * EXTREMES.length)]}"` : value,
      ),
    );
  }
  return strToU8(text.replace(/<([\w:]+)/g, (tag) => (random() < 0.03 ? '<x' : tag)));
}

/** Parts of a package: their markup changed, dropped, renamed, repeated; relations that point elsewhere; the ZIP's own fields. */
function package_(bytes, random, files) {
  if (random() < 0.15) return directoryFields(bytes, random);
  let parts;
  try {
    parts = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= LONGEST });
  } catch {
    return directoryFields(bytes, random);
  }
  const names = Object.keys(parts);
  const name =
    random() < 0.5 && parts['word/document.xml'] ? 'word/document.xml' : names[Math.floor(random() * names.length)];
  if (name === undefined) return bytes;
  const choice = random();
  if (choice < 0.5) parts[name] = markup(parts[name], random);
  else if (choice < 0.7) parts[name] = ANYWHERE[Math.floor(random() * ANYWHERE.length)](parts[name], random, files);
  else if (choice < 0.8) delete parts[name];
  else if (choice < 0.9) {
    const other = ['../up.xml', '/abs.xml', 'word\\document.xml', `${'d/'.repeat(200)}x.xml`, 'word/document2.xml'];
    parts[other[Math.floor(random() * other.length)]] = parts[name];
  } else {
    for (const rels of names.filter((one) => one.endsWith('.rels'))) {
      const target = names[Math.floor(random() * names.length)];
      parts[rels] = strToU8(
        strFromU8(parts[rels]).replace(
          /Target="[^"]*"/,
          `Target="${random() < 0.5 ? target : '../../../../etc/passwd'}"`,
        ),
      );
    }
  }
  for (const one of Object.keys(parts)) {
    // A changed field makes names of 64 KB and more, which cannot be written again.
    if (strToU8(one).length > LONGEST_NAME) delete parts[one];
    else parts[one] = parts[one].subarray(0, LONGEST);
  }
  return zipSync(parts);
}

/** Another value in a field of a local header, the directory or the end record of a ZIP. */
function directoryFields(bytes, random) {
  const out = bytes.slice();
  const heads = [];
  for (let i = 0; i + 30 < out.length; i++)
    if (out[i] === 0x50 && out[i + 1] === 0x4b && (out[i + 2] === 3 || out[i + 2] === 1 || out[i + 2] === 5))
      heads.push(i);
  const head = heads[Math.floor(random() * heads.length)];
  if (head !== undefined) put(out, head + 4 + 2 * Math.floor(random() * 20), random);
  return out;
}

/** Numbers, references and keys of a PDF's objects, and bytes of its streams. */
function pdfObjects(bytes, random) {
  const text = Buffer.from(bytes).toString('latin1');
  const numbers = [...text.matchAll(/\d+(?= 0 R)/g)].map(([number]) => number);
  const choice = random();
  let changed = text;
  if (choice < 0.4)
    changed = some(text, /\d+(?= 0 R)/g, random, () => numbers[Math.floor(random() * numbers.length)] ?? '1');
  else if (choice < 0.6)
    changed = some(text, /(?<=\/\w+ )-?\d+/g, random, () => String(EXTREMES[Math.floor(random() * EXTREMES.length)]));
  else if (choice < 0.75) changed = some(text, /\/[A-Z]\w+/g, random, (key) => (random() < 0.5 ? '/Kids' : `${key}X`));
  else if (choice < 0.85) changed = some(text, /\d{10} \d{5} n/g, random, () => '0000000009 00000 n');
  else changed = some(text, /endobj|endstream|stream|obj|xref|trailer/g, random, () => '');
  return new Uint8Array(Buffer.from(changed, 'latin1'));
}

/** Replaces about three of the matches. */
function some(text, pattern, random, replace) {
  const count = [...text.matchAll(pattern)].length;
  return text.replace(pattern, (match) => (random() < 3 / Math.max(3, count) ? replace(match) : match));
}

/** Words of the compound file: its header, its allocation table and directory, the document's own tables. */
function words(bytes, random) {
  const out = bytes.slice();
  for (let n = 1 + Math.floor(random() * 6); n > 0; n--) {
    const near = random();
    const sector = 512 * Math.floor((random() * out.length) / 512);
    const at = near < 0.3 ? 4 * Math.floor(random() * 128) : sector + 4 * Math.floor(random() * 128);
    put(out, at, random);
  }
  return out;
}

/** One extreme, one other word of the same bytes, or one near what was there. */
function put(out, at, random) {
  if (at + 4 > out.length) return;
  const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
  const choice = random();
  const from = 4 * Math.floor((random() * (out.length - 4)) / 4);
  if (choice < 0.5) view.setUint32(at, EXTREMES[Math.floor(random() * EXTREMES.length)], true);
  else if (choice < 0.75) view.setUint32(at, view.getUint32(from, true), true);
  else view.setUint32(at, view.getUint32(at, true) + Math.floor(random() * 9) - 4, true);
}

function cut(bytes, random, change) {
  const start = Math.floor(random() * bytes.length);
  const end = Math.min(bytes.length, start + 1 + Math.floor(random() * 400));
  return joined(joined(bytes.subarray(0, start), change(bytes.subarray(start, end))), bytes.subarray(end));
}

function joined(a, b) {
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
