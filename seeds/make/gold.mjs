// From the marked sources to the gold files: nothing here looks for anything, it only collects what the marks say.
import { compileTemplate } from './marks.mjs';

/** What a reader must find in each report: facts, spans, outline. */
export function goldReports(reports) {
  return reports.map(({ name, facts, text, headings }) => ({
    report: name,
    file: `clean/${name}.txt`,
    title: text.slice(0, text.indexOf('\n')),
    ...facts,
    span: { start: 0, end: text.trimEnd().length },
    outline: headings,
  }));
}

/** Formula occurrences. A name that ends in `~` is a reworded one; its slots are the numbers in digits. */
export function goldFormulas(reports, templates) {
  return Object.entries(templates).map(([id, template]) => {
    const { kinds, pattern } = compileTemplate(template);
    const occurrences = [];
    for (const { name, text, marks } of reports) {
      for (const mark of marks.filter((m) => m.id.replace('~', '') === id)) {
        const { start, end } = mark.span;
        const quote = text.slice(start, end);
        const varied = mark.id.endsWith('~');
        const match = pattern.exec(quote);
        if (!match && !varied) throw new Error(`${name}: ${id} does not say its template: ${quote}`);
        if (match && varied) throw new Error(`${name}: ${id} is marked as reworded and is not: ${quote}`);
        const slots = match
          ? match.indices.slice(1).map(([from, to], slot) => ({ slot, kind: kinds[slot], from, to }))
          : [...quote.matchAll(/\d+(?:\.\d+)?/gu)].map((m, slot) => ({
              slot,
              kind: 'number',
              from: m.index,
              to: m.index + m[0].length,
            }));
        const values = slots.map(({ slot, kind, from, to }) => ({
          slot,
          kind,
          span: { start: start + from, end: start + to },
        }));
        occurrences.push({ report: name, span: mark.span, varied, values });
      }
    }
    const issuers = new Set(occurrences.map((o) => reports.find((r) => r.name === o.report).facts.place)).size;
    return { id, template, issuers, occurrences };
  });
}

/** Lifted passages: a mark `c…` stands in both texts; the later text is the draft. Marks `x` inside it are leftovers. */
export function goldCopies(reports) {
  const ids = [...new Set(reports.flatMap((r) => r.marks.map((m) => m.id)).filter((id) => /^c\d/u.test(id)))].sort();
  return ids.map((id) => {
    const sides = reports
      .flatMap((report) => report.marks.filter((m) => m.id === id).map((m) => ({ report, span: m.span })))
      .sort((a, b) => (a.report.facts.date < b.report.facts.date ? -1 : 1));
    if (sides.length !== 2) throw new Error(`${id}: a lifted passage needs two sides, found ${sides.length}`);
    const [source, draft] = sides;
    const leftovers = draft.report.marks
      .filter((m) => m.id === 'x' && m.span.start >= draft.span.start && m.span.end <= draft.span.end)
      .map((m) => ({
        span: m.span,
        name: draft.report.text.slice(m.span.start, m.span.end),
        place: source.report.facts.place,
      }));
    return {
      id,
      draft: { report: draft.report.name, span: draft.span },
      source: { report: source.report.name, span: source.span },
      direction: 'draft-from-source',
      leftovers,
    };
  });
}

/** Stretches that one issuer repeats from year to year (marks `d…`): its own boilerplate, no formula and no copy. */
export function goldOwnSeries(reports) {
  const ids = [...new Set(reports.flatMap((r) => r.marks.map((m) => m.id)).filter((id) => /^d\d/u.test(id)))].sort();
  return ids.map((id) => ({
    id,
    occurrences: reports.flatMap((r) =>
      r.marks.filter((m) => m.id === id).map((m) => ({ report: r.name, span: m.span })),
    ),
  }));
}

const digits = (text) => text.replace(/\d+(?:\.\d+)?|[零一二三四五六七八九十百千两]+/gu, '#');

/** Links between two years of one place: the same mark `k…` on both sides; several marks of one name are a merge or split. */
export function goldLinks(a, b) {
  const side = (report) => {
    const spans = new Map();
    for (const mark of report.marks.filter((m) => /^k\d/u.test(m.id))) {
      spans.set(mark.id, [...(spans.get(mark.id) ?? []), ...sentences(report.text, mark.span)]);
    }
    return spans;
  };
  const inA = side(a);
  const inB = side(b);
  const keys = new Map();
  for (const [id, spans] of inA) {
    const key = JSON.stringify(inB.get(id) ?? null);
    if (key === 'null') continue;
    keys.set(key, { ids: [...(keys.get(key)?.ids ?? []), id], a: [...(keys.get(key)?.a ?? []), ...spans] });
  }
  const links = [...keys].map(([key, link]) => ({ ...link, b: JSON.parse(key) }));
  const quote = (report, spans) => spans.map(({ start, end }) => report.text.slice(start, end)).join('');
  links.sort((p, q) => p.a[0].start - q.a[0].start);
  const weights = links.map((link) => quote(a, link.a).length + quote(b, link.b).length);
  const inOrder = heaviestIncreasing(
    links.map((link) => link.b[0].start),
    weights,
  );
  return links.map((link, i) => {
    const [left, right] = [quote(a, link.a), quote(b, link.b)];
    const relation = left === right ? 'identical' : digits(left) === digits(right) ? 'slot' : 'edited';
    return { ids: link.ids, a: link.a, b: link.b, relation, moved: !inOrder.has(i) };
  });
}

/** The sentences of a marked stretch, each with its end mark. */
function sentences(text, { start, end }) {
  return [...text.slice(start, end).matchAll(/[^。！？]+[。！？]?/gu)].map((m) => ({
    start: start + m.index,
    end: start + m.index + m[0].length,
  }));
}

/** Positions of the increasing subsequence with the most characters: what it leaves out has moved. */
function heaviestIncreasing(values, weights) {
  const best = values.map((_, i) => ({ weight: weights[i], before: -1 }));
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < i; j++) {
      const weight = best[j].weight + weights[i];
      if (values[j] < values[i] && weight > best[i].weight) best[i] = { weight, before: j };
    }
  }
  const kept = new Set();
  let at = best.reduce((top, entry, i) => (entry.weight > best[top].weight ? i : top), 0);
  for (; at >= 0; at = best[at].before) kept.add(at);
  return kept;
}
