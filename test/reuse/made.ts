/** Small reports for tests, made by hand: no reading, no files. */

import type { Report } from '../../src/model/report.js';

export function made(text: string, more: Partial<Report> = {}): Report {
  const issuer = more.place?.name ?? more.issuer ?? more.id ?? 'somewhere';
  return {
    id: issuer,
    source: { format: 'text', text },
    span: { start: 0, end: text.length },
    issuer,
    script: /[\u4e00-\u9fff]/.test(text) ? 'simplified' : 'latin',
    masks: [],
    truncated: false,
    outline: [],
    repairs: [],
    furniture: [],
    diagnostics: [],
    ...more,
  };
}

/** Words of two characters, a few common and many rare, as a language has them. */
const WORDS = Array.from({ length: 900 }, (_, i) =>
  String.fromCharCode(0x5200 + ((i * 37) % 911), 0x6200 + ((i * 53) % 907)),
);

/** Sentences of random words: two seeds share words and no wording. */
export function filler(seed: number, sentences: number): string {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const clause = (): string =>
    Array.from({ length: 3 + Math.floor(next() * 3) }, () => WORDS[Math.floor(WORDS.length * next() ** 2)]).join('');
  let out = '';
  for (let i = 0; i < sentences; i++) out += `${clause()}，${clause()}。${i % 5 === 4 ? '\n' : ''}`;
  return out;
}
