/** The formulas of a corpus as a list: columns on a terminal, tab-separated lines in a pipe, JSON, or CSV for a spreadsheet. */

import { escapeCell, oneLine } from '../render/escape.js';
import type { ReporterName } from '../render/renderers.js';
import { table } from '../render/terminal/layout.js';
import type { MinedCorpus } from '../reuse/analyse.js';
import type { Host } from './host.js';
import type { Settled } from './options.js';
import { UsageError } from './usage-error.js';

/** The formats a list has. */
const FORMATS: readonly ReporterName[] = ['terminal', 'json', 'csv'];

/** Refuses a format that a list does not have, before anything is read. */
export function listFormat({ output, say }: Settled): ReporterName {
  const [format = 'terminal', ...others] = output.reporters;
  const wrong = [format, ...others].find((name) => !FORMATS.includes(name)) ?? others[0];
  if (wrong !== undefined) throw new UsageError(say.badChoice('--reporter', wrong, FORMATS, undefined));
  return format;
}

/** Widest first, all of them: a list that is cut is no bank to look things up in. */
export function formulaListing(
  { mined, corpus, minIssuers }: MinedCorpus,
  format: ReporterName,
  { output, lang }: Settled,
  host: Host,
): string {
  const rows = mined
    .map(({ formula: { template, issuers, reports, occurrences } }) => ({
      template,
      issuers,
      reports,
      occurrences: occurrences.length,
    }))
    .filter(({ issuers }) => issuers >= minIssuers)
    .sort((a, b) => b.issuers - a.issuers || b.occurrences - a.occurrences || (a.template < b.template ? -1 : 1));
  if (format === 'json')
    return `${JSON.stringify({ issuers: corpus.issuers.length, minIssuers, formulas: rows }, null, 2)}\n`;
  const heads = lang === 'en' ? ['issuers', 'reports', 'times', 'formula'] : ['发文单位', '报告', '次数', '套话'];
  const cells = rows.map(({ issuers, reports, occurrences, template }) => [
    String(issuers),
    String(reports),
    String(occurrences),
    oneLine(template),
  ]);
  if (format === 'csv') {
    const lines = [heads, ...cells].map((row) => row.map(escapeCell).join(','));
    return `${output.render.bom === true ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
  }
  if (!host.stdoutIsTerminal || output.output !== undefined)
    return `${[heads, ...cells].map((row) => row.join('\t')).join('\n')}\n`;
  return `${table([heads, ...cells], host.columns, { right: [0, 1, 2], indent: '' }).join('\n')}\n`;
}
