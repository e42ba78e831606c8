// Reads a file in any of the known forms and shows what was understood of it. Run: node examples/read.mjs
import { readFile } from 'node:fs/promises';
import { readReports } from 'taohua';

const path = new URL('../seeds/damaged/modu-2024.docx', import.meta.url);
const [report] = await readReports(await readFile(path), { path: 'modu-2024.docx' });

console.log(report.place.name, report.year, report.date, report.source.format, report.script);
for (const { marker, heading, children } of report.outline) console.log(`${marker}${heading} (${children.length})`);
// Bad content never throws: what was wrong stands in the diagnostics.
const [broken] = await readReports(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), { path: 'cut-off.docx' });
console.log(broken.outline.length, broken.diagnostics[0].severity, broken.diagnostics[0].code);
