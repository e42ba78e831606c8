/**
 * The language model of the corpus, for the stretches in question only. `wanted`: which runs the passages of one report ask
 * for. `grams`: how often each report says its runs. `counts`: both by bucket of hash → how often, and by how many issuers,
 * the corpus says what was asked for.
 */

import { TaohuaError } from '../model/errors.js';
import { Kind, type Tokens } from '../model/tokens.js';
import { unitsOf } from '../outline/units.js';
import { type Model, modelOf } from '../reuse/background.js';
import { hashRun, type RunTable, runsOf } from '../reuse/candidates.js';
import { bareTokens, CONTEXT, RARE_LITERALS, RARE_RUN } from '../reuse/copies.js';
import type { Aligned } from './align.js';
import { packWords, unpackBytes, unpackReport, unpackWords } from './packed.js';
import { type Group, groupProgram, mapProgram, NO_ROWS, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf, wholeOf } from './protocol.js';
import { inBuckets } from './runs.js';

/** The stretches of one report's passages end to end, and the tables that price them, still empty. */
export interface Asked {
  readonly aligned: readonly Aligned[];
  /** First token of each stretch. */
  readonly at: readonly number[];
  readonly tokens: Tokens;
  readonly model: Model;
  readonly rare: RunTable;
  /** The tables of the model and the rare one. */
  readonly tables: readonly RunTable[];
}

export function askedBy(aligned: readonly Aligned[]): Asked {
  const at: number[] = [];
  let length = 0;
  for (const { draft } of aligned) {
    at.push(length);
    length += draft.to - draft.from + CONTEXT;
  }
  const id = new Uint32Array(length);
  // What stands behind the end of a report is no word of it.
  const kind = new Uint8Array(length).fill(Kind.number);
  for (const [i, { ours, draft }] of aligned.entries()) {
    const end = ours.lead + draft.to - draft.from + CONTEXT;
    id.set(unpackWords(ours.id).subarray(ours.lead, end), at[i]);
    kind.set(unpackBytes(ours.kind).subarray(ours.lead, end), at[i]);
  }
  const tokens = bareTokens(id, kind);
  const model = modelOf(tokens);
  const rare = runsOf(tokens, RARE_RUN, RARE_LITERALS);
  return { aligned, at, tokens, model, rare, tables: [...model.tables, rare] };
}

/** Lists of words with the length of each before them. */
function packLists(lists: readonly Uint32Array[]): string {
  return packWords(
    Uint32Array.from(lists, ({ length }) => length),
    ...lists,
  );
}

export function unpackLists(packed: string, count: number): Uint32Array[] {
  const words = unpackWords(packed);
  let from = count;
  return Array.from({ length: count }, (_, i) => {
    const list = words.subarray(from, from + (words[i] ?? 0));
    from += list.length;
    return list;
  });
}

/** Rows a bucket of several lists of sorted hashes; `along` are columns that go with them. */
function splitLists(
  lists: readonly Uint32Array[],
  along: readonly Uint32Array[],
  buckets: number,
): Map<number, Uint32Array[]> {
  const all = lists.length + along.length;
  const split = new Map<number, Uint32Array[]>();
  for (const [i, list] of lists.entries()) {
    for (const [bucket, from, to] of inBuckets(list, buckets)) {
      const own = split.get(bucket) ?? Array.from({ length: all }, () => new Uint32Array(0));
      own[i] = list.subarray(from, to);
      const column = along[i];
      if (column !== undefined) own[lists.length + i] = column.subarray(from, to);
      split.set(bucket, own);
    }
  }
  return split;
}

/** Orders of the model, and the rare runs. */
export const TABLES = 4;

export const wanted: Program = groupProgram(
  [...whole('part', 'second', 'n'), ...text('body')],
  [...whole('bucket', 'first'), ...text('wanted')],
  function* (rows, { buckets }) {
    const first = textOf(rows[0]?.[0], 'part');
    const { tables } = askedBy(rows.map((row) => jsonOf<Aligned>(row[3], 'body')));
    const lists = tables.map(({ hashes }) => hashes.slice().sort());
    for (const [bucket, own] of splitLists(lists, [], buckets)) yield [String(bucket), first, packLists(own)];
  },
);

