/** Tokens written as text: Han and words as they are, slots as `[number 5.2]`, breaks as `·` `｜` `‖` `∎` `¶` before them. */

import { Kind } from '../../src/model/tokens.js';
import { applyReplacements } from '../../src/text/layer.js';
import { type TokeniseOptions, tokenise } from '../../src/text/tokenise.js';

const NAMES = Object.keys(Kind);
const BREAKS = ['', '·', '｜', '‖', '∎', '¶'];

/** The slots of `text` in brackets, everything else as it stands, without breaks. */
export function slots(text: string, options: TokeniseOptions = { traditional: false }): string {
  return written(text, options, false);
}

/** The same with the breaks, and `|` between words. */
export function breaks(text: string, options: TokeniseOptions = { traditional: false }): string {
  return written(text, options, true);
}

function written(text: string, options: TokeniseOptions, marks: boolean): string {
  const tokens = tokenise(applyReplacements(text, { start: 0, end: text.length }, []), options);
  let out = '';
  let at = 0;
  for (let i = 0; i < tokens.length; i++) {
    const start = tokens.start[i] ?? 0;
    const end = tokens.end[i] ?? 0;
    const quotation = text.slice(start, end);
    const kind = tokens.kind[i] ?? 0;
    if (marks) out += i === 0 ? '' : BREAKS[tokens.gap[i] ?? 0] || (kind === Kind.word ? '|' : '');
    else out += text.slice(at, start);
    out += kind === Kind.han || kind === Kind.word ? quotation : `[${NAMES[kind]} ${quotation}]`;
    at = end;
  }
  return marks ? out : out + text.slice(at);
}
