/** From token ranges to a passage of the public result: spans, identity, relation, direction, leftovers, shared numbers. */

import type { Passage } from '../model/passage.js';
import { hash53 } from '../outline/identity.js';
import { spanOfTokens } from '../outline/units.js';
import type { Found, Held } from './copy-align.js';
import { directionOf, routeOf } from './direction.js';
import { likenessOf } from './identity.js';
import { leftoversOf, sharedNumbers } from './leftovers.js';

/** Cost: linear in the stretches but for the alignment, |a|·|b| / 32. */
export function passageOf(draft: Held, { source, passage, surprise }: Found): Passage {
  const ours = { report: draft.report, units: draft.units, range: passage.draft };
  const theirs = { report: source.report, units: source.units, range: passage.source };
  const { identity, relation } = likenessOf(draft, passage.draft, source, passage.source);
  const here = placed(draft, passage.draft);
  const there = placed(source, passage.source);
  const route = routeOf(draft.report, source.report);
  const numbers = sharedNumbers(ours, theirs);
  const key = [here.report, here.span.start, here.span.end, there.report, there.span.start, there.span.end].join('\0');
  return {
    id: `p${hash53(key)}`,
    draft: here,
    source: there,
    identity,
    surprise,
    direction: directionOf(draft.report, source.report),
    ...(route === undefined ? {} : { route }),
    leftovers: leftoversOf(ours, theirs),
    ...(numbers.length === 0 ? {} : { numbers }),
    relation,
  };
}

function placed({ report, units }: Held, { from, to }: Found['passage']['draft']): Passage['draft'] {
  return { report: report.id, span: spanOfTokens(report.source.text, units.tokens, from, to, report.span) };
}
