/** The public door of taohua. What stands here is what the outside may rely on. */

export { type CompareOptions, compareReports } from './compare/compare.js';
export type { FormulaSource } from './compare/formulas.js';
export { type CompareManyOptions, compareMany } from './compare/many.js';
export type {
  Comparison,
  ComparisonShares,
  ComparisonSummary,
  Edit,
  EditKind,
  Keyword,
  LargestDifference,
  NamedKind,
  OnlyNamed,
  SectionLink,
  SentenceLink,
  ValueRow,
} from './model/comparison.js';
export type { ComparisonTable, SectionRow, ValueCell, ValueTableRow } from './model/comparison-table.js';
export type { Diagnostic, Omission, Severity } from './model/diagnostic.js';
export { TaohuaError } from './model/errors.js';
export {
  type CorpusFindings,
  type DocumentFindings,
  type FlagFindings,
  type Label,
  type LabelKind,
  type RankedPair,
  type Ratios,
  SCHEMA_VERSION,
} from './model/findings.js';
export type { Formula, Occurrence, SlotKind, SlotValue, Wording } from './model/formula.js';
export type {
  Basis,
  Direction,
  Leftover,
  Passage,
  PlacedSpan,
  Relation,
  Route,
  SharedNumber,
} from './model/passage.js';
export type { Progress, Running } from './model/progress.js';
export type {
  Furniture,
  Locator,
  Place,
  PlaceLevel,
  Repair,
  Report,
  ReportSummary,
  Script,
  Section,
  SectionKind,
  Source,
  SourceFormat,
} from './model/report.js';
export type { Span } from './model/span.js';
export { type ReadOptions, readReports } from './outline/read.js';
export { type AnalyseOptions, analyseCorpus } from './reuse/analyse.js';
export type { BankedFormula, FormulaBank } from './reuse/bank.js';
export { collectionOf } from './reuse/corpus-source.js';
export { flagCopies } from './reuse/flag.js';
export type { FlagOptions } from './reuse/flag-options.js';
export {
  type Added,
  type ExportOptions,
  type Index,
  type IndexInfo,
  type IndexOptions,
  openIndex,
  type Verification,
} from './store/open.js';
