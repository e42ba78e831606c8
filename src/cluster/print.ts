/** The plan as a person reads it before anything runs: every query, and the worker it feeds. */

import { parametersOf, stagesOf } from './plan.js';
import type { Parameters } from './program.js';
import { PROGRAMS } from './programs.js';
import { transformOf } from './spark-sql.js';

export function printPlan(engine: 'local' | 'spark', parameters: Parameters, version: string): string {
  const blocks = stagesOf(parameters).map((stage, i) => {
    const { name, from, query, program, order } = stage;
    const told = JSON.stringify(parametersOf(stage, parameters));
    const head = `-- ${i + 1} ${name}, from ${from.join(', ')}${program === undefined ? '' : `, by program ${program} ${told}`}`;
    if (engine === 'spark' && program !== undefined)
      return `${head}\n${transformOf(stage, PROGRAMS[program]!.input, `taohua worker ${program}`)}`;
    const sorted = order.length === 0 ? '' : `\nORDER BY ${order.join(', ')}`;
    return `${head}\n${query.trim()}${sorted}`;
  });
  return `-- engine ${engine}, program ${version}\n\n${blocks.join(';\n\n')};\n`;
}
