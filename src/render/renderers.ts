/** The formats by the name users give to `--reporter`. A format is loaded when it is asked for: the page of HTML alone is 100 kB. */

import type { Findings } from './findings-set.js';
import type { RenderOptions } from './options.js';

export type Render = (set: Findings, options?: RenderOptions) => string | Uint8Array;

export interface Renderer {
  readonly load: () => Promise<Render>;
  /** Of the file, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** The kinds of findings it has something to say about; for others it throws a `TaohuaError`. */
  readonly kinds: readonly Findings['kind'][];
}

export type ReporterName = 'terminal' | 'json' | 'ndjson' | 'html' | 'markdown' | 'csv' | 'sarif' | 'docx';

const ALL: Renderer['kinds'] = ['comparison', 'table', 'corpus', 'flag'];

export const RENDERERS: Readonly<Record<ReporterName, Renderer>> = {
  terminal: {
    load: async () => (await import('./terminal/terminal.js')).renderTerminal,
    extension: 'txt',
    mediaType: 'text/plain',
    kinds: ALL,
  },
  json: {
    load: async () => (await import('./json.js')).renderJson,
    extension: 'json',
    mediaType: 'application/json',
    kinds: ALL,
  },
  ndjson: {
    load: async () => (await import('./json.js')).renderNdjson,
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    kinds: ALL,
  },
  html: {
    load: async () => (await import('./html/html.js')).renderHtml,
    extension: 'html',
    mediaType: 'text/html',
    kinds: ALL,
  },
  markdown: {
    load: async () => (await import('./markdown.js')).renderMarkdown,
    extension: 'md',
    mediaType: 'text/markdown',
    kinds: ALL,
  },
  csv: { load: async () => (await import('./csv.js')).renderCsv, extension: 'csv', mediaType: 'text/csv', kinds: ALL },
  sarif: {
    load: async () => (await import('./sarif.js')).renderSarif,
    extension: 'sarif',
    mediaType: 'application/sarif+json',
    kinds: ['corpus', 'flag'],
  },
  docx: {
    load: async () => (await import('./docx.js')).renderDocx,
    extension: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kinds: ['flag'],
  },
};

/** In the order they are listed in help texts. */
export function reporterNames(): readonly ReporterName[] {
  return Object.keys(RENDERERS) as ReporterName[];
}
