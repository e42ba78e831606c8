/**
 * The plan: stages as relations. The engine joins, groups and sorts, by SQL that DuckDB and Spark read alike; our programs
 * make rows of rows. A stage is known by its recipe: program, query, parameters and what it was made from.
 */

import { createHash } from 'node:crypto';
import { type Column, type Parameters, text, whole } from './program.js';
import { PROGRAMS } from './programs.js';

export interface Stage {
  /** The relation it makes. */
  readonly name: string;
  /** Relations its query reads; `file` is the input. */
  readonly from: readonly string[];
  /** Makes the rows its program takes, or the relation itself. */
  readonly query: string;
  /** Absent: the query is all. */
  readonly program?: string;
  /** Parameters that its result or its cutting depends on. */
  readonly uses: readonly (keyof Parameters)[];
  /** Columns by which the program's rows are sorted; rows of equal first column go to one process. Empty: any row anywhere. */
  readonly order: readonly string[];
  readonly columns: readonly Column[];
}

const ABOUT = "(SELECT body AS about FROM family WHERE kind = 'about')";
const NO_TEXT = 'CAST(NULL AS STRING)';

/** Reports that are held against the bank together. More: fewer copies of the bank travel; memory is some 0.6 MB a long report. */
const TOGETHER = 512;
/** Groups in which wordings are counted. */
const COUNTED_APART = 64;

/** Instead of `family` by `families`: learned from about so many reports, evenly drawn, then held against all. */
function learning(reports: number): readonly Stage[] {
  const drawn = `(SELECT max(v) + 1 AS voices, CAST(floor((count(*) + ${reports - 1}) / ${reports}) AS BIGINT) AS step FROM corpus)`;
  const part = `CAST(floor(d / ${TOGETHER}) AS BIGINT)`;
  return [
    programmed(
      'bank',
      'learn',
      ['corpus'],
      ['minIssuers'],
      ['part', 'd'],
      `
SELECT CAST(0 AS BIGINT) AS part, c.d, c.v, s.voices, c.body
FROM corpus c CROSS JOIN ${drawn} s WHERE c.d % s.step = 0`,
    ),
    programmed(
      'placed',
      'place',
      ['corpus', 'bank'],
      [],
      ['part', 'kind', 'd'],
      `
SELECT p.part, 0 AS kind, b.n AS d, 0 AS v, b.body
FROM bank b CROSS JOIN (SELECT DISTINCT ${part} AS part FROM corpus) p
UNION ALL
SELECT ${part} AS part, 1 AS kind, d, v, body FROM corpus`,
    ),
    programmed(
      'tally',
      'tally',
      ['placed', 'corpus'],
      ['minIssuers'],
      ['part', 'n', 'v'],
      `
SELECT p.n % ${COUNTED_APART} AS part, p.n, p.v, count(*) AS reports, s.voices, min(p.body) AS first
FROM placed p CROSS JOIN (SELECT max(v) + 1 AS voices FROM corpus) s
WHERE p.kind = 'said' GROUP BY p.n, p.v, s.voices`,
    ),
    programmed(
      'family',
      'gather',
      ['corpus', 'bank', 'placed', 'tally'],
      ['minIssuers'],
      ['part', 'kind', 'n'],
      `
SELECT CAST(-1 AS BIGINT) AS part, 0 AS kind, count(*) AS n, ${NO_TEXT} AS id, 'documents' AS body, ${NO_TEXT} AS more FROM corpus
UNION ALL
SELECT -1 AS part, 0 AS kind, coalesce(max(v) + 1, 0) AS n, ${NO_TEXT} AS id, 'voices' AS body, ${NO_TEXT} AS more FROM corpus
UNION ALL
SELECT -1 AS part, 0 AS kind, CAST(coalesce(sum(n), 0) AS BIGINT) AS n, ${NO_TEXT} AS id, 'tokens' AS body, ${NO_TEXT} AS more
FROM placed WHERE kind = 'size'
UNION ALL
SELECT -1 AS part, 0 AS kind, count(*) AS n, ${NO_TEXT} AS id, 'learned' AS body, ${NO_TEXT} AS more
FROM corpus c CROSS JOIN ${drawn} s WHERE c.d % s.step = 0
UNION ALL
SELECT -1 AS part, 1 AS kind, t.n, b.id, b.body, t.body AS more FROM tally t JOIN bank b ON b.n = t.n
UNION ALL
SELECT p.d AS part, 1 AS kind, t.n, b.id, ${NO_TEXT} AS body, t.body AS more
FROM placed p JOIN tally t ON t.n = p.n JOIN bank b ON b.n = t.n WHERE p.kind = 'said'
UNION ALL
SELECT d AS part, 2 AS kind, 0 AS n, ${NO_TEXT} AS id, body, ${NO_TEXT} AS more FROM placed WHERE kind = 'places'`,
    ),
  ];
}

