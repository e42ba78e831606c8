/**
 * A stage as Spark SQL: `SELECT TRANSFORM … USING`. Spark neither escapes fields nor tells a field that does not parse, so the
 * query writes every field in our protocol, takes text back, undoes the protocol, casts (ANSI: a bad number fails the task),
 * and fails where the end mark of a row is missing.
 */

import type { Stage } from './plan.js';
import type { Column } from './program.js';

const FORMAT = "ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' LINES TERMINATED BY '\\n' NULL DEFINED AS '\\\\N'";

/** A field as the protocol writes it. NULL stays NULL and becomes `\N` on the way. */
function escaped({ name, type }: Column): string {
  if (type === 'BIGINT') return `CAST(\`${name}\` AS STRING)`;
  const signs: readonly (readonly [string, string])[] = [
    ['\\\\', '\\\\e'],
    ['\\t', '\\\\t'],
    ['\\n', '\\\\n'],
    ['\\r', '\\\\r'],
  ];
  return signs.reduce((sql, [sign, written]) => `replace(${sql}, '${sign}', '${written}')`, `\`${name}\``);
}

/** What the protocol wrote, undone: the backslash last. */
function unescaped({ name, type }: Column): string {
  if (type === 'BIGINT') return `CAST(\`${name}\` AS BIGINT) AS \`${name}\``;
  const signs: readonly (readonly [string, string])[] = [
    ['\\\\t', '\\t'],
    ['\\\\n', '\\n'],
    ['\\\\r', '\\r'],
    ['\\\\e', '\\\\'],
  ];
  const plain = signs.reduce((sql, [written, sign]) => `replace(${sql}, '${written}', '${sign}')`, `\`${name}\``);
  return `${plain} AS \`${name}\``;
}

export function transformOf({ query, order, columns }: Stage, input: readonly Column[], command: string): string {
  const [part] = order;
  const spread = part === undefined ? '' : `\nDISTRIBUTE BY ${part} SORT BY ${order.join(', ')}`;
  const fields = [...input.map(({ name }) => `\`${name}\``), '`end`'].join(', ');
  const written = [...input.map((column) => `${escaped(column)} AS \`${column.name}\``), "'.' AS `end`"].join(', ');
  const back = [...columns.map(({ name }) => `\`${name}\` STRING`), '`end` STRING'].join(', ');
  const sorted = `SELECT * FROM (${query.trim()}) AS rows_in${spread}`;
  return `SELECT ${columns.map(unescaped).join(', ')}
FROM (
  SELECT TRANSFORM (${fields})
  ${FORMAT}
  USING '${command}'
  AS (${back})
  ${FORMAT}
  FROM (SELECT ${written} FROM (${sorted}) AS sorted) AS written
) AS made
WHERE CASE WHEN \`end\` = '.' THEN true ELSE CAST(raise_error('a row of the worker has no end mark') AS BOOLEAN) END`;
}
