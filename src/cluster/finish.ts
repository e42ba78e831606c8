/**
 * Stage `finish`: what only the whole corpus knows. Pairs of reports, their components, equal texts, the curve, what was left
 * out. Everything large (labels, passages, formulas) stays in the tables of its stage and is not read here.
 */

import type { CorpusFindings } from '../model/findings.js';
import type { Passage } from '../model/passage.js';
import { OTHER_SOURCE } from '../reuse/copies.js';
import { compareText } from '../reuse/corpus.js';
import { duplicatesOf, rankBy } from '../reuse/ranking.js';
import { curveDraw, curveOf } from '../reuse/spread.js';
import type { About } from './families.js';
import type { Cover, Share } from './labels.js';
import { unpackDoubles } from './packed.js';
import { type Group, NO_ROWS, type Program, text, whole } from './program.js';
import { jsonOf, type Row, textOf, wholeOf } from './protocol.js';

/** The members of the findings that are no list of tables. */
export type Head = Pick<
  CorpusFindings,
  'threshold' | 'pairs' | 'clusters' | 'accumulation' | 'omitted' | 'diagnostics'
>;

/**
 * `kind` 0 'about', 1 'report' (its id, the hash of its text in `more`, by position), 2 'share' (by d), 3 'cover', 4 'passage',
 * 5 'omitted' (a number).
 */
export const finish: Program = {
  input: [...whole('part', 'kind', 'n'), ...text('body', 'more')],
  output: [...text('kind'), ...whole('n'), ...text('body')],
  grouped: true,
  open: () => new Finish(),
};

class Finish implements Group {
  private about: About | undefined;
  private readonly texts: { readonly id: string; readonly text: string }[] = [];
  private readonly shares: { readonly issuer: number; readonly counted: number; readonly shares: Float64Array }[] = [];
  private readonly covers: Map<string, Cover> = new Map();
  private readonly lengths: Map<string, number> = new Map();
  private readonly copies: Passage[] = [];
  private omitted = 0;

  take([, kind, , body, more]: Row): Iterable<Row> {
    switch (kind) {
      case '0':
        this.about = jsonOf<About>(body, 'body');
        break;
      case '1':
        this.texts.push({ id: textOf(body, 'body'), text: textOf(more, 'more') });
        break;
      case '2': {
        const { issuer, counted, shares } = jsonOf<Share>(body, 'body');
        this.shares.push({ issuer, counted, shares: unpackDoubles(shares) });
        break;
      }
      case '3': {
        const cover = jsonOf<Cover>(body, 'body');
        this.covers.set(`${cover.id}\0${cover.other}`, cover);
        this.lengths.set(cover.id, cover.length);
        break;
      }
      case '4':
        this.copies.push(jsonOf<Passage>(body, 'body'));
        break;
      default:
        this.omitted += wholeOf(body, 'body');
    }
    return NO_ROWS;
  }

  *end(): Iterable<Row> {
    const { about, copies, covers, omitted } = this;
    if (about === undefined) return;
    copies.sort(
      (a, b) =>
        compareText(a.draft.report, b.draft.report) ||
        a.draft.span.start - b.draft.span.start ||
        compareText(a.id, b.id),
    );
    const ranking = rankBy(copies, {
      covered: (id, [passage]) =>
        covers.get(`${id}\0${passage?.draft.report === id ? passage.source.report : passage?.draft.report}`)?.covered ??
        0,
      length: (id) => this.lengths.get(id) ?? 1,
    });
    const head: Head = {
      threshold: { issuers: about.issuers, minIssuers: about.minIssuers },
      pairs: ranking.pairs,
      clusters: ranking.clusters,
      accumulation: curveOf(curveDraw(about.issuers), this.shares),
      omitted: omitted === 0 ? [] : [{ what: 'passages', count: omitted, reason: OTHER_SOURCE }],
      diagnostics: [...about.diagnostics, ...duplicatesOf(this.texts), ...ranking.diagnostics],
    };
    yield ['head', '0', JSON.stringify(head)];
    for (const [n, passage] of copies.entries()) yield ['passage', String(n), JSON.stringify(passage)];
    for (const [n, pair] of ranking.pairs.entries()) yield ['pair', String(n), JSON.stringify(pair)];
    for (const [n, ids] of ranking.clusters.entries()) yield ['component', String(n), JSON.stringify(ids)];
  }
}
