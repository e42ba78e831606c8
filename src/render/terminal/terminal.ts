/** Findings for a terminal: readable at a glance, at any width, with and without colour. */

import { anonymised } from '../anonymise.js';
import type { Findings } from '../findings-set.js';
import type { RenderOptions } from '../options.js';
import { comparisonToTerminal } from './comparison.js';
import { corpusToTerminal } from './corpus.js';
import { flagToTerminal } from './flag.js';
import { tableToTerminal } from './table.js';

export function renderTerminal(set: Findings, options: RenderOptions = {}): string {
  const shown = options.anonymise === true ? anonymised(set, options.lang) : set;
  switch (shown.kind) {
    case 'comparison':
      return comparisonToTerminal(shown, options);
    case 'table':
      return tableToTerminal(shown, options);
    case 'corpus':
      return corpusToTerminal(shown, options);
    case 'flag':
      return flagToTerminal(shown, options);
  }
}
