/** The list of repeats made in parts of the text is the list made at once, wherever the text is cut. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createNodes,
  listTriples,
  numberGroups,
  sortPart,
  viewNodes,
  writePart,
} from '../../src/sketch/repeat-list.js';
import { runAtOnce } from '../../src/sketch/steps.js';
import { createDraw } from './draw.js';

const LENGTH = 500;

/** Nodes as the tree leaves them: no two repeats of one length at the same place. */
function drawNodes(count: number, seed: number): ReturnType<typeof createNodes> {
  const draw = createDraw(seed);
  const nodes = createNodes();
  for (let r = 0; r < count; r++) {
    const places = new Set(Array.from({ length: 2 + draw(20) }, () => draw(LENGTH)));
    nodes.from.push(nodes.places.length);
    nodes.places.append(Uint32Array.from(places));
    nodes.to.push(nodes.places.length);
    nodes.length.push(13 + r);
  }
  return nodes;
}

test('parts give the triples of the whole, in their order and with the same groups', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.nat({ max: 1e6 }),
      fc.array(fc.integer({ min: 0, max: LENGTH }), { maxLength: 4 }),
      (count, seed, cuts) => {
        const nodes = drawNodes(count, seed);
        const whole = runAtOnce(listTriples(nodes, LENGTH));
        const bounds = [0, ...cuts.sort((a, b) => a - b), LENGTH];
        const sets = [viewNodes(nodes)];
        const parts = bounds.slice(1).map((to, i) => runAtOnce(sortPart(sets, { from: bounds[i]!, to })));
        const numbered = runAtOnce(numberGroups(sets, parts));
        const triples = parts.flatMap((part) => {
          const out = new Uint32Array(3 * part.start.length);
          runAtOnce(writePart(part, numbered, out));
          return [...out];
        });
        expect(triples).toEqual([...whole.triples]);
        expect(triples).toHaveLength(3 * nodes.places.length);
      },
    ),
    { seed: 3, numRuns: 100 },
  );
});
