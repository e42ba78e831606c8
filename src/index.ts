/** The public door of taohua. What stands here is what the outside may rely on. */

export { type CompareOptions, compareReports } from './compare/compare.js';
export type { Diagnostic, Omission, Severity } from './model/diagnostic.js';
export { TaohuaError } from './model/errors.js';
export type { Report, ReportSummary, Section } from './model/report.js';
export type { Span } from './model/span.js';
export { type ReadOptions, readReports } from './outline/read.js';
export { type AnalyseOptions, analyseCorpus } from './reuse/analyse.js';
export { flagCopies } from './reuse/flag.js';
export type { FlagOptions } from './reuse/flag-options.js';
