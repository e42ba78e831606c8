/**
 * Stage `labels`: one report with its formulas and passages → its labels, ratios and summary, what it adds to the curve of
 * the corpus, and how much of it is shared with each other report.
 */

import { TaohuaError } from '../model/errors.js';
import type { Passage } from '../model/passage.js';
import { summaryOf } from '../outline/report-summary.js';
import { unitsOf } from '../outline/units.js';
import { placePassages } from '../reuse/analyse.js';
import { compareText } from '../reuse/corpus.js';
import { coveredDocument, describeDocument } from '../reuse/document.js';
import { labelReport } from '../reuse/labels.js';
import { coveredCharacters, lengthOf } from '../reuse/ranking.js';
import { intervalOf, sharesOf } from '../reuse/spread.js';
import type { Explained } from './families.js';
import { packDoubles, unpackReport, unpackWords } from './packed.js';
import { groupProgram, type Program, text, whole } from './program.js';
import { jsonOf, textOf, wholeOf } from './protocol.js';

/** What a report adds to the curve. */
export interface Share {
  readonly issuer: number;
  readonly counted: number;
  readonly shares: string;
}

/** Characters of `id`, and of those the ones shared with `other`. */
export interface Cover {
  readonly id: string;
  readonly other: string;
  readonly covered: number;
  readonly length: number;
}

/** `kind` 0: the report, its issuer `v` and its formulas in `more`. 1: a passage that stands in it. */
export const labels: Program = groupProgram(
  [...whole('part', 'kind', 'v', 'n'), ...text('body', 'more')],
  [...text('kind'), ...whole('d'), ...text('body')],
  function* (rows) {
    const [d, kind, v, , body, more] = rows[0]!;
    if (kind !== '0' || rows[1]?.[1] === '0') throw new TaohuaError('bad-row', `report ${d} did not come once`);
    const report = unpackReport(textOf(body, 'body'));
    const explained = jsonOf<Explained>(more, 'more');
    const passages = rows.slice(1).map((row) => jsonOf<Passage>(row[4], 'body'));
    passages.sort(
      (a, b) =>
        compareText(a.draft.report, b.draft.report) ||
        a.draft.span.start - b.draft.span.start ||
        compareText(a.id, b.id),
    );
    const placed = explained.occurrences.map(({ formula, span, values }) => {
      const [id, issuers] = explained.formulas[formula]!;
      return { formula: id, issuers, span, slots: values.map((value) => value.span) };
    });
    const own = labelReport(report, placed, placePassages(report, passages));
    const covered = coveredDocument({ report, issuer: wholeOf(v, 'v') }, own, explained.occurrences);
    const document = describeDocument(
      { report, units: unitsOf(report) },
      {
        labels: own,
        covered,
        interval: intervalOf(covered, unpackWords(explained.interval)),
        published: explained.published,
      },
    );
    const share: Share = {
      issuer: covered.issuer,
      counted: covered.counted,
      shares: packDoubles(sharesOf(covered, unpackWords(explained.curve))),
    };
    const number = textOf(d, 'part');
    yield ['document', number, JSON.stringify(document)];
    yield ['summary', number, JSON.stringify(summaryOf(report))];
    yield ['share', number, JSON.stringify(share)];
    const length = lengthOf(report);
    for (const [other, shared] of byOther(report.id, passages)) {
      const cover: Cover = { id: report.id, other, covered: coveredCharacters(report, shared), length };
      yield ['cover', number, JSON.stringify(cover)];
    }
  },
);

function byOther(id: string, passages: readonly Passage[]): Map<string, Passage[]> {
  const others = new Map<string, Passage[]>();
  for (const passage of passages) {
    const other = passage.draft.report === id ? passage.source.report : passage.draft.report;
    const held = others.get(other);
    if (held === undefined) others.set(other, [passage]);
    else held.push(passage);
  }
  return others;
}
