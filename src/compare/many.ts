/**
 * Several reports side by side: a table of sections and a table of values. Reports are compared in pairs and what matches
 * is put in one row, the surest match first; no row holds two sections of one report that do not belong together.
 */

import type { ComparisonTable, SectionRow, ValueTableRow } from '../model/comparison-table.js';
import { SCHEMA_VERSION } from '../model/findings.js';
import type { Report } from '../model/report.js';
import { summaryOf } from '../outline/report-summary.js';
import { likenessOf } from './indicator.js';
import { linkSentences } from './links.js';
import { type Observation, readObservations } from './observations.js';
import { headingsOf, nodesOf, rolesOf, type SectionNode } from './section-nodes.js';
import { matchNodes } from './sections.js';
import { readSide, type Side } from './side.js';
import { HEADLINE, keyOf, shownRow } from './values.js';

export interface CompareManyOptions {
  /** Reports up to which every pair is compared; beyond, each is compared with the first and with the one before. Default 12. */
  readonly allPairsUpTo?: number;
}

interface Column {
  readonly side: Side;
  readonly nodes: readonly SectionNode[];
}

/** Columns in the order of `reports`. Cost: one alignment a pair, some 30 ms for two reports of ordinary length. */
export function compareMany(reports: readonly Report[], options: CompareManyOptions = {}): ComparisonTable {
  const { allPairsUpTo = 12 } = options;
  const columns = reports.map((report) => {
    const side = readSide(report);
    return { side, nodes: nodesOf(side) };
  });
  const { sections, truncated } = tabulateSections(columns, allPairsUpTo);
  return {
    schemaVersion: SCHEMA_VERSION,
    reports: columns.map(({ side }) => summaryOf(side.report)),
    sections,
    values: tabulateAll(columns),
    truncated,
  };
}

interface Match {
  readonly from: readonly [number, readonly number[]];
  readonly to: readonly [number, readonly number[]];
  readonly score: number;
}

function tabulateSections(
  columns: readonly Column[],
  allPairsUpTo: number,
): { readonly sections: readonly SectionRow[]; readonly truncated: boolean } {
  const matches: Match[] = [];
  let truncated = false;
  columns.forEach((right, j) => {
    columns.slice(0, j).forEach((left, i) => {
      if (columns.length > allPairsUpTo && i > 0 && i < j - 1) return;
      const nodes = { a: left.nodes, b: right.nodes };
      const roles = { a: rolesOf(left.side, nodes.a), b: rolesOf(right.side, nodes.b) };
      const headings = { a: headingsOf(left.side, nodes.a), b: headingsOf(right.side, nodes.b) };
      const links = linkSentences(left.side, right.side, { roles, headings });
      truncated ||= links.truncated;
      for (const match of matchNodes(left.side, right.side, { ...links, nodes })) {
        matches.push({ from: [i, match.a], to: [j, match.b], score: match.score });
      }
    });
  });
  matches.sort(
    (p, q) => q.score - p.score || p.from[0] - q.from[0] || p.to[0] - q.to[0] || p.from[1][0]! - q.from[1][0]!,
  );
  return { sections: rowsOf(columns, matches), truncated };
}

interface Row {
  readonly cells: Map<number, readonly number[]>;
  score: number;
}

/** Joins matches into rows, the surest first; a match that would put two sections of one report in a row is left out. */
function rowsOf(columns: readonly Column[], matches: readonly Match[]): readonly SectionRow[] {
  const rowAt = new Map<string, Row>();
  const nameOf = (column: number, node: number): string => `${column} ${node}`;
  const take = ([column, members]: Match['from']): Row => {
    const known = rowAt.get(nameOf(column, members[0]!));
    if (known) return known;
    const row: Row = { cells: new Map([[column, members]]), score: 1 };
    for (const node of members) rowAt.set(nameOf(column, node), row);
    return row;
  };
  for (const { from, to, score } of matches) {
    const [left, right] = [take(from), take(to)];
    if (left === right || [...right.cells.keys()].some((column) => left.cells.has(column))) continue;
    left.score = Math.min(left.score, right.score, score);
    for (const [column, members] of right.cells) {
      left.cells.set(column, members);
      for (const node of members) rowAt.set(nameOf(column, node), left);
    }
  }
  const rows: SectionRow[] = [];
  const seen = new Set<Row>();
  columns.forEach(({ nodes }, column) => {
    nodes.forEach(({ section }, node) => {
      const row = rowAt.get(nameOf(column, node)) ?? { cells: new Map([[column, [node]]]), score: 0 };
      if (seen.has(row)) return;
      seen.add(row);
      const cells = columns.map((other, c) => (row.cells.get(c) ?? []).map((n) => other.nodes[n]!.section.span));
      rows.push({ heading: section.heading, cells, score: row.cells.size > 1 ? row.score : 0 });
    });
  });
  return rows;
}

interface ValueRow {
  readonly first: Observation;
  readonly cells: (Observation | undefined)[];
}

/** A row for each indicator that two reports give, and for those every report of the kind states. */
function tabulateAll(columns: readonly Column[]): readonly ValueTableRow[] {
  const rows: ValueRow[] = [];
  const byKey = new Map<string, ValueRow[]>();
  columns.forEach(({ side, nodes }, c) => {
    for (const seen of readObservations(side, rolesOf(side, nodes))) {
      const key = keyOf(seen);
      const same = byKey.get(key)?.find((row) => !row.cells[c]) ?? alike(rows, seen, c);
      if (same) same.cells[c] = seen;
      else {
        const row = {
          first: seen,
          cells: columns.map(() => undefined as Observation | undefined),
        };
        row.cells[c] = seen;
        rows.push(row);
        byKey.set(key, [...(byKey.get(key) ?? []), row]);
      }
    }
  });
  return rows
    .filter(({ cells, first }) => cells.filter(Boolean).length > 1 || HEADLINE.test(first.indicator))
    .map(({ first, cells }) => {
      const { template, values } = shownRow(first, cells);
      return {
        template,
        unit: first.unit,
        ...(first.part === undefined ? {} : { part: first.part }),
        cells: cells.map((cell, c) =>
          cell === undefined
            ? undefined
            : { value: values[c]!, span: cell.span, ...(cell.number === undefined ? {} : { number: cell.number }) },
        ),
      };
    });
}

/** Rows searched by likeness; beyond, equality alone decides. */
const ALIKE_UP_TO = 3000;

function alike(rows: readonly ValueRow[], seen: Observation, column: number): ValueRow | undefined {
  if (rows.length > ALIKE_UP_TO) return undefined;
  let best: ValueRow | undefined;
  let most = 0;
  for (const row of rows) {
    const { unit, change, part, object, indicator } = row.first;
    if (row.cells[column] || unit !== seen.unit || change !== seen.change || part !== seen.part) continue;
    const score = object === seen.object ? likenessOf(indicator, seen.indicator) : 0;
    if (score > most) {
      best = row;
      most = score;
    }
  }
  return best;
}
