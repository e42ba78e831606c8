/**
 * The text the sketching benchmark runs on: passages made from the sample corpus, the same on every machine. Two thirds
 * are new sentences from a chain of character pairs, the rest is what reports do to each other: stock sentences, verbatim
 * reuse, light and heavy edits.
 */

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const sample = new URL('../../seeds/clean/', import.meta.url);

export function createDraw(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x9e3779b9) | 0;
    let h = state ^ (state >>> 16);
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    return ((h ^ (h >>> 16)) >>> 0) % limit;
  };
}

/**
 * Passages of about `units` UTF-16 units in all, one of which takes 2.95 bytes of UTF-8. Stock sentences and reuse come
 * from the whole text, so a longer text repeats itself more.
 */
export function makePassages(units, seed = 1) {
  const sentences = readSentences();
  return fillPassages(units, createDraw(seed), {
    stock: sentences.map(toUnits),
    chain: createChain(sentences.join('')),
  });
}

/**
 * The same in chapters of `chapter` units that share no sentence: here a longer text repeats itself no more than a short
 * one, so that what grows is only its length.
 */
export function makeChapters(units, chapter, seed = 1) {
  const draw = createDraw(seed);
  const chain = createChain(readSentences().join(''));
  const symbols = new Uint16Array(units + 400);
  const offsets = [0];
  for (let at = 0; at < units; ) {
    const stock = Array.from({ length: 1500 }, () => chain(20 + draw(52), draw));
    const made = fillPassages(Math.min(chapter, units - at), draw, { stock, chain });
    symbols.set(made.symbols, at);
    for (const offset of made.offsets.subarray(1)) offsets.push(at + offset);
    at += made.symbols.length;
  }
  return { symbols: symbols.slice(0, offsets.at(-1)), offsets: Uint32Array.from(offsets) };
}

function fillPassages(units, draw, { stock, chain }) {
  const symbols = new Uint16Array(units + 400);
  const offsets = [0];
  let at = 0;
  const put = (text) => {
    symbols.set(text.length > 300 ? text.subarray(0, 300) : text, at);
    at += Math.min(300, text.length);
    offsets.push(at);
  };
  while (at < units) {
    const kind = draw(100);
    if (kind < 65 || offsets.length < 1000) put(chain(20 + draw(52), draw));
    else if (kind < 80) put(stock[draw(stock.length)]);
    else {
      const passage = draw(offsets.length - 1);
      const copy = symbols.slice(offsets[passage], offsets[passage + 1]);
      const rate = draw(100);
      put(rate < 35 ? copy : edit(copy, rate < 80 ? 20 : 5, draw));
    }
  }
  return { symbols: symbols.slice(0, at), offsets: Uint32Array.from(offsets) };
}

/** One unit in `oneIn` is replaced. */
function edit(units, oneIn, draw) {
  for (let i = 0; i < units.length; i++) if (draw(oneIn) === 0) units[i] = 0x4e00 + draw(3000);
  return units;
}

function readSentences() {
  const files = readdirSync(sample).filter((name) => name.endsWith('.txt'));
  const text = files
    .sort()
    .map((name) => readFileSync(new URL(name, sample), 'utf8'))
    .join('\n');
  return text
    .split(/(?<=[。；！？])|\n/)
    .map((sentence) => sentence.replace(/\s/g, ''))
    .filter((sentence) => sentence.length >= 12 && sentence.length <= 120);
}

/** Sentences in which each character has followed the one before somewhere in the sample. */
function createChain(text) {
  const source = toUnits(text);
  const followers = Array.from({ length: 65536 }, () => []);
  for (let i = 0; i + 1 < source.length; i++) followers[source[i]].push(source[i + 1]);
  const sentence = new Uint16Array(100);
  return (length, draw) => {
    let unit = source[draw(source.length)];
    for (let i = 0; i < length; i++) {
      sentence[i] = unit;
      const next = followers[unit];
      // One step in eight leaves the chain: the sample is small, and its pairs alone would repeat too much.
      unit = next.length === 0 || draw(8) === 0 ? source[draw(source.length)] : next[draw(next.length)];
    }
    return sentence.slice(0, length);
  };
}

function toUnits(text) {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** Reports of the shared sample beside the repository, cut into sentences; undefined where it is missing. */
export function readShared() {
  const folder = new URL('../../../shared/data/', import.meta.url);
  if (!existsSync(folder)) return undefined;
  const texts = ['gwr-city-a', 'gwr-national', 'gwr-province-2025'].flatMap((name) => {
    const file = new URL(`${name}.jsonl`, folder);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line).text ?? '');
  });
  const sentences = texts.flatMap((text) => text.split(/(?<=[。；！？])|\n/).filter((sentence) => sentence !== ''));
  const offsets = new Uint32Array(sentences.length + 1);
  for (const [i, sentence] of sentences.entries()) offsets[i + 1] = offsets[i] + sentence.length;
  return { symbols: toUnits(sentences.join('')), offsets };
}

/** The first passages, as many as asked for. */
export function takePassages({ symbols, offsets }, count) {
  const taken = Math.min(count, offsets.length - 1);
  return { symbols: symbols.subarray(0, offsets[taken]), offsets: offsets.subarray(0, taken + 1) };
}

/** What sketch-limit.c and sketch-rivals.py read. */
export function writePassages({ symbols, offsets }, path) {
  const parts = [new Uint32Array([offsets.length - 1]), offsets, symbols];
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))));
}

export function readPassages(path) {
  const { buffer, byteOffset } = readFileSync(path);
  const count = new Uint32Array(buffer, byteOffset, 1)[0];
  const offsets = new Uint32Array(buffer, byteOffset + 4, count + 1);
  return { symbols: new Uint16Array(buffer, byteOffset + 8 + 4 * count, offsets[count]), offsets };
}
