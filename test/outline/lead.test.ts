// The choice of leads against every possible choice, and on both sides of a long stretch without any.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choose } from '../../src/outline/lead.js';
import type { Candidate } from '../../src/outline/lead-candidates.js';
import type { Sentence } from '../../src/outline/sentences.js';

const NOTHING = { behindHeading: false, stopped: true, holds: 0, commas: 0, firstComma: -1, longest: 9, shortest: 9 };

interface Step {
  readonly gap: number;
  readonly skipped: number;
  readonly opensLine: boolean;
  readonly score: number;
}

function candidates(steps: readonly Step[]): readonly Candidate[] {
  let at = 0;
  let index = 0;
  return steps.map(({ gap, skipped, opensLine, score }) => {
    const sentence: Sentence = { ...NOTHING, from: at + gap, to: at + gap + 9, opensLine };
    at = sentence.to;
    index += 1 + skipped;
    return { sentence, index, score };
  });
}

/** What two neighbours of a choice cost: as lead.ts says it. */
function crowding(a: Candidate, b: Candidate): number {
  if (b.index - a.index < 2) return 2.5;
  if (b.sentence.opensLine) return 0;
  const distance = b.sentence.from - a.sentence.to;
  return distance < 45 ? 2.5 : distance < 90 ? 0.8 : 0;
}

function worth(chosen: readonly Candidate[]): number {
  return chosen.reduce((sum, { score }, i) => sum + score - (i === 0 ? 0 : crowding(chosen[i - 1]!, chosen[i]!)), 0);
}

test('no other choice of leads is worth more', () => {
  const step = fc.record({
    gap: fc.integer({ min: 1, max: 100 }),
    skipped: fc.integer({ min: 0, max: 3 }),
    opensLine: fc.boolean(),
    score: fc.double({ min: -3, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 9 }), (steps) => {
      const all = candidates(steps);
      let best = 0;
      for (let set = 1; set < 1 << all.length; set++)
        best = Math.max(best, worth(all.filter((_, i) => (set >> i) & 1)));
      expect(worth(choose(all))).toBeCloseTo(best, 9);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('leads on both sides of many sentences that are none stay leads', () => {
  const none = Array.from({ length: 40 }, () => ({ gap: 60, skipped: 1, opensLine: false, score: -1 }));
  const lead = { gap: 60, skipped: 1, opensLine: false, score: 2 };
  const chosen = choose(candidates([lead, ...none, lead]));
  expect(chosen.map(({ score }) => score)).toEqual([2, 2]);
});
