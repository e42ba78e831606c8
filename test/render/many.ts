/** Findings of a large corpus, made up: reports of common formulas, own sentences and some copies, labelled as they are made. */

import type { Label } from '../../src/model/findings.js';
import type { Formula, Occurrence } from '../../src/model/formula.js';
import type { Passage } from '../../src/model/passage.js';
import type { Findings, SourceReport } from '../../src/render/findings-set.js';
import { summaryOf } from '../../src/render/findings-set.js';
import { sharesOf } from './build.js';

const SIGNS =
  '的一国在人了有中是年和大业不为发会工要经出行作生家以成到日民来我部对进多全建他公开们场展时理新方主企资实学报制政济用同于法高长现本月定化加动合品重关机分力自外者区能设后就等体下万元社过前面';

/** A small generator of numbers (mulberry32): the same seed, the same corpus. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function manyReports(count: number, length: number): Findings & { kind: 'corpus' } {
  const random = numbers(7);
  const words = (n: number): string =>
    Array.from({ length: n }, () => SIGNS[Math.floor(random() * random() * SIGNS.length)]).join('');
  const templates = Array.from({ length: 900 }, () => words(6 + Math.floor(random() * 20)));
  const occurrences: Occurrence[][] = templates.map(() => []);
  const reports: SourceReport[] = [];
  const all: { readonly labels: Label[]; readonly report: SourceReport }[] = [];
  const passages: Passage[] = [];
  const pool: { report: string; text: string; start: number }[] = [];
  for (let r = 0; r < count; r++) {
    const id = `r${r}`;
    const labels: Label[] = [];
    let text = '';
    const add = (part: string, label: Label['label'], ref: { formula?: string; passage?: string } = {}): void => {
      labels.push({ span: { start: text.length, end: text.length + part.length }, label, ...ref });
      text += part;
    };
    while (text.length < length) {
      const dice = random();
      if (dice < 0.45) {
        const f = Math.floor(random() * templates.length);
        occurrences[f]!.push({
          report: id,
          span: { start: text.length, end: text.length + templates[f]!.length },
          values: [],
        });
        add(templates[f]!, 'formula', { formula: `f${f}` });
      } else if (dice < 0.47 && pool.length > 0) {
        const source = pool[Math.floor(random() * pool.length)]!;
        if (source.report === id) continue;
        const passage = `p${passages.length}`;
        passages.push({
          id: passage,
          draft: { report: id, span: { start: text.length, end: text.length + source.text.length } },
          source: { report: source.report, span: { start: source.start, end: source.start + source.text.length } },
          identity: 1,
          surprise: source.text.length * 6,
          direction: 'draft-from-source',
          leftovers: [],
          relation: 'identical',
        });
        add(source.text, 'copied', { passage });
      } else {
        const own = `${words(20 + Math.floor(random() * 40))}。`;
        if (random() < 0.05) pool.push({ report: id, text: own, start: text.length });
        add(own, 'specific');
      }
    }
    const report: SourceReport = {
      id,
      source: { path: `in/${id}.txt`, format: 'text', text },
      span: { start: 0, end: text.length },
      issuer: `单位${Math.floor(r / 3)}`,
      place: { name: `第${Math.floor(r / 3)}市` },
      year: 2020 + (r % 3),
      outline: [],
    };
    reports.push(report);
    all.push({ labels, report });
  }
  const documents = all.map(({ labels, report }) => ({
    report: report.id,
    labels,
    ...sharesOf({ report }, labels),
  }));
  const formulas = templates.flatMap((template, f): Formula[] => {
    const where = occurrences[f]!;
    const issuers = new Set(where.map(({ report }) => Math.floor(Number(report.slice(1)) / 3))).size;
    return issuers < 3
      ? []
      : [
          {
            id: `f${f}`,
            template,
            tokens: [...template].map((sign) => sign.charCodeAt(0)),
            issuers,
            reports: new Set(where.map(({ report }) => report)).size,
            occurrences: where,
          },
        ];
  });
  return {
    kind: 'corpus',
    findings: {
      schemaVersion: '1.0',
      reports: reports.map(summaryOf),
      threshold: { issuers: Math.ceil(count / 3), minIssuers: 3 },
      formulas,
      documents,
      copies: passages,
      accumulation: Array.from({ length: 20 }, (_, i) => ({ issuers: (i + 1) * 5, formula: 0.5 * (1 - 0.8 ** i) })),
      omitted: [],
      diagnostics: [],
    },
    reports,
  };
}
