/** Where kept wordings stand in a text, word for word or touched up, as they would be found in the corpus they are from. */

import { hashRun } from './candidates.js';
import { type Columns, columnsAmong } from './columns.js';
import { type Corpus, WORDS_FROM } from './corpus.js';
import type { Fit } from './fit.js';
import { GRAM, type Votes } from './grams.js';
import { settled } from './settle.js';
import { type Template, weightOf } from './template.js';
import { type Walker, walkerOf } from './walk.js';
import { End, Mark, type Wordings } from './wordings.js';

/** One wording where it stands. */
export interface Standing {
  readonly template: Template;
  /** Columns that are slots. */
  readonly slots: readonly number[];
  readonly issuers: number;
  readonly fit: Fit;
}

/** Wordings made ready for one text after another. */
export class WordingSearch {
  /** Issuers that the wordings were learned from. */
  readonly issuers: number;
  private readonly wordings: Wordings;
  private readonly templates: readonly Template[];
  private readonly words: ReadonlyMap<number, number>;
  private readonly runs: RunTable;
  private readonly walk: Walker;

  /** Cost: linear in the wordings, some milliseconds for thousands. */
  constructor(wordings: Wordings) {
    this.wordings = wordings;
    this.issuers = wordings.issuers;
    const { start, id, needed } = wordings;
    const words = new Map<number, number>();
    const symbol = id.map((one) => {
      if (one < WORDS_FROM) return one;
      if (!words.has(one)) words.set(one, WORDS_FROM + words.size);
      return words.get(one)!;
    });
    this.words = words;
    const none = { gap: new Uint8Array(0), origin: new Uint32Array(0) };
    this.templates = Array.from(needed, (_, w) => {
      const own = symbol.subarray(start[w]!, start[w + 1]!);
      return { ...none, symbol: own, literals: weightOf(own) };
    });
    this.runs = new RunTable(id.length);
    this.walk = walkerOf(this.templates, votesOf(wordings, symbol, this.runs));
  }

  /** Those of at least `issuers` issuers, by wording and then in text order. Cost: linear in the text. */
  find(corpus: Corpus, issuers: number): Standing[] {
    const columns = columnsAmong(corpus, new Map(this.words));
    const stretch = { from: 0, to: columns.room.length };
    const read = (from: number, to: number, out: Int32Array): void => this.runs.read(columns, from, to, out);
    const found = this.walk(columns, read, stretch);
    return found.flatMap((fits, w) =>
      fits.length === 0 || this.wordings.said[w]! < issuers ? [] : this.standing(columns, w, fits),
    );
  }

  private standing(columns: Columns, w: number, found: readonly Fit[]): Standing[] {
    const { start, marks, said, ends } = this.wordings;
    const template = this.templates[w]!;
    const mark = marks.subarray(start[w]!, start[w + 1]!);
    const end = ends[w]!;
    const usual = { opens: (end & End.opens) !== 0, closes: (end & End.closes) !== 0 };
    const fits = settled(columns, template, found, usual, () =>
      (end & End.own) === 0 ? undefined : mark.map((one) => (one & Mark.own) >> 1),
    );
    const slots = [...mark.keys()].filter((c) => (mark[c]! & Mark.slot) !== 0);
    return fits.map((fit) => ({ template, slots, issuers: said[w]!, fit }));
  }
}

function votesOf({ start, marks, needed }: Wordings, symbol: Uint32Array, runs: RunTable): Votes {
  const run = new Int32Array(marks.length).fill(-1);
  for (let c = 0; c < marks.length; c++) if ((marks[c]! & Mark.vote) !== 0) run[c] = runs.add(hashRun(symbol, c, GRAM));
  const from = new Uint32Array(runs.size + 1);
  for (const one of run) if (one >= 0) from[one + 1]!++;
  for (let one = 0; one < runs.size; one++) from[one + 1]! += from[one]!;
  const fill = from.slice();
  const template = new Uint32Array(from[runs.size]!);
  const column = new Uint16Array(template.length);
  for (let w = 0; w < needed.length; w++) {
    for (let c = start[w]!; c < start[w + 1]!; c++) {
      if (run[c]! < 0) continue;
      const row = fill[run[c]!]!++;
      template[row] = w;
      column[row] = c - start[w]!;
    }
  }
  return { from, template, column, needed };
}

/** Runs by their hash, in open addressing. */
class RunTable {
  size = 0;
  private readonly keys: Uint32Array;
  private readonly rows: Int32Array;

  constructor(most: number) {
    let slots = 1024;
    while (slots < most * 2) slots *= 2;
    this.keys = new Uint32Array(slots);
    this.rows = new Int32Array(slots).fill(-1);
  }

  add(hash: number): number {
    const slot = this.slotOf(hash);
    if (this.rows[slot] === -1) {
      this.keys[slot] = hash;
      this.rows[slot] = this.size++;
    }
    return this.rows[slot]!;
  }

  /** The run at each of the tokens [from, to), or -1. */
  read({ symbol, room }: Columns, from: number, to: number, out: Int32Array): void {
    for (let i = from; i < to; i++)
      out[i - from] = room[i]! < GRAM ? -1 : this.rows[this.slotOf(hashRun(symbol, i, GRAM))]!;
  }

  private slotOf(hash: number): number {
    const mask = this.keys.length - 1;
    let slot = hash & mask;
    while (this.rows[slot] !== -1 && this.keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }
}
