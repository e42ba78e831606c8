/**
 * The kinds of slots in the words of a reader: what stands in the braces of a template. The report page and `inspect` say
 * them alike; templates given to programs keep the library's own names.
 */

import type { SlotKind } from '../model/formula.js';

export const SLOTS_EN: Readonly<Record<SlotKind, string>> = {
  number: 'number',
  percent: 'percent',
  date: 'date',
  place: 'place',
  level: 'level',
  ordinal: 'ordinal',
  person: 'person',
  any: 'any',
};

export const SLOTS_ZH: Readonly<Record<SlotKind, string>> = {
  number: '数',
  percent: '百分比',
  date: '日期',
  place: '地名',
  level: '级别',
  ordinal: '届次',
  person: '人名',
  any: '任意',
};
