/**
 * From aligned stretches to passages. `price`: what each saves, with the counts of the whole corpus, seen from the later of the
 * two reports. `settle`: each stretch of a report goes to the source that explains it best, and becomes a passage.
 */

import { TaohuaError } from '../model/errors.js';
import { learnShipped } from '../reuse/background.js';
import { bareTokens, rareBelow } from '../reuse/copies.js';
import type { Found, Held } from '../reuse/copy-align.js';
import { passageOf } from '../reuse/copy-evidence.js';
import { settleSources } from '../reuse/copy-search.js';
import { limitsOf } from '../reuse/flag-options.js';
import type { Range } from '../reuse/range.js';
import { SHIPPED_COUNTS } from '../reuse/shipped-counts.gen.js';
import { commonRuns, type ShippedCounts, unpackCounts } from '../reuse/shipped-counts.js';
import { agreementOf, searchBits } from '../reuse/surprise.js';
import { type Aligned, holdPacked, type Surroundings } from './align.js';
import { type Asked, askedBy, TABLES, unpackLists } from './counts.js';
import type { About, Mask } from './families.js';
import { unpackBytes, unpackWords } from './packed.js';
import { groupProgram, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf } from './protocol.js';

type Stretch = Parameters<typeof agreementOf>[0];

interface Priced {
  readonly draft: Range;
  readonly source: Range;
  readonly bits: number;
  readonly surprise: number;
}

/** Unpacked once a process: that takes as long as pricing a report. */
let unpacked: ShippedCounts | undefined;

function shippedCounts(): ShippedCounts {
  unpacked ??= unpackCounts(SHIPPED_COUNTS);
  return unpacked;
}

/** `kind` 0: counts of bucket `a`. 1: passage `b` with report `a`. */
export const price: Program = groupProgram(
  [...whole('part', 'kind', 'a', 'b'), ...text('body', 'about')],
  [...whole('draft', 'source', 'first', 'second', 'n'), ...text('body')],
  function* (rows) {
    const first = textOf(rows[0]?.[0], 'part');
    const known = rows.filter((row) => row[1] === '0');
    const passages = rows.filter((row) => row[1] === '1');
    if (passages.length === 0) throw new TaohuaError('bad-row', `counts without passages for report ${first}`);
    const asked = askedBy(passages.map((row) => jsonOf<Aligned>(row[4], 'body')));
    const { issuers, occurrences } = fill(asked, known);
    const about = jsonOf<About>(rows[0]?.[5], 'about');
    asked.model.tokens = about.tokens;
    const counts = about.shipped ? shippedCounts() : undefined;
    if (counts !== undefined) learnShipped(asked.model, counts);
    const common = counts === undefined ? undefined : commonRuns(asked.rare, counts);
    const below = rareBelow(about.minIssuers);
    const isRare = (run: number): boolean => issuers[run]! < below && common?.[run] !== 1;
    const rare = { table: asked.rare, occurrences, isRare };
    for (const [i, one] of asked.aligned.entries()) {
      const [, , second, n] = passages[i]!;
      const { draft, source, bits, isLater } = one;
      const agreement = agreementOf(stretchedIn(one.ours, draft), stretchedIn(one.theirs, source), asked.at[i]!, {
        model: asked.model,
        rare,
        explained: unpackBytes(one.explained),
      });
      if (agreement.bits <= 0) continue;
      const ours = shifted(agreement.draft, draft.from - one.ours.lead);
      const theirs = shifted(agreement.source, source.from - one.theirs.lead);
      const priced: Priced = {
        draft: isLater ? ours : theirs,
        source: isLater ? theirs : ours,
        bits,
        surprise: agreement.bits,
      };
      const [later, earlier] = isLater ? [first, second] : [second, first];
      yield [
        textOf(later, 'a'),
        textOf(earlier, 'a'),
        first,
        textOf(second, 'a'),
        textOf(n, 'b'),
        JSON.stringify(priced),
      ];
    }
  },
);

/** The stretch among the tokens that came with it. */
function stretchedIn({ lead, id, kind, gap }: Surroundings, { from, to }: Range): Stretch {
  return {
    tokens: bareTokens(unpackWords(id), unpackBytes(kind), unpackBytes(gap)),
    range: { from: lead, to: lead + to - from },
  };
}

function shifted({ from, to }: Range, by: number): Range {
  return { from: from + by, to: to + by };
}

/** Fills the tables with what the corpus says; every run that was asked for must have come. */
function fill(
  { tables, model, rare }: Asked,
  known: readonly Row[],
): { readonly issuers: Float64Array; readonly occurrences: Float64Array } {
  const issuers = new Float64Array(rare.size);
  const occurrences = new Float64Array(rare.size);
  const counts = [...model.counts, occurrences];
  const rows = tables.map(({ hashes }) => new Map(Array.from(hashes, (hash, run) => [hash, run])));
  let missing = tables.reduce((sum, { size }) => sum + size, 0);
  for (const row of known) {
    const lists = unpackLists(textOf(row[4], 'body'), 2 * TABLES + 1);
    for (const [t, own] of rows.entries()) {
      const hashes = lists[t]!;
      for (let i = 0; i < hashes.length; i++) {
        const run = own.get(hashes[i]!);
        if (run === undefined) throw new TaohuaError('bad-row', 'counts of a run that was not asked for');
        counts[t]![run] = lists[TABLES + t]![i]!;
        if (t === TABLES - 1) issuers[run] = lists[2 * TABLES]![i]!;
        missing--;
      }
    }
  }
  if (missing !== 0) throw new TaohuaError('bad-row', `the counts of ${missing} runs are missing`);
  return { issuers, occurrences };
}

/** `kind` 0: a report with what formulas explain. 1: a priced stretch; `a` first and `b` second of its pair, `n` its number there. */
export const settle: Program = groupProgram(
  [...whole('part', 'kind', 'a', 'b', 'n', 'source'), ...text('body', 'more')],
  [...text('kind'), ...whole('draft', 'source', 'n'), ...text('body')],
  function* (rows, parameters) {
    const held = new Map<string, Held>();
    const numbers = new Map<Held, string>();
    const draft = textOf(rows[0]?.[0], 'part');
    const found: Found[] = [];
    let about: About | undefined;
    for (const [, kind, a, , , source, body, more] of rows) {
      if (kind === '0') {
        const one = holdPacked(textOf(body, 'body'), jsonOf<Mask>(more, 'more'));
        held.set(textOf(a, 'a'), one);
        numbers.set(one, textOf(a, 'a'));
        continue;
      }
      about ??= jsonOf<About>(more, 'more');
      const from = held.get(textOf(source, 'source'));
      if (from === undefined) throw new TaohuaError('bad-row', `report ${source} did not come with its passage`);
      const { surprise, ...passage } = jsonOf<Priced>(body, 'body');
      found.push({ source: from, passage, surprise });
    }
    const own = held.get(draft);
    if (own === undefined || about === undefined)
      throw new TaohuaError('bad-row', `report ${draft} did not come with its passages`);
    const limits = limitsOf({ ...parameters, minIssuers: about.minIssuers });
    const { taken, omitted } = settleSources(found, searchBits(about.tokens), limits.minBits);
    for (const [n, one] of taken.entries())
      yield ['passage', draft, numbers.get(one.source) ?? null, String(n), JSON.stringify(passageOf(own, one))];
    for (const { count } of omitted) yield ['omitted', draft, null, '0', String(count)];
  },
);
