/** The stage programs by name: what `taohua worker` can be asked to do. */

import { align, pairs } from './align.js';
import { counts, grams, wanted } from './counts.js';
import { families } from './families.js';
import { finish } from './finish.js';
import { labels } from './labels.js';
import { gather, learn, place, tally } from './learn.js';
import { price, settle } from './price.js';
import { mapProgram, type Program, text, whole } from './program.js';
import { read } from './read.js';
import { links, runs } from './runs.js';

/** Gives every row back: shows that a pipe loses nothing. */
const echo: Program = mapProgram([...whole('n'), ...text('a', 'b')], [...whole('n'), ...text('a', 'b')], (row) => [
  row,
]);

export const PROGRAMS: Readonly<Record<string, Program>> = {
  read,
  families,
  learn,
  place,
  tally,
  gather,
  runs,
  links,
  pairs,
  align,
  wanted,
  grams,
  counts,
  price,
  settle,
  labels,
  finish,
  echo,
};
