/**
 * The sentences between two headings, as offsets: where each begins behind quotation marks and spaces, what ends it, and
 * whether a figure stands in it. One pass over the units, since every later look at leads begins here.
 */

export interface Sentence {
  /** Offsets in the reading, without the stop. */
  readonly from: number;
  readonly to: number;
  readonly opensLine: boolean;
  /** Stands right behind a heading in the same line. */
  readonly behindHeading: boolean;
  /** Ended by 。, not by another sign or its line. */
  readonly stopped: boolean;
  /** A digit or a mask of one stands in it. */
  readonly figure: boolean;
}

/** A stretch of text under one heading, without headings of its own. */
export interface Leaf {
  readonly from: number;
  readonly to: number;
  /** Items or bullets stand in it. */
  readonly itemised: boolean;
  /** Depth of the numbered heading above; 0 for none. */
  readonly depth: number;
}

/** What a unit is to a sentence: nothing, its end, what may stand before its first word, or a figure. */
const Part = { none: 0, end: 1, opener: 2, figure: 3 } as const;

function parts(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const give = (signs: string, part: number): void => {
    for (const sign of signs) table[sign.charCodeAt(0)] = part;
  };
  give('。!?\n', Part.end);
  give(' ”」)', Part.opener);
  give('0123456789Xx×', Part.figure);
  return table;
}

const PARTS = parts();
const STOP = 0x3002;
const LINE_END = 0x0a;

/** Sentences of a leaf; a sentence ends at 。!? or with its line. */
export function readSentences(text: string, { from, to }: Leaf, behind: ReadonlySet<number>): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let first = from;
  let opensLine = from === 0 || text[from - 1] === '\n' || text[from] === '\n';
  let figure = false;
  for (let i = from; i <= to; i++) {
    const sign = i < to ? text.charCodeAt(i) : LINE_END;
    const part = PARTS[sign];
    if (part === Part.none) continue;
    if (part === Part.figure) figure = true;
    else if (part === Part.opener) {
      if (first === i) first++;
    } else {
      if (first < i) {
        const behindHeading = behind.has(first);
        sentences.push({ from: first, to: i, opensLine, behindHeading, stopped: sign === STOP, figure });
      }
      opensLine = sign === LINE_END || (opensLine && first >= i);
      first = i + 1;
      figure = false;
    }
  }
  return sentences;
}
