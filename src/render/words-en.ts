/** The English words. */

import type { Words } from './words.js';

const count = (n: number, one: string, many: string = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const EN: Words = {
  lang: 'en',
  verdict: 'These are clues, not a verdict: compare each with the original text and judge for yourself.',
  needsScript: 'This page needs its own script (it loads nothing) to be shown.',
  titles: {
    comparison: 'Two reports compared',
    table: 'Several reports compared',
    corpus: 'Formulas and copying in a corpus',
    flag: 'Draft checked for copying',
  },
  label: { formula: 'formula', slot: 'slot', copied: 'copied', specific: 'own', furniture: 'page furniture' },
  relation: {
    identical: 'identical',
    slot: 'only numbers, dates, places differ',
    edited: 'edited',
    suspected: 'suspected',
  },
  direction: {
    'draft-from-source': 'draft from source',
    'source-from-draft': 'source from draft',
    unknown: 'order unknown',
  },
  sides: sidesOf('draft', 'source'),
  edit: { insert: 'added', delete: 'deleted', replace: 'replaced', value: 'value', place: 'place name' },
  route: { own: 'same issuer', vertical: 'up or down the hierarchy', lateral: 'neither above the other' },
  share: {
    formula: 'formula',
    shared: 'whole sentence the same',
    numbers: 'only numbers, dates, places differ',
    edited: 'in edited sentences',
    own: 'own',
    kept: 'the same word for word, in all',
  },
  part: { review: 'result', plan: 'target' },
  named: { place: 'places', organisation: 'organisations', project: 'projects', document: 'documents, works' },
  nouns: {
    report: 'report',
    draft: 'draft',
    source: 'source',
    place: 'place',
    year: 'year',
    issuer: 'issuer',
    issuers: 'issuers',
    reports: 'reports',
    characters: 'characters',
    bar: 'composition',
    file: 'file',
    sections: 'Sections',
    sentences: 'Sentences',
    values: 'Values',
    item: 'item',
    ownOnly: 'Own text of each side',
    terms: 'Distinctive words',
    onlyNamed: 'Names that only one side has',
    formulas: 'Most frequent formulas',
    copies: 'Suspected copies',
    passages: 'Suspected passages',
    leftovers: 'Leftover place names',
    sharedNumbers: 'the same numbers at the same place',
    omitted: 'Left out',
    diagnostics: 'Notes',
    similarity: 'similarity',
    surprise: 'surprise',
    moved: 'moved',
    formula: 'formula',
    firstSeen: 'first seen',
    times: 'times',
    reason: 'why',
    noText: '(text not included)',
    none: 'none',
    untitled: '(untitled)',
    share: 'share',
    wordings: 'wordings',
    truncated: 'A limit of time or size was reached; the result is not complete.',
    context: 'context',
    position: 'position',
    kind: 'kind',
    section: 'section',
    accumulation: 'Formula share by number of issuers',
    reuse: 'reuse',
    sentenceFormula: 'sentences with a formula',
    onlyA: 'only in A',
    onlyB: 'only in B',
    draftId: 'draft id',
    severity: 'severity',
    sectionSigns: '● has the section, a number: in so many parts, · has none; last column: how sure the match is',
    direction: 'direction',
    format: 'format and encoding',
    largest: 'Largest differences',
    difference: 'B − A',
    outside: 'in no section',
    links: 'linked',
    everywhere: 'in all',
  },
  sentence: {
    comparison: ({ a, b, summary: { mode, sections, links, moved }, kept, own }) =>
      `${a} and ${b}: ${count(sections.matched, 'section')} matched, ${sections.onlyA} only in A, ${sections.onlyB} only in B; ` +
      `${count(links, 'sentence')} linked. The same word for word: ${kept[0]} of A, ${kept[1]} of B. ` +
      `Neither on the other side nor formula: ${own[0]} of A, ${own[1]} of B. ` +
      `${links === 0 ? '' : mode === 'ordered' ? `Both keep much the same order and are compared as two drafts: ${count(moved, 'move')}.` : 'Their order differs and is not counted as a change.'}`,
    valueDifference: ({ item, part, a, b, difference }) =>
      `${item}${part === undefined ? '' : ` (${part})`}: A ${a}, B ${b}${difference === '' ? '' : `, difference ${difference}`}`,
    sectionDifference: ({ side, heading, share }) => `only ${side} has a section “${heading}”, ${share} of its text`,
    table: ({ reports, sections, common, values }) =>
      `${count(reports, 'report')}: ${count(sections, 'section')}, ${common} of them in all; ${count(values, 'value')} side by side.`,
    elsewhere: (heading) => `in B under “${heading}”`,
    corpus: ({ reports, issuers, least, formula, copied, own }) =>
      `${count(reports, 'report')} of ${count(issuers, 'issuer')}: on average ${formula} formula and slots, ${copied} copied, ${own} own` +
      `${least === undefined ? '.' : ` (a wording of at least ${count(least, 'issuer')} is a formula).`}`,
    flag: ({ draft, passages, characters, share, leftovers }) =>
      passages === 0 && leftovers === 0
        ? `${draft}: no passage copied from elsewhere was found, and no leftover place name.`
        : `${draft}: ${count(passages, 'suspected passage')}, ${characters} characters, ${share}; ` +
          `${count(leftovers, 'leftover place name')}.`,
    passage: passageIn(sidesOf('draft', 'source')),
    basis: basisIn('draft', 'source'),
    leftover: (name, place) => `“${name}” belongs to ${place}`,
    characters: (n) => `${n} characters`,
    issuers: (n) => count(n, 'issuer'),
    reports: (n) => count(n, 'report'),
    moreCharacters: (n) => `… (${n} more characters)`,
    more: (n) => `… and ${n} more`,
    diagnostic: ({ message }) => message,
    omitted: (what, n, reason) => `${what}: ${n} (${reason})`,
    missingTexts: (n) => `The text of ${count(n, 'report')} is not included; its quotations cannot be shown.`,
    pages: (part) => `Part ${part}`,
  },
};

type Sides = Words['sides'];

function sidesOf(draft: string, source: string): Sides {
  const both = { draft, source };
  return { 'draft-from-source': both, 'source-from-draft': both, unknown: both };
}

function passageIn(sides: Sides): Words['sentence']['passage'] {
  return ({ characters, identity, bits, relation, leftovers, direction }) =>
    `${characters} characters, ${identity} of them alike (${EN.relation[relation]}); by chance about once in 2^${bits}` +
    `${leftovers === 0 ? '' : `; ${count(leftovers, 'place name')} in the ${sides[direction].draft} ${leftovers === 1 ? 'belongs' : 'belong'} elsewhere`}.`;
}

function basisIn(draft: string, source: string): Words['sentence']['basis'] {
  return ({ code, params: { home, own, name, digits, value } }) =>
    code === 'division'
      ? `a name of ${home}, at the same place in the ${source}; ${own ? `not in ${own}` : `the ${draft} does not say where it belongs`}`
      : code === 'township'
        ? `the ${source} (${home}) has “${name}” at the same place; nowhere else in the ${draft}`
        : code === 'local-name'
          ? `the ${source} (${home}) uses the name “${name}” in several places; nowhere else in the ${draft}`
          : `both say “${value}”: numbers of ${digits} digits and more rarely agree by chance`;
}

const CORPUS_SIDES: Sides = {
  'draft-from-source': { draft: 'later report', source: 'earlier report' },
  'source-from-draft': { draft: 'earlier report', source: 'later report' },
  unknown: { draft: 'report', source: 'other report' },
};

export const EN_CORPUS: Words = {
  ...EN,
  direction: {
    'draft-from-source': 'the later from the earlier report',
    'source-from-draft': 'the later from the earlier report',
    unknown: EN.direction.unknown,
  },
  sides: CORPUS_SIDES,
  sentence: { ...EN.sentence, passage: passageIn(CORPUS_SIDES), basis: basisIn('report', 'other report') },
};
