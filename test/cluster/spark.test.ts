// Spark takes minutes and half a gigabyte: it has its own script. This says so where people look.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stagesOf } from '../../src/cluster/plan.js';
import { PROGRAMS } from '../../src/cluster/programs.js';
import { transformOf } from '../../src/cluster/spark-sql.js';

const installed = existsSync(fileURLToPath(new URL('../../.cache/spark/bin/spark-submit', import.meta.url)));

test.skip(`Spark is ${installed ? 'installed but not tried here' : 'NOT installed here'}: npm run test:spark ${installed ? '' : 'installs and '}tries it`, () => {});

test('every stage with a program is a TRANSFORM that checks its rows', () => {
  for (const stage of [...stagesOf({ buckets: 4 }), ...stagesOf({ buckets: 4, learnFrom: 9 })]) {
    if (stage.program === undefined) continue;
    const sql = transformOf(stage, PROGRAMS[stage.program]!.input, `exec node worker ${stage.program}`);
    expect(sql).toContain(`USING 'exec node worker ${stage.program}'`);
    expect(sql).toContain('raise_error');
    for (const { name } of PROGRAMS[stage.program]!.input) expect(sql).toContain(`AS \`${name}\``);
    expect(sql.includes('DISTRIBUTE BY')).toBe(stage.order.length > 0);
    expect(PROGRAMS[stage.program]!.grouped).toBe(stage.order.length > 0);
  }
});
