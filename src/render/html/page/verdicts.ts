/** The reader's verdicts on passages, kept in the browser under a name made from the findings, and exportable. */

import { escapeCell } from '../../escape.js';

export type Verdict = 'confirmed' | 'fair' | 'ignored';
export const VERDICTS: readonly Verdict[] = ['confirmed', 'fair', 'ignored'];

export interface Judged {
  readonly verdict?: Verdict;
  readonly note?: string;
}

export interface Verdicts {
  readonly get: (passage: string) => Judged;
  readonly set: (passage: string, judged: Judged) => void;
  readonly count: () => number;
  /** False where the browser refuses storage. */
  readonly kept: () => boolean;
  readonly csv: (passages: readonly (readonly [id: string, draft: string, source: string])[]) => string;
}

export function openVerdicts(key: string): Verdicts {
  const name = `taohua-${key}`;
  let kept = true;
  const all = new Map<string, Judged>();
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    if (typeof saved === 'object' && saved !== null) {
      for (const [id, judged] of Object.entries(saved)) all.set(id, asJudged(judged));
    }
  } catch {
    kept = false;
  }
  return {
    get: (passage) => all.get(passage) ?? {},
    set(passage, judged) {
      all.set(passage, judged);
      try {
        localStorage.setItem(name, JSON.stringify(Object.fromEntries(all)));
      } catch {
        kept = false;
      }
    },
    count: () => [...all.values()].filter(({ verdict }) => verdict !== undefined).length,
    kept: () => kept,
    csv(passages) {
      const rows = passages.map(([id, draft, source]) => {
        const { verdict, note } = all.get(id) ?? {};
        return [id, draft, source, verdict ?? '', note ?? ''].map(escapeCell).join(',');
      });
      return `\ufeff${['passage,draft,source,verdict,note', ...rows].join('\r\n')}\r\n`;
    },
  };
}

function asJudged(value: unknown): Judged {
  if (typeof value !== 'object' || value === null) return {};
  const { verdict, note } = value as { verdict?: unknown; note?: unknown };
  const known = VERDICTS.find((one) => one === verdict);
  return {
    ...(known === undefined ? {} : { verdict: known }),
    ...(typeof note === 'string' ? { note: note.slice(0, 2000) } : {}),
  };
}
