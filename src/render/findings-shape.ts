/** The shape of saved findings, as far as renderers read it. schema/findings.schema.json says the same for other programs. */

import type { Shape, ShapeOf } from './check-shape.js';

const SPAN: ShapeOf = { start: 'number', end: 'number' };
const REPORT: ShapeOf = {
  id: 'string',
  'path?': 'string',
  'title?': 'string',
  'place?': { name: 'string' },
  issuer: 'string',
  'year?': 'number',
  'date?': 'string',
  span: SPAN,
  characters: 'number',
};
const RELATION: Shape = new Set(['identical', 'slot', 'edited', 'suspected']);
const DIAGNOSTICS: Shape = [{ code: 'string', severity: new Set(['info', 'warning', 'error']), message: 'string' }];
const OMITTED: Shape = [{ what: 'string', count: 'number', reason: 'string' }];
const RATIOS: ShapeOf = {
  formula: 'number',
  slot: 'number',
  copied: 'number',
  specific: 'number',
  reuse: 'number',
  sentenceFormula: 'number',
  'langStice?': 'number',
  'interval?': { formula: ['number'] },
};
const LABELS: Shape = [
  {
    span: SPAN,
    label: new Set(['formula', 'slot', 'copied', 'specific', 'furniture']),
    'formula?': 'string',
    'passage?': 'string',
  },
];
const BASIS: ShapeOf = { code: new Set(['division', 'township', 'local-name', 'rare-number']), params: {} };
const LEFTOVERS: Shape = [{ span: SPAN, name: 'string', place: 'string', 'reason?': 'string', 'basis?': BASIS }];
const PASSAGES: Shape = [
  {
    id: 'string',
    draft: { report: 'string', span: SPAN },
    source: { report: 'string', span: SPAN },
    identity: 'number',
    surprise: 'number',
    direction: new Set(['draft-from-source', 'source-from-draft', 'unknown']),
    'route?': new Set(['own', 'vertical', 'lateral']),
    leftovers: LEFTOVERS,
    'numbers?': [{ value: 'string' }],
    relation: RELATION,
  },
];
const KEYWORDS: Shape = [{ term: 'string', count: 'number' }];
const NAMED: Shape = [
  {
    kind: new Set(['place', 'organisation', 'project', 'document']),
    text: 'string',
    spans: [SPAN],
    'section?': SPAN,
  },
];
const PART: Shape = new Set(['review', 'plan']);
const SHARES: ShapeOf = { formula: 'number', shared: 'number', numbers: 'number', edited: 'number', own: 'number' };
const SECTION: ShapeOf = {
  level: 'number',
  marker: 'string',
  heading: 'string',
  headingSpan: SPAN,
  span: SPAN,
};

export const COMPARISON_SHAPE: ShapeOf = {
  a: REPORT,
  b: REPORT,
  sections: [{ a: [SPAN], b: [SPAN], score: 'number', moved: 'boolean' }],
  links: [
    {
      a: [SPAN],
      b: [SPAN],
      relation: RELATION,
      moved: 'boolean',
      score: 'number',
      formula: 'boolean',
      'edits?': [
        { a: SPAN, b: SPAN, kind: new Set(['insert', 'delete', 'replace', 'value', 'place']), 'difference?': 'number' },
      ],
    },
  ],
  specific: { a: [SPAN], b: [SPAN] },
  values: [
    {
      template: 'string',
      'a?': 'string',
      'b?': 'string',
      'spanA?': SPAN,
      'spanB?': SPAN,
      'numberA?': 'number',
      'numberB?': 'number',
      'unit?': 'string',
      'part?': PART,
    },
  ],
  terms: { a: KEYWORDS, b: KEYWORDS },
  'onlyNamed?': { a: NAMED, b: NAMED },
  'summary?': {
    mode: new Set(['ordered', 'free']),
    inOrder: 'number',
    sections: { matched: 'number', onlyA: 'number', onlyB: 'number' },
    links: 'number',
    moved: 'number',
    shares: { a: SHARES, b: SHARES },
    kept: { a: 'number', b: 'number' },
    largest: [{ kind: new Set(['value', 'section']), label: 'string', 'a?': SPAN, 'b?': SPAN, size: 'number' }],
  },
  truncated: 'boolean',
  diagnostics: DIAGNOSTICS,
};

export const TABLE_SHAPE: ShapeOf = {
  reports: [REPORT],
  sections: [{ heading: 'string', cells: [[SPAN]], score: 'number' }],
  values: [
    {
      template: 'string',
      unit: 'string',
      'part?': PART,
      cells: [{ value: 'string', span: SPAN, 'number?': 'number' }, null],
    },
  ],
  truncated: 'boolean',
};

export const CORPUS_SHAPE: ShapeOf = {
  reports: [REPORT],
  'threshold?': { issuers: 'number', minIssuers: 'number' },
  formulas: [
    {
      id: 'string',
      template: 'string',
      issuers: 'number',
      reports: 'number',
      'firstSeen?': 'string',
      'wordings?': [{ text: 'string', count: 'number', issuers: 'number' }],
      'tokens?': ['number'],
      occurrences: [{ report: 'string', span: SPAN, values: [{ slot: 'number', kind: 'string', span: SPAN }] }],
    },
  ],
  documents: [
    {
      report: 'string',
      labels: LABELS,
      ratio: RATIOS,
      'formulaSentences?': [SPAN],
      'sections?': [{ heading: 'string', span: SPAN, ratio: RATIOS }],
    },
  ],
  copies: PASSAGES,
  'clusters?': [['string']],
  'accumulation?': [{ issuers: 'number', formula: 'number' }],
  omitted: OMITTED,
  diagnostics: DIAGNOSTICS,
};

export const DRAFT_SHAPE: ShapeOf = {
  draft: REPORT,
  'sources?': [REPORT],
  passages: PASSAGES,
  leftovers: LEFTOVERS,
  'labels?': LABELS,
  ratio: RATIOS,
  'formulaSentences?': [SPAN],
  omitted: OMITTED,
  diagnostics: DIAGNOSTICS,
};

/** Children are checked one level at a time by the reader, for a shape cannot hold itself. */
export const TEXT_SHAPE: ShapeOf = {
  format: new Set(['text', 'html', 'markdown', 'docx', 'doc', 'pdf']),
  'encoding?': 'string',
  'diagnostics?': DIAGNOSTICS,
  pieces: [{ start: 'number', text: 'string', 'line?': 'number', 'column?': 'number' }],
  'locators?': [{ start: 'number', 'page?': 'number', 'paragraph?': 'number' }],
  'outline?': [SECTION],
  'breaks?': ['number'],
  'speaker?': 'string',
};
export const CHILDREN_SHAPE: Shape = [SECTION];