/** The stages of a run, each behind what it reads. */
export function stagesOf({ learnFrom }: Parameters): readonly Stage[] {
  if (learnFrom === undefined) return STAGES;
  return STAGES.flatMap((stage) => (stage.name === 'family' ? learning(learnFrom) : [stage]));
}

/** Every relation that a run can make. */
export function isRelation(name: string): boolean {
  return stagesOf({ buckets: 1, learnFrom: 1 }).some((stage) => stage.name === name);
}

/** The stages of a run whose formulas are those of all reports: as `ratio` finds them. */
export const STAGES: readonly Stage[] = [
  programmed('report', 'read', ['file'], ['encoding'], [], 'SELECT path, content FROM file'),
  {
    name: 'document',
    from: ['report'],
    uses: [],
    order: [],
    columns: [...whole('d', 'v', 'position'), ...text('path'), ...whole('number'), ...text('id', 'text')],
    query: `
SELECT CAST(row_number() OVER (ORDER BY voice, sort) - 1 AS BIGINT) AS d,
       CAST(dense_rank() OVER (ORDER BY voice) - 1 AS BIGINT) AS v,
       CAST(row_number() OVER (ORDER BY place, number) - 1 AS BIGINT) AS position,
       path, number, id, CASE WHEN blank = 1 THEN '' ELSE text END AS text
FROM (SELECT path, place, number, id, sort, text, blank, min(voice) OVER (PARTITION BY text) AS voice
      FROM report WHERE usable = 1) r`,
  },
  {
    name: 'corpus',
    from: ['document', 'report'],
    uses: [],
    order: [],
    columns: [...whole('d', 'v', 'position'), ...text('id', 'text', 'body')],
    query: `
SELECT d.d, d.v, d.position, d.id, d.text, r.body
FROM document d JOIN report r ON r.path = d.path AND r.number = d.number`,
  },
  programmed(
    'family',
    'families',
    ['corpus'],
    ['minIssuers'],
    ['part', 'd'],
    'SELECT CAST(0 AS BIGINT) AS part, d, v, body FROM corpus',
  ),
  programmed(
    'run',
    'runs',
    ['corpus', 'family'],
    ['buckets'],
    [],
    "SELECT c.d, c.v, c.body, f.body AS mask FROM corpus c JOIN family f ON f.kind = 'mask' AND f.n = c.d",
  ),
  programmed(
    'link',
    'links',
    ['run', 'family'],
    [],
    ['part', 'd'],
    `SELECT r.bucket AS part, r.d, r.v, r.runs, s.about FROM run r CROSS JOIN ${ABOUT} s`,
  ),
  programmed(
    'pair',
    'pairs',
    ['link'],
    [],
    ['part', 'second', 'bucket'],
    "SELECT first AS part, second, bucket, links FROM link WHERE kind = 'link'",
  ),
  programmed(
    'aligned',
    'align',
    ['pair', 'corpus', 'family'],
    ['minChars'],
    ['part', 'kind', 'd'],
    `
SELECT p.first AS part, 0 AS kind, c.d, c.body, f.body AS more
FROM (SELECT first, first AS d FROM pair UNION SELECT first, second AS d FROM pair) p
JOIN corpus c ON c.d = p.d JOIN family f ON f.kind = 'mask' AND f.n = c.d
UNION ALL
SELECT p.first AS part, 1 AS kind, p.second AS d, p.regions AS body, s.about AS more FROM pair p CROSS JOIN ${ABOUT} s`,
  ),
  programmed(
    'wanted',
    'wanted',
    ['aligned'],
    ['buckets'],
    ['part', 'second', 'n'],
    'SELECT first AS part, second, n, body FROM aligned',
  ),
  programmed('gram', 'grams', ['corpus'], ['buckets'], [], 'SELECT d, v, body FROM corpus'),
  programmed(
    'counted',
    'counts',
    ['wanted', 'gram'],
    [],
    ['part', 'kind', 'd'],
    `
SELECT bucket AS part, 0 AS kind, first AS d, 0 AS v, wanted AS body FROM wanted
UNION ALL
SELECT g.bucket AS part, 1 AS kind, g.d, g.v, g.grams AS body
FROM gram g JOIN (SELECT DISTINCT bucket FROM wanted) w ON w.bucket = g.bucket`,
  ),
  programmed(
    'priced',
    'price',
    ['aligned', 'counted', 'family'],
    [],
    ['part', 'kind', 'a', 'b'],
    `
SELECT u.part, u.kind, u.a, u.b, u.body, s.about
FROM (SELECT first AS part, 0 AS kind, bucket AS a, 0 AS b, counts AS body FROM counted
      UNION ALL
      SELECT first AS part, 1 AS kind, second AS a, n AS b, body FROM aligned) u CROSS JOIN ${ABOUT} s`,
  ),
  programmed(
    'passage',
    'settle',
    ['priced', 'corpus', 'family'],
    ['minChars'],
    ['part', 'kind', 'a', 'b', 'n'],
    `
SELECT p.draft AS part, 0 AS kind, c.d AS a, 0 AS b, 0 AS n, 0 AS source, c.body, f.body AS more
FROM (SELECT draft, draft AS d FROM priced UNION SELECT draft, source AS d FROM priced) p
JOIN corpus c ON c.d = p.d JOIN family f ON f.kind = 'mask' AND f.n = c.d
UNION ALL
SELECT p.draft AS part, 1 AS kind, p.first AS a, p.second AS b, p.n, p.source, p.body, s.about AS more
FROM priced p CROSS JOIN ${ABOUT} s`,
  ),
  programmed(
    'label',
    'labels',
    ['corpus', 'family', 'passage'],
    [],
    ['part', 'kind', 'v', 'n'],
    `
SELECT c.d AS part, 0 AS kind, c.v, 0 AS n, c.body, f.body AS more
FROM corpus c JOIN family f ON f.kind = 'document' AND f.n = c.d
UNION ALL
SELECT draft AS part, 1 AS kind, source AS v, n, body, ${NO_TEXT} AS more FROM passage WHERE kind = 'passage'
UNION ALL
SELECT source AS part, 1 AS kind, draft AS v, n, body, ${NO_TEXT} AS more FROM passage WHERE kind = 'passage'`,
  ),
  programmed(
    'finding',
    'finish',
    ['family', 'corpus', 'label', 'passage'],
    [],
    ['part', 'kind', 'n'],
    `
SELECT CAST(0 AS BIGINT) AS part, 0 AS kind, 0 AS n, body, ${NO_TEXT} AS more FROM family WHERE kind = 'about'
UNION ALL
SELECT 0 AS part, 1 AS kind, position AS n, id AS body, text AS more FROM corpus
UNION ALL
SELECT 0 AS part, 2 AS kind, d AS n, body, ${NO_TEXT} AS more FROM label WHERE kind = 'share'
UNION ALL
SELECT 0 AS part, 3 AS kind, d AS n, body, ${NO_TEXT} AS more FROM label WHERE kind = 'cover'
UNION ALL
SELECT 0 AS part, 4 AS kind, draft AS n, body, ${NO_TEXT} AS more FROM passage WHERE kind = 'passage'
UNION ALL
SELECT 0 AS part, 5 AS kind, draft AS n, body, ${NO_TEXT} AS more FROM passage WHERE kind = 'omitted'`,
  ),
];

function programmed(
  name: string,
  program: string,
  from: readonly string[],
  uses: readonly (keyof Parameters)[],
  order: readonly string[],
  query: string,
): Stage {
  return { name, program, from, uses, order, query, columns: PROGRAMS[program]?.output ?? [] };
}

/** The parameters a stage is told: only what it uses, so that the others change nothing of it. */
export function parametersOf({ uses }: Stage, parameters: Parameters): Partial<Parameters> {
  return Object.fromEntries(
    [...uses].sort().flatMap((name) => (parameters[name] === undefined ? [] : [[name, parameters[name]]])),
  );
}

/** What a stage is made by, as a text: equal recipes on equal inputs make equal rows. `program` names our code. */
export function recipeOf(stage: Stage, parameters: Parameters, program: string): string {
  const { name, query, order, columns } = stage;
  const code = stage.program === undefined ? null : [stage.program, program];
  return JSON.stringify([name, code, query.trim(), order, columns, parametersOf(stage, parameters)]);
}

/** The name of a result: recipe and inputs. */
export function digestOf(recipe: string, inputs: readonly string[]): string {
  return createHash('sha256')
    .update([recipe, ...inputs].join('\n'))
    .digest('hex')
    .slice(0, 16);
}
