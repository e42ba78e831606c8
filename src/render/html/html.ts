/**
 * One HTML file that opens anywhere, offline: nothing is loaded, and the Content-Security-Policy inside allows this one script
 * and this one style by their hashes and nothing else. What comes from reports is only in base64 chunks and in the escaped
 * title; the script puts it on the page as text, never as markup.
 */

import type { Span } from '../../model/span.js';
import { anonymised } from '../anonymise.js';
import { escapeMarkup } from '../escape.js';
import { byId, type Findings, type SourceReport } from '../findings-set.js';
import { DEFAULTS, type RenderOptions } from '../options.js';
import { keptSpans } from '../texts.js';
import { wordsOf } from '../words.js';
import { packJson, packText } from './chunks.js';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH, PAGE_STYLE, PAGE_STYLE_HASH } from './page.gen.js';
import type { PageData, PageReport } from './page-data.js';
import { pageModel, reportIds } from './page-model.js';

/** UTF-16 units of text in one chunk: small enough to open at once, large enough to compress well. */
const CHUNK_UNITS = 160_000;
/** Bytes of the file that a UTF-16 unit of Chinese takes, compressed and in base64: measured 1.34 on work reports. */
const BYTES_A_UNIT = 1.4;

/** Choices of texts tried before the file is written with the quoted stretches alone. */
const MOST_TRIES = 3;

/**
 * Whole texts as far as `maxBytes` allows, those of the reports that copied most first; of the others the stretches that
 * findings point to. The page says how many it has in part only.
 */
export function renderHtml(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const { reports, ...rest } = pageModel(set, options);
  const frame = { kind: set.kind, generator: rest.generator, model: packJson(rest) };
  const wanted = options.texts ?? 'full';
  const page = (kept: ReadonlyMap<string, readonly Span[]>, shortened: number): string =>
    assemble(frame, packTexts(set, reports, kept), shortened, options);
  if (wanted === 'none') return page(new Map(), 0);
  const quoted = keptSpans(set, 'quoted');
  if (wanted === 'quoted') return page(quoted, 0);
  const most = options.maxBytes ?? DEFAULTS.maxBytes;
  const full = keptSpans(set, 'full');
  const order = byNeed(set, full);
  const room = most - frame.model.length - PAGE_SCRIPT.length - PAGE_STYLE.length;
  let rate = BYTES_A_UNIT;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const { chosen, whole, units } = choose(order, full, quoted, room / rate);
    if (whole === 0) break;
    const done = page(chosen, order.length - whole);
    if (done.length <= most) return done;
    rate = Math.max(rate * 1.05, (done.length - most + room) / Math.max(1, units));
  }
  return page(
    fewest(set, quoted, room, (kept) => page(kept, order.length).length - most),
    order.length,
  );
}

/** Context that is left around a stretch when room is short. */
const CLOSE = 30;

/** Quoted stretches with less around them, then of the strongest passages alone, until nothing is `over` the size allowed. */
function fewest(
  set: Findings,
  quoted: ReadonlyMap<string, readonly Span[]>,
  room: number,
  over: (kept: ReadonlyMap<string, readonly Span[]>) => number,
): ReadonlyMap<string, readonly Span[]> {
  if ((set.kind !== 'corpus' && set.kind !== 'flag') || over(quoted) <= 0) return quoted;
  let passages =
    set.kind === 'corpus'
      ? set.findings.copies.length
      : set.findings.reduce((sum, one) => sum + one.passages.length, 0);
  let kept = keptSpans(set, 'quoted', { margin: CLOSE });
  for (let tries = 0; tries < MOST_TRIES && passages > 0; tries++) {
    const excess = over(kept);
    if (excess <= 0) break;
    const share = Math.max(0, room) / (Math.max(0, room) + excess);
    // The strongest passages are the longest: fewer of them than their share of the text.
    passages = Math.floor(passages * share * (tries === 0 ? 0.8 : 0.5));
    kept = keptSpans(set, 'quoted', { margin: CLOSE, passages });
  }
  return kept;
}

