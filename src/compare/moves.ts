/**
 * What moved: blocks of links off the heaviest increasing chain. Between two cities order differs as a matter of course,
 * so a move is an event only where one text is the other's revision; elsewhere the share in order is a statistic.
 */

import { heaviestChain } from '../align/chain.js';
import type { LinkedBead } from './links.js';
import type { Side } from './side.js';

export interface Moves {
  /** One flag a bead. */
  readonly moved: readonly boolean[];
  /** Whether order was taken to mean something. */
  readonly ordered: boolean;
  /** Share of the linked text that keeps its order, 0..1; 1 where nothing is linked. */
  readonly inOrder: number;
}

export interface MoveOptions {
  /** `ordered`: one text is a revision of the other; `free`: order means nothing; `auto` (default): measured. */
  readonly mode?: 'auto' | 'ordered' | 'free';
  /** Smallest block of one sentence that counts as moved, in Han characters. Default 20. */
  readonly han?: number;
  /** Smallest block in sentences. Default 2. */
  readonly sentences?: number;
}

/** A block of nothing but doubtful links has not moved: it is doubtful that it is the same. */
const SURE = 0.45;
/** Whole numbers make ties exact; fine enough that rounding decides nothing. */
const PARTS = 64;
/** Sentences that may stand between two links of one moved block. */
const BLOCK_GAP = 2;
/**
 * Two texts are revisions of one when at least this share of the shorter is linked: two provinces of one year link an
 * eighth, two national reports of consecutive years two fifths, two versions of a law nearly all.
 */
const REVISION_SHARE = 0.25;
/** The same where the two speak for different places: two provinces of one year can link a third. */
const REVISION_ELSEWHERE = 0.6;

/** Cost: O(n log n) in the beads. */
export function findMoves(a: Side, b: Side, beads: readonly LinkedBead[], options: MoveOptions = {}): Moves {
  const { mode = 'auto', han = 20, sentences = 2 } = options;
  const weights = beads.map((bead) => agreement(a, b, bead));
  const inChain = heaviestChain(beads.map((bead, k) => ({ a: bead.a[0]!, b: bead.b[0]!, weight: weights[k]! })));
  const moved = beads.map(() => false);
  const least = elsewhere(a, b) ? REVISION_ELSEWHERE : REVISION_SHARE;
  const ordered = mode === 'ordered' || (mode === 'auto' && linkedShare(a, b, beads) >= least);
  const off = ordered ? beads.map((_, k) => k).filter((k) => !inChain[k]) : [];
  off.sort((p, q) => beads[p]!.a[0]! - beads[q]!.a[0]!);
  for (let from = 0; from < off.length; ) {
    let to = from + 1;
    while (to < off.length && follows(beads[off[to - 1]!]!, beads[off[to]!]!)) to++;
    const block = off.slice(from, to);
    const size = block.reduce((sum, k) => sum + Math.min(weigh(a, beads[k]!.a), weigh(b, beads[k]!.b)), 0);
    const sure = block.some((k) => beads[k]!.total >= SURE);
    if (sure && (block.length >= sentences || size >= han)) for (const k of block) moved[k] = true;
    from = to;
  }
  let [kept, all] = [0, 0];
  weights.forEach((weight, k) => {
    all += weight;
    if (inChain[k]) kept += weight;
  });
  return { moved, ordered, inOrder: all === 0 ? 1 : kept / all };
}

/** Whether two reports are known to speak for different places: 枕溪市 and 枕溪市鹭屿县 are different, 河北 and 河北省 are not. */
function elsewhere(a: Side, b: Side): boolean {
  const [x, y] = [a.places.at(-1), b.places.at(-1)];
  return x !== undefined && y !== undefined && x !== y;
}

/** Share of the shorter text that is linked. */
function linkedShare(a: Side, b: Side, beads: readonly LinkedBead[]): number {
  const share = (side: Side, own: (bead: LinkedBead) => readonly number[]): number => {
    const whole = side.weight.reduce((sum, w) => sum + w, 0);
    return whole === 0 ? 0 : beads.reduce((sum, bead) => sum + weigh(side, own(bead)), 0) / whole;
  };
  return Math.max(
    share(a, (bead) => bead.a),
    share(b, (bead) => bead.b),
  );
}

/**
 * What a link weighs in the chain: the text that it keeps, in parts of a character. A rewritten passage tells little of
 * where it stood, so an unchanged one is not called moved for its sake.
 */
function agreement(a: Side, b: Side, bead: LinkedBead): number {
  return 1 + Math.round(PARTS * Math.min(weigh(a, bead.a), weigh(b, bead.b)) * bead.score ** 2);
}

function weigh(side: Side, sentences: readonly number[]): number {
  return sentences.reduce((sum, i) => sum + side.weight[i]!, 0);
}

function follows(left: LinkedBead, right: LinkedBead): boolean {
  const gapA = right.a[0]! - left.a.at(-1)!;
  const gapB = right.b[0]! - left.b.at(-1)!;
  return gapA > 0 && gapB > 0 && gapA <= BLOCK_GAP + 1 && gapB <= BLOCK_GAP + 1;
}