export const grams: Program = mapProgram(
  [...whole('d', 'v'), ...text('body')],
  [...whole('bucket', 'd', 'v'), ...text('grams')],
  ([d, v, body], { buckets }) => {
    const { tokens } = unitsOf(unpackReport(textOf(body, 'body')));
    const lists: Uint32Array[] = [];
    const times: Uint32Array[] = [];
    for (const width of [1, 2, 3, RARE_RUN]) {
      const hashes = new Uint32Array(Math.max(0, tokens.length - width + 1));
      for (let i = 0; i < hashes.length; i++) hashes[i] = hashRun(tokens.id, i, width);
      const counted = tally(hashes.sort());
      lists.push(counted.hash);
      times.push(counted.times);
    }
    return Array.from(
      splitLists(lists, times, buckets),
      ([bucket, own]): Row => [String(bucket), textOf(d, 'd'), textOf(v, 'v'), packLists(own)],
    );
  },
);

function tally(sorted: Uint32Array): { readonly hash: Uint32Array; readonly times: Uint32Array } {
  const times = new Uint32Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i]!;
    times[count - 1]!++;
  }
  return { hash: sorted.subarray(0, count), times: times.subarray(0, count) };
}

/** `kind` 0: what `d` asks for. 1: what report `d` of issuer `v` says. Output: hashes, times, and issuers of rare runs. */
export const counts: Program = {
  input: [...whole('part', 'kind', 'd', 'v'), ...text('body')],
  output: [...whole('first', 'bucket'), ...text('counts')],
  grouped: true,
  open: () => new Counting(),
};

class Counting implements Group {
  private bucket = '';
  private readonly asked: { readonly first: string; readonly lists: readonly Uint32Array[] }[] = [];
  private readonly rows: readonly Map<number, number>[] = Array.from({ length: TABLES }, () => new Map());
  private readonly times: readonly number[][] = Array.from({ length: TABLES }, () => []);
  private readonly issuers: number[] = [];
  private readonly last: number[] = [];
  private document = -1;

  take([part, kind, d, v, body]: Row): Iterable<Row> {
    this.bucket = textOf(part, 'part');
    if (wholeOf(kind, 'kind') === 0) this.ask(textOf(d, 'd'), unpackLists(textOf(body, 'body'), TABLES));
    else this.count(wholeOf(d, 'd'), wholeOf(v, 'v'), unpackLists(textOf(body, 'body'), 2 * TABLES));
    return NO_ROWS;
  }

  private ask(first: string, lists: readonly Uint32Array[]): void {
    this.asked.push({ first, lists });
    for (const [t, list] of lists.entries()) {
      for (const hash of list) {
        if (this.rows[t]!.has(hash)) continue;
        this.rows[t]!.set(hash, this.times[t]!.length);
        this.times[t]!.push(0);
        if (t === TABLES - 1) {
          this.issuers.push(0);
          this.last.push(-1);
        }
      }
    }
  }

  private count(document: number, issuer: number, lists: readonly Uint32Array[]): void {
    if (document <= this.document) throw new TaohuaError('bad-row', `report ${document} is not in its place`);
    this.document = document;
    for (const [t, known] of this.rows.entries()) {
      const times = lists[TABLES + t]!;
      for (const [i, hash] of lists[t]!.entries()) {
        const row = known.get(hash);
        if (row === undefined) continue;
        this.times[t]![row]! += times[i]!;
        if (t < TABLES - 1 || this.last[row] === issuer) continue;
        this.last[row] = issuer;
        this.issuers[row]!++;
      }
    }
  }

  *end(): Iterable<Row> {
    for (const { first, lists } of this.asked) {
      const found = lists.map((list, t) => Uint32Array.from(list, (hash) => this.times[t]![this.rows[t]!.get(hash)!]!));
      const rare = lists[TABLES - 1]!;
      const issuers = Uint32Array.from(rare, (hash) => this.issuers[this.rows[TABLES - 1]!.get(hash)!]!);
      yield [first, this.bucket, packLists([...lists, ...found, issuers])];
    }
  }
}
