/** The reader's verdicts on passages and on formulas, kept in the browser under a name made from the findings, and exportable. */

import { escapeCell } from '../../escape.js';
import { h } from './dom.js';

export const PASSAGE_VERDICTS = ['confirmed', 'fair', 'ignored'] as const;
/** `rejected`: the reader takes it for the reports' own words, and the page counts it so. */
export const FORMULA_VERDICTS = ['accepted', 'rejected'] as const;

export interface Judged<Verdict extends string> {
  readonly verdict?: Verdict;
  readonly note?: string;
}

export interface Verdicts<Verdict extends string> {
  readonly get: (id: string) => Judged<Verdict>;
  readonly set: (id: string, judged: Judged<Verdict>) => void;
  readonly count: () => number;
  /** False where the browser refuses storage. */
  readonly kept: () => boolean;
  /** A table for spreadsheets: the rows as given (the id first), then verdict and note. */
  readonly csv: (heads: readonly string[], rows: readonly (readonly [id: string, ...cells: string[]])[]) => string;
}

export function openVerdicts<Verdict extends string>(name: string, choices: readonly Verdict[]): Verdicts<Verdict> {
  let kept = true;
  const all = new Map<string, Judged<Verdict>>();
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    if (typeof saved === 'object' && saved !== null) {
      for (const [id, judged] of Object.entries(saved)) all.set(id, asJudged(judged, choices));
    }
  } catch {
    kept = false;
  }
  return {
    get: (id) => all.get(id) ?? {},
    set(id, judged) {
      all.set(id, judged);
      try {
        localStorage.setItem(name, JSON.stringify(Object.fromEntries(all)));
      } catch {
        kept = false;
      }
    },
    count: () => [...all.values()].filter(({ verdict }) => verdict !== undefined).length,
    kept: () => kept,
    csv(heads, rows) {
      const lines = rows.map((row) => {
        const { verdict, note } = all.get(row[0]) ?? {};
        return [...row, verdict ?? '', note ?? ''].map(escapeCell).join(',');
      });
      return `\ufeff${[[...heads, 'verdict', 'note'].join(','), ...lines].join('\r\n')}\r\n`;
    },
  };
}

function asJudged<Verdict extends string>(value: unknown, choices: readonly Verdict[]): Judged<Verdict> {
  if (typeof value !== 'object' || value === null) return {};
  const { verdict, note } = value as { verdict?: unknown; note?: unknown };
  const known = choices.find((one) => one === verdict);
  return {
    ...(known === undefined ? {} : { verdict: known }),
    ...(typeof note === 'string' ? { note: note.slice(0, 2000) } : {}),
  };
}

export interface VerdictForm<Verdict extends string> {
  readonly verdicts: Verdicts<Verdict>;
  readonly id: string;
  /** Of the radio buttons; one of its kind in the page. */
  readonly name: string;
  readonly legend: string;
  readonly note: string;
  readonly labels: Readonly<Record<Verdict, string>>;
  readonly judged?: (() => void) | undefined;
}

export function verdictForm<Verdict extends string>(form: VerdictForm<Verdict>): HTMLElement {
  const { verdicts, id } = form;
  const now = verdicts.get(id);
  const note = h('input', {
    type: 'text',
    value: now.note ?? '',
    'aria-label': form.note,
    placeholder: form.note,
    maxlength: 500,
    onchange: () => verdicts.set(id, { ...verdicts.get(id), note: note.value }),
  });
  return h(
    'fieldset',
    { class: 'verdicts' },
    h('legend', {}, form.legend),
    ...(Object.keys(form.labels) as Verdict[]).map((verdict) =>
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: form.name,
          checked: now.verdict === verdict,
          onchange: () => {
            verdicts.set(id, { ...verdicts.get(id), verdict });
            form.judged?.();
          },
        }),
        form.labels[verdict],
      ),
    ),
    note,
  );
}

/** Hands a text to the reader as a file. */
export function download(text: string, name: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
