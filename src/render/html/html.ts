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

/**
 * Whole texts as far as `maxBytes` allows, those of the reports that copied most first; of the others the stretches that
 * findings point to. The page says how many it has in part only.
 */
export function renderHtml(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const model = pageModel(set, options);
  const wanted = options.texts ?? 'full';
  if (wanted === 'none') return assemble(model, packTexts(set, model, new Map()), options);
  const quoted = keptSpans(set, 'quoted');
  const least = packTexts(set, model, quoted);
  if (wanted === 'quoted') return assemble(model, least, options);
  const most = options.maxBytes ?? DEFAULTS.maxBytes;
  const page = assemble({ ...model, shortened: set.reports.length }, least, options);
  const full = keptSpans(set, 'full');
  const order = byNeed(set, full);
  for (let room = most - page.length; room > 0; room *= 0.7) {
    const chosen = new Map(quoted);
    let units = 0;
    for (const id of order) {
      units += lengthOf(full.get(id) ?? []) - lengthOf(quoted.get(id) ?? []);
      if (units * BYTES_A_UNIT > room && units > CHUNK_UNITS) break;
      chosen.set(id, full.get(id) ?? []);
    }
    const whole = order.filter((id) => chosen.get(id) === full.get(id)).length;
    const fuller = assemble({ ...model, shortened: order.length - whole }, packTexts(set, model, chosen), options);
    if (fuller.length <= most) return fuller;
    if (units <= CHUNK_UNITS) break;
  }
  return page;
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Ids of the reports with text: drafts and what they copied from first, by counted passages, the rest as given. */
function byNeed(set: Findings, full: ReadonlyMap<string, readonly Span[]>): readonly string[] {
  const need = new Map<string, number>();
  const passages =
    set.kind === 'comparison'
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

function packTexts(set: Findings, model: PageData, kept: ReadonlyMap<string, readonly Span[]>): PackedTexts {
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
  const reports = model.reports.map((report, i): PageReport => {
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

function assemble(model: PageData, texts: PackedTexts, options: RenderOptions): string {
  const lang = options.lang ?? DEFAULTS.lang;
  const words = wordsOf(lang);
  const title = escapeMarkup(words.titles[model.kind]);
  const policy = [
    "default-src 'none'",
    `script-src '${PAGE_SCRIPT_HASH}'`,
    `style-src '${PAGE_STYLE_HASH}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const data = [packJson({ ...model, reports: texts.reports }), ...texts.chunks];
  const chunks = data.map((chunk, i) => `<script type="text/plain" id="chunk-${i}">${chunk}</script>`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeMarkup(model.generator)}">
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
