// A draft against other reports: what was copied, from where, how surely, and which foreign names were left in.
import { readdir, readFile } from 'node:fs/promises';
import { flagCopies, readReports } from 'taohua';

const folder = new URL('../seeds/clean/', import.meta.url);
const read = async (name) => (await readReports(await readFile(new URL(name, folder)), { path: name }))[0];
const draft = await read('hedian-2024.txt');
const others = await Promise.all(
  (await readdir(folder))
    .filter((name) => !name.startsWith('hedian'))
    .sort()
    .map(read),
);

const { passages, ratio } = await flagCopies(draft, others);
console.log(`${passages.length} passages, ${(100 * ratio.copied).toFixed(1)} % of the draft`);
const strongest = passages.reduce((most, one) => (one.surprise > most.surprise ? one : most));
const source = others.find(({ id }) => id === strongest.source.report);
console.log(`from ${source.place.name} ${source.year}, ${Math.round(strongest.surprise)} bits, ${strongest.direction}`);
console.log(draft.source.text.slice(strongest.draft.span.start, strongest.draft.span.start + 40));
for (const { leftovers } of passages)
  for (const { name, place, span } of leftovers)
    console.log(`left in: ${draft.source.text.slice(span.start, span.end)} = ${name}, belongs to ${place}`);
