/** What changed inside one linked pair: edits on the original text, each with its kind, and the relation they make. */

import { diffAtoms, type Hunk } from '../align/edits.js';
import type { Lexicon } from '../align/lexicon.js';
import { tidyHunks } from '../align/tidy.js';
import { type Atom, type AtomSource, foldedText, readAtoms } from '../align/tokens.js';
import type { Edit, EditKind } from '../model/comparison.js';
import type { Relation } from '../model/passage.js';
import type { Span } from '../model/span.js';

export interface Changes {
  readonly edits: readonly Edit[];
  readonly relation: Exclude<Relation, 'suspected'>;
  readonly truncated: boolean;
}

/** A place may give way to 我省, 全市 or a name no gazetteer has: at most this many Han characters. */
const LONGEST_NAME = 4;
const UNIT = /^[万亿千百十个多余约近元%‰]+$/;

/** Cost: linear but for the difference, which has its budget. */
export function describeChanges(a: AtomSource, b: AtomSource, lexicon: Lexicon): Changes {
  if (foldedText(a) === foldedText(b)) return { edits: [], relation: 'identical', truncated: false };
  const atomsA = readAtoms(a, lexicon);
  const atomsB = readAtoms(b, lexicon);
  const { hunks, truncated } = diffAtoms(atomsA, atomsB);
  const isSlot = (hunk: Hunk): boolean => {
    const kind = kindOf(atomsA.slice(hunk.a0, hunk.a1), atomsB.slice(hunk.b0, hunk.b1));
    return kind === 'value' || kind === 'place';
  };
  const tidied = tidyHunks(atomsA, atomsB, hunks, isSlot);
  const edits = toEdits(atomsA, atomsB, tidied, [a.spans, b.spans]);
  const slotted = edits.every(({ kind }) => kind === 'value' || kind === 'place');
  return { edits, relation: edits.length === 0 ? 'identical' : slotted ? 'slot' : 'edited', truncated };
}

/** Hunks, and the changed values in the equal stretches between them, in order. */
function toEdits(
  a: readonly Atom[],
  b: readonly Atom[],
  hunks: readonly Hunk[],
  spans: readonly [readonly Span[], readonly Span[]],
): readonly Edit[] {
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  const between = (to: number): void => {
    for (; i < to; i++, j++) {
      const [x, y] = [a[i]!, b[j]!];
      if (x.text === y.text) continue;
      const kind = x.kind === 'place' ? 'place' : 'value';
      const difference = kind === 'value' ? differenceOf(x.text, y.text) : undefined;
      edits.push({
        a: { start: x.start, end: x.end },
        b: { start: y.start, end: y.end },
        kind,
        ...(difference === undefined ? {} : { difference }),
      });
    }
  };
  for (const hunk of hunks) {
    between(hunk.a0);
    edits.push(...pieces(a, b, hunk, spans));
    i = hunk.a1;
    j = hunk.b1;
  }
  between(a.length);
  return edits;
}

const PLAIN = /^(\d[\d,]*(?:\.\d+)?)([百千万亿]*)([%‰]?)$/;
const SCALE: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** B minus A of two plain numbers, both per cent or neither; in ones, so that 3.2万 → 3.5万 is 3000. */
function differenceOf(a: string, b: string): number | undefined {
  const [x, y] = [PLAIN.exec(a), PLAIN.exec(b)];
  if (!x || !y || x[3] !== y[3]) return undefined;
  const read = ([, digits = '', scale = '']: RegExpExecArray): number =>
    [...scale].reduce((product, unit) => product * SCALE[unit]!, Number(digits.replaceAll(',', '')));
  // Twelve digits: 6.1 minus 5.2 is 0.9, not 0.8999999999999995.
  return Number((read(y) - read(x)).toPrecision(12));
}

/** One edit for each pair of spans a hunk touches: an edit never reaches across a sentence end. */
function pieces(
  a: readonly Atom[],
  b: readonly Atom[],
  hunk: Hunk,
  spans: readonly [readonly Span[], readonly Span[]],
): readonly Edit[] {
  const kind = kindOf(a.slice(hunk.a0, hunk.a1), b.slice(hunk.b0, hunk.b1));
  const partsA = rangesOf(a, hunk.a0, hunk.a1, spans[0]);
  const partsB = rangesOf(b, hunk.b0, hunk.b1, spans[1]);
  const edits: Edit[] = [];
  for (let p = 0; p < Math.max(partsA.length, partsB.length); p++) {
    const inA = partsA[p] ?? after(partsA);
    const inB = partsB[p] ?? after(partsB);
    const half = inA.start === inA.end ? 'insert' : inB.start === inB.end ? 'delete' : kind;
    edits.push({ a: inA, b: inB, kind: kind === 'value' || kind === 'place' ? kind : half });
  }
  return edits;
}

function after(parts: readonly Span[]): Span {
  const end = parts.at(-1)?.end ?? 0;
  return { start: end, end };
}

/** Source ranges of atoms [from, to), one for each span they stand in; an empty one where there are none. */
function rangesOf(atoms: readonly Atom[], from: number, to: number, spans: readonly Span[]): readonly Span[] {
  if (from === to) {
    const at = from > 0 ? atoms[from - 1]!.end : (atoms[0]?.start ?? spans[0]?.start ?? 0);
    return [{ start: at, end: at }];
  }
  const ranges: Span[] = [];
  for (let i = from; i < to; ) {
    let next = i;
    while (next < to && atoms[next]!.piece === atoms[i]!.piece) next++;
    ranges.push({ start: atoms[i]!.start, end: atoms[next - 1]!.end });
    i = next;
  }
  return ranges;
}

function kindOf(a: readonly Atom[], b: readonly Atom[]): EditKind {
  const [shortA, shortB] = [isName(a), isName(b)];
  if (a.length > 0 && b.length > 0) {
    if (isValue(a) && isValue(b)) return 'value';
    if ((isPlace(a) && (shortB || isPlace(b))) || (isPlace(b) && shortA)) return 'place';
    if ((isMasked(a) && shortB) || (isMasked(b) && shortA)) return 'place';
    return 'replace';
  }
  return a.length === 0 ? 'insert' : 'delete';
}

/** Numbers with their units, and at least one number. */
function isValue(atoms: readonly Atom[]): boolean {
  const numeric = (atom: Atom): boolean => atom.kind === 'number' || atom.kind === 'date' || atom.kind === 'mask';
  return atoms.some(numeric) && atoms.every((atom) => numeric(atom) || UNIT.test(atom.text));
}

function isPlace(atoms: readonly Atom[]): boolean {
  return (
    atoms.some(({ kind }) => kind === 'place' || kind === 'level') &&
    atoms.every(({ kind, han }) => kind === 'place' || kind === 'level' || kind === 'mask' || han === 1)
  );
}

function isMasked(atoms: readonly Atom[]): boolean {
  return atoms.length === 1 && /^[Xx×*○□]+$/.test(atoms[0]!.text);
}

function isName(atoms: readonly Atom[]): boolean {
  let han = 0;
  for (const atom of atoms) {
    if (atom.kind === 'mark' || atom.kind === 'title') return false;
    han += atom.han;
  }
  return han <= LONGEST_NAME;
}
