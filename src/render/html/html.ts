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
/** Text that is surely too much for the largest file allowed is not even tried: bytes a unit after the best compression seen. */
const LEAST_BYTES_A_UNIT = 0.4;

export function renderHtml(given: Findings, options: RenderOptions = {}): string {
  const set = options.anonymise === true ? anonymised(given, options.lang) : given;
  const model = pageModel(set, options);
  const most = options.maxBytes ?? DEFAULTS.maxBytes;
  const wanted = options.texts ?? 'full';
  const units = set.reports.reduce((sum, { span }) => sum + span.end - span.start, 0);
  if (wanted === 'full' && units * LEAST_BYTES_A_UNIT <= most) {
    const page = assemble(model, packTexts(set, model, keptSpans(set, 'full')), options);
    if (page.length <= most) return page;
  }
  if (wanted === 'none') return assemble(model, packTexts(set, model, new Map()), options);
  const packed = packTexts(set, model, keptSpans(set, 'quoted'));
  return assemble({ ...model, shortened: wanted === 'full' ? set.reports.length : 0 }, packed, options);
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
