// A corpus kept on disk: build once, ask for every draft. Needs the optional package @duckdb/node-api.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flagCopies, openIndex, readReports } from 'taohua';

const folder = new URL('../seeds/clean/', import.meta.url);
const place = await mkdtemp(join(tmpdir(), 'taohua-example-'));
const index = await openIndex(join(place, 'library'), { mode: 'create' });
try {
  for (const name of (await readdir(folder)).sort())
    await index.add(await readReports(await readFile(new URL(name, folder)), { path: name }));
  const { sources, reports, issuers } = await index.info();
  console.log(`${sources} files, ${reports} reports, ${issuers} issuers`);

  const [draft] = await readReports(await readFile(new URL('hedian-2024.txt', folder)), { path: 'hedian-2024.txt' });
  const { passages, sources: from } = await flagCopies(draft, index);
  console.log(`${passages.length} passages from ${from.map(({ issuer }) => issuer).join(', ')}`);
  console.log(await index.remove(['jinsuo-2023.txt']), (await index.verify()).isSound);
} finally {
  await index.close();
  await rm(place, { recursive: true });
}
