/**
 * Verification. `pairs`: the links of two reports, from all buckets → regions where a copy may lie. `align`: the regions of
 * one report and all it is held against → passages as token ranges, with the tokens that pricing them needs, so that no
 * later stage has to bring both reports together again before a passage is known to count.
 */

import { TaohuaError } from '../model/errors.js';
import { unitsOf } from '../outline/units.js';
import { type Held, passagesIn } from '../reuse/copy-align.js';
import { regionsOfLinks } from '../reuse/copy-pairs.js';
import { compareTimes } from '../reuse/direction.js';
import { limitsOf } from '../reuse/flag-options.js';
import type { Range } from '../reuse/range.js';
import type { Region } from '../reuse/regions.js';
import { CARRIED } from '../reuse/sentence-ends.js';
import { type About, type Mask, maskOf } from './families.js';
import { packBytes, packWords, unpackReport, unpackWords } from './packed.js';
import { type Group, groupProgram, NO_ROWS, type Parameters, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf, wholeOf } from './protocol.js';

/** Two token numbers in one double. */
const PLACE = 2 ** 26;

export const pairs: Program = groupProgram(
  [...whole('part', 'second', 'bucket'), ...text('links')],
  [...whole('first', 'second'), ...text('regions')],
  function* (rows) {
    for (let from = 0; from < rows.length; ) {
      const [first, second] = rows[from]!;
      let to = from + 1;
      while (to < rows.length && rows[to]?.[1] === second) to++;
      const places: number[] = [];
      for (const row of rows.slice(from, to)) {
        const words = unpackWords(textOf(row[3], 'links'));
        for (let i = 0; i < words.length; i += 2) places.push(words[i]! * PLACE + words[i + 1]!);
      }
      const sorted = Float64Array.from(places).sort();
      const regions = regionsOfLinks(
        Array.from(sorted, (place) => Math.floor(place / PLACE)),
        Array.from(sorted, (place) => place % PLACE),
      );
      if (regions.length > 0) yield [textOf(first, 'part'), textOf(second, 'second'), JSON.stringify(regions)];
      from = to;
    }
  },
);

/** A passage before its price. */
export interface Aligned {
  readonly draft: Range;
  readonly source: Range;
  readonly bits: number;
  /** Whether the first report is the later one. */
  readonly isLater: boolean;
  readonly ours: Surroundings;
  readonly theirs: Surroundings;
  /** 1 for each token of the first report's stretch that a formula explains. */
  readonly explained: string;
}

/** A stretch with the tokens around it. */
export interface Surroundings {
  /** Tokens before the stretch. */
  readonly lead: number;
  readonly id: string;
  readonly kind: string;
  readonly gap: string;
}

/** Tokens kept on both sides of a stretch: more than pricing carries its ends on. */
const AROUND: number = CARRIED + 1;

/** `kind` 0: a report, with what formulas explain in `more`. 1: a pair of `part` and `d`, with its regions in `body`. */
export const align: Program = {
  input: [...whole('part', 'kind', 'd'), ...text('body', 'more')],
  output: [...whole('first', 'second', 'n'), ...text('body')],
  grouped: true,
  open: (parameters) => new Alignment(parameters),
};

class Alignment implements Group {
  private readonly parameters: Parameters;
  private readonly held: Map<number, Held> = new Map();

  constructor(parameters: Parameters) {
    this.parameters = parameters;
  }

  take([part, kind, d, body, more]: Row): Iterable<Row> {
    if (wholeOf(kind, 'kind') === 1) return this.pair(wholeOf(part, 'part'), wholeOf(d, 'd'), body, more);
    this.held.set(wholeOf(d, 'd'), holdPacked(textOf(body, 'body'), jsonOf<Mask>(more, 'more')));
    return NO_ROWS;
  }

  end(): Iterable<Row> {
    return NO_ROWS;
  }

  private *pair(
    first: number,
    second: number,
    body: string | null | undefined,
    more: string | null | undefined,
  ): Iterable<Row> {
    const [a, b] = [this.held.get(first), this.held.get(second)];
    if (a === undefined || b === undefined)
      throw new TaohuaError('bad-row', `report ${a === undefined ? first : second} did not come with its pair`);
    const { minIssuers } = jsonOf<About>(more, 'more');
    const limits = limitsOf({ ...this.parameters, minIssuers });
    let n = 0;
    for (const region of jsonOf<Region[]>(body, 'body')) {
      for (const { passage } of passagesIn(a, b, region, limits)) {
        const aligned: Aligned = {
          ...passage,
          isLater: compareTimes(a.report, b.report) > 0,
          ours: around(a, passage.draft),
          theirs: around(b, passage.source),
          explained: packBytes(a.explained?.slice(passage.draft.from, passage.draft.to) ?? new Uint8Array(0)),
        };
        yield [String(first), String(second), String(n++), JSON.stringify(aligned)];
      }
    }
  }
}

export function holdPacked(body: string, mask: Mask): Held {
  const report = unpackReport(body);
  const units = unitsOf(report);
  return { report, units, text: report.source.text, explained: maskOf(mask, units.tokens.length) };
}

function around({ units: { tokens } }: Held, { from, to }: Range): Surroundings {
  const start = Math.max(0, from - AROUND);
  const end = Math.min(tokens.length, to + AROUND);
  return {
    lead: from - start,
    id: packWords(tokens.id.slice(start, end)),
    kind: packBytes(tokens.kind.slice(start, end)),
    gap: packBytes(tokens.gap.slice(start, end)),
  };
}
