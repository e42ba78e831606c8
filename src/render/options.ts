/** What a caller may ask of a renderer. One object for every format; a format reads what concerns it. */

export type Lang = 'zh-CN' | 'en';
/** Which part of a comparison or of a draft to show. */
export type Part = 'specific' | 'changed' | 'moved' | 'values';
/** How much of the texts a file carries: all of it, the stretches that findings point to, or nothing. */
export type TextPolicy = 'full' | 'quoted' | 'none';

export interface RenderOptions {
  readonly lang?: Lang;
  /** Terminal: ANSI colours. The caller decides (NO_COLOR, a pipe). Default false. */
  readonly colour?: boolean;
  /** Terminal: columns. Default 80, at least 24. From 100 on, comparisons stand side by side. */
  readonly width?: number;
  /** Replace names of files, places, issuers and speakers by numbers, in the findings and in quotations. Default false. */
  readonly anonymise?: boolean;
  /** Comparison and table, terminal and Markdown: show only this part. */
  readonly only?: Part;
  /** Comparison and table, terminal and Markdown: only sections whose heading contains this text. */
  readonly section?: string;
  /** Characters of context around a quotation, default 30; around an edit, default the whole sentence. 0..500. */
  readonly context?: number;
  /** Rows of a list in terminal and Markdown before it is cut with a count. Default 20; Infinity = all, and passages whole. */
  readonly limit?: number;
  /** CSV: a byte order mark, which Excel needs to read UTF-8. Default false. */
  readonly bom?: boolean;
  /** CSV: which table. Default: what the kind of findings is about. */
  readonly table?: CsvTable;
  /** JSON, HTML: how much text the file carries. Default 'full'; HTML falls back to 'quoted' above `maxBytes`. */
  readonly texts?: TextPolicy;
  /** HTML: bytes of the file above which whole texts are left out. Default 5,000,000. */
  readonly maxBytes?: number;
  /** HTML: name of the program and its version, shown in the footer. */
  readonly generator?: string;
}

export type CsvTable = 'ratios' | 'formulas' | 'passages' | 'values' | 'links' | 'sections' | 'names';

export const DEFAULTS = {
  lang: 'zh-CN',
  width: 80,
  context: 30,
  limit: 20,
  maxBytes: 5_000_000,
} as const;
/** Narrower windows are treated as this wide. */
export const LEAST_WIDTH = 24;
/** Two columns of Chinese need about twenty characters each to be readable. */
export const SIDE_BY_SIDE_WIDTH = 100;

export type Renderer<Set> = (findings: Set, options?: RenderOptions) => string | Uint8Array;
