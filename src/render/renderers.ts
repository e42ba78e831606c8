/** The formats by the name users give to `--reporter`. */

import { renderCsv } from './csv.js';
import { renderDocx } from './docx.js';
import type { Findings } from './findings-set.js';
import { renderHtml } from './html/html.js';
import { renderJson, renderNdjson } from './json.js';
import { renderMarkdown } from './markdown.js';
import type { RenderOptions } from './options.js';
import { renderSarif } from './sarif.js';
import { renderTerminal } from './terminal/terminal.js';

export type Render = (set: Findings, options?: RenderOptions) => string | Uint8Array;

export interface Renderer {
  readonly render: Render;
  /** Of the file, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** The kinds of findings it has something to say about; for others it throws a `TaohuaError`. */
  readonly kinds: readonly Findings['kind'][];
}

export type ReporterName = 'terminal' | 'json' | 'ndjson' | 'html' | 'markdown' | 'csv' | 'sarif' | 'docx';

const ALL: Renderer['kinds'] = ['comparison', 'corpus', 'flag'];

export const RENDERERS: Readonly<Record<ReporterName, Renderer>> = {
  terminal: { render: renderTerminal, extension: 'txt', mediaType: 'text/plain', kinds: ALL },
  json: { render: renderJson, extension: 'json', mediaType: 'application/json', kinds: ALL },
  ndjson: { render: renderNdjson, extension: 'ndjson', mediaType: 'application/x-ndjson', kinds: ALL },
  html: { render: renderHtml, extension: 'html', mediaType: 'text/html', kinds: ALL },
  markdown: { render: renderMarkdown, extension: 'md', mediaType: 'text/markdown', kinds: ALL },
  csv: { render: renderCsv, extension: 'csv', mediaType: 'text/csv', kinds: ALL },
  sarif: { render: renderSarif, extension: 'sarif', mediaType: 'application/sarif+json', kinds: ['corpus', 'flag'] },
  docx: {
    render: renderDocx,
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kinds: ['flag'],
  },
};

/** In the order they are listed in help texts. */
export function reporterNames(): readonly ReporterName[] {
  return Object.keys(RENDERERS) as ReporterName[];
}