/** As many whole reports as there is room for, in units of text; quoted stretches of the rest come first. */
function choose(
  order: readonly string[],
  full: ReadonlyMap<string, readonly Span[]>,
  quoted: ReadonlyMap<string, readonly Span[]>,
  room: number,
): { readonly chosen: ReadonlyMap<string, readonly Span[]>; readonly whole: number; readonly units: number } {
  const chosen = new Map(quoted);
  let units = [...quoted.values()].reduce((sum, spans) => sum + lengthOf(spans), 0);
  let whole = 0;
  for (const id of order) {
    const more = lengthOf(full.get(id) ?? []) - lengthOf(quoted.get(id) ?? []);
    if (units + more > room) break;
    units += more;
    whole++;
    chosen.set(id, full.get(id) ?? []);
  }
  return { chosen, whole, units };
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Ids of the reports with text: drafts and what they copied from first, by counted passages, the rest as given. */
function byNeed(set: Findings, full: ReadonlyMap<string, readonly Span[]>): readonly string[] {
  const need = new Map<string, number>();
  const passages =
    set.kind === 'comparison' || set.kind === 'table'
      ? []
      : set.kind === 'corpus'
        ? set.findings.copies
        : set.findings.flatMap((one) => one.passages);
  for (const { draft, source } of passages) {
    for (const { report, span } of [draft, source]) need.set(report, (need.get(report) ?? 0) + span.end - span.start);
  }
  if (set.kind === 'flag') for (const { draft } of set.findings) need.set(draft.id, Number.MAX_SAFE_INTEGER);
  return [...full.keys()]
    .map((id, i) => ({ id, i, need: need.get(id) ?? 0 }))
    .sort((x, y) => y.need - x.need || x.i - y.i)
    .map(({ id }) => id);
}

interface PackedTexts {
  readonly reports: readonly PageReport[];
  readonly chunks: readonly string[];
}

function packTexts(
  set: Findings,
  numbered: readonly PageReport[],
  kept: ReadonlyMap<string, readonly Span[]>,
): PackedTexts {
  const sources = byId(set.reports);
  const ids = reportIds(set);
  const chunks: string[] = [];
  let buffer: string[] = [];
  let size = 0;
  const flush = (): void => {
    if (size === 0) return;
    chunks.push(packText(buffer.join('')));
    buffer = [];
    size = 0;
  };
  const reports = numbered.map((report, i): PageReport => {
    const id = ids[i];
    const source: SourceReport | undefined = id === undefined ? undefined : sources.get(id);
    const spans = id === undefined ? undefined : kept.get(id);
    if (source === undefined || spans === undefined || spans.length === 0) return report;
    if (size >= CHUNK_UNITS) flush();
    const pieces = spans.flatMap(({ start, end }) => [start, end - start]);
    const offset = size;
    for (const { start, end } of spans) {
      buffer.push(source.source.text.slice(start, end));
      size += end - start;
    }
    return { ...report, chunk: chunks.length, pieces: [offset, ...pieces] };
  });
  flush();
  return { reports, chunks };
}

interface Frame {
  readonly kind: PageData['kind'];
  readonly generator: string;
  /** The first chunk: all but the reports, whose entries say where their texts are. */
  readonly model: string;
}

function assemble(
  { kind, generator, model }: Frame,
  texts: PackedTexts,
  shortened: number,
  options: RenderOptions,
): string {
  const lang = options.lang ?? DEFAULTS.lang;
  const words = wordsOf(lang, kind);
  const title = escapeMarkup(words.titles[kind]);
  const policy = [
    "default-src 'none'",
    `script-src '${PAGE_SCRIPT_HASH}'`,
    `style-src '${PAGE_STYLE_HASH}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const data = [model, packJson({ reports: texts.reports, shortened }), ...texts.chunks];
  const chunks = data.map((chunk, i) => `<script type="text/plain" id="chunk-${i}">${chunk}</script>`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeMarkup(generator)}">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<noscript><p>${escapeMarkup(words.needsScript)}</p></noscript>
<div id="app"></div>
${chunks.join('\n')}
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}
