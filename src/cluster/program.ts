/** What a stage program is: rows of a fixed shape in, rows of a fixed shape out, and nothing else to go by but parameters. */

import type { Row } from './protocol.js';

export interface Column {
  readonly name: string;
  readonly type: 'BIGINT' | 'STRING';
}

/** One home for what a run can be told; the same for all its stages. */
export interface Parameters {
  /** Pieces into which runs and counts are split, each small enough for one process. Changes no result. Default 32. */
  readonly buckets: number;
  /** As for `analyseCorpus`. */
  readonly minIssuers?: number;
  /** As for `analyseCorpus`. */
  readonly minChars?: number;
  /** Reports that formulas are learned from; what is learned is counted in all. Default: all, which one process must hold. */
  readonly learnFrom?: number;
  /** Encoding of the inputs where detection is wrong. */
  readonly encoding?: string;
}

export const DEFAULT_BUCKETS = 32;

/**
 * Megabytes of JavaScript heap that a program may take. V8 stops at 4 GB by itself, also where the machine has more, and one
 * program sees the whole corpus. A bound, not a demand: what is not needed is not taken.
 */
export const HEAP = 65_536;

/** Takes the rows of one group in their order. */
export interface Group {
  take(row: Row): Iterable<Row> | Promise<Iterable<Row>>;
  end(): Iterable<Row> | Promise<Iterable<Row>>;
}

export interface Program {
  readonly input: readonly Column[];
  readonly output: readonly Column[];
  /** Whether rows of equal first column are a group of their own; otherwise all rows are one. */
  readonly grouped: boolean;
  open(parameters: Parameters): Group;
}

export const NO_ROWS: readonly Row[] = [];

/** Columns of whole numbers and of text. */
export function whole(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type: 'BIGINT' }));
}

export function text(...names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type: 'STRING' }));
}

/** A program that makes rows of each row by itself. */
export function mapProgram(
  input: readonly Column[],
  output: readonly Column[],
  map: (row: Row, parameters: Parameters) => Iterable<Row> | Promise<Iterable<Row>>,
): Program {
  return {
    input,
    output,
    grouped: false,
    open: (parameters) => ({ take: (row) => map(row, parameters), end: () => NO_ROWS }),
  };
}

/** A program that makes rows of all rows of a group together. */
export function groupProgram(
  input: readonly Column[],
  output: readonly Column[],
  work: (rows: readonly Row[], parameters: Parameters) => Iterable<Row> | Promise<Iterable<Row>>,
): Program {
  return {
    input,
    output,
    grouped: true,
    open: (parameters) => {
      const rows: Row[] = [];
      return {
        take: (row) => {
          rows.push(row);
          return NO_ROWS;
        },
        end: () => work(rows, parameters),
      };
    },
  };
}
