// Two yearly reports of one city: what is linked, what changed inside, which values stand side by side.
import { readFile } from 'node:fs/promises';
import { compareReports, readReports } from 'taohua';

const seed = (name) => new URL(`../seeds/clean/${name}`, import.meta.url);
const [last] = await readReports(await readFile(seed('modu-2023.txt')));
const [next] = await readReports(await readFile(seed('modu-2024.txt')));
const { sections, links, values, specific } = compareReports(last, next);

console.log(
  `${sections.filter(({ a, b }) => a.length && b.length).length} sections and ${links.length} sentences linked`,
);
// Every span is a place in source.text, so every claim can be quoted.
const quote = (report, { start, end }) => report.source.text.slice(start, end);
const changed = links.find(({ relation, edits }) => relation === 'slot' && edits?.length === 2);
console.log(changed.a.map((span) => quote(last, span)).join(''));
for (const { a, b, kind } of changed.edits) console.log(`  ${kind}: [${quote(last, a)}] -> [${quote(next, b)}]`);
for (const { template, a, b } of values.slice(0, 3)) console.log(`${template}: ${a} -> ${b}`);
console.log(`only in the newer one: ${specific.b.length} stretches`);
