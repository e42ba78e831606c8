/**
 * The baseline of a gate: passages that somebody has looked at and accepted. A passage is known by its words, not by where
 * it stands, so that edits elsewhere in the draft do not make it new.
 */

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { FlagFindings } from '../model/findings.js';
import type { Report } from '../model/report.js';
import type { Host } from './host.js';
import { writeWhole } from './outputs.js';
import { readIfThere } from './read-file.js';
import type { Say } from './say.js';
import { UsageError } from './usage-error.js';

const VERSION = 1;

/** Sorted fingerprints of every passage of the drafts: a hash of the draft's words without space, digits and punctuation. */
export function fingerprintsOf(findings: readonly FlagFindings[], reports: readonly Report[]): readonly string[] {
  const texts = new Map(reports.map((report) => [report.id, report.source.text]));
  const prints = new Set<string>();
  for (const { passages } of findings) {
    for (const { draft } of passages) {
      const words = (texts.get(draft.report) ?? '').slice(draft.span.start, draft.span.end).replace(/[^\p{L}]/gu, '');
      prints.add(createHash('sha256').update(words).digest('hex').slice(0, 16));
    }
  }
  return [...prints].sort();
}

/** An absent file is an empty baseline. */
export async function readBaseline(path: string, host: Host, say: Say): Promise<ReadonlySet<string>> {
  const json = await readIfThere(path, host, say);
  if (json === undefined) return new Set();
  try {
    const value = JSON.parse(json) as { readonly version?: unknown; readonly passages?: unknown };
    if (value.version !== VERSION) throw new Error(`version ${String(value.version)}, expected ${VERSION}`);
    if (!Array.isArray(value.passages)) throw new Error('no list "passages"');
    return new Set(value.passages.filter((item): item is string => typeof item === 'string'));
  } catch (error) {
    throw new UsageError(say.baselineDamaged(path, (error as Error).message));
  }
}

export async function writeBaseline(path: string, prints: readonly string[], host: Host, say: Say): Promise<void> {
  const json = `${JSON.stringify({ version: VERSION, passages: prints }, null, 2)}\n`;
  await writeWhole(resolve(host.cwd, path), json, say, path);
}
