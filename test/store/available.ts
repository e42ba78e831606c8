// Whether the database is installed here; where it is not, the tests of the index skip, and say so.

import { createRequire } from 'node:module';

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('@duckdb/node-api');
    return true;
  } catch {
    return false;
  }
}

export const hasDatabase: boolean = isInstalled();
