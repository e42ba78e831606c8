/** The choice that a mistyped word most likely meant. Written out: the package for distances sets up a collator when it loads. */

/** The nearest of `choices` within a third of its length in edits, or undefined. */
export function nearestOf(word: string, choices: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const choice of choices) {
    const distance = editsBetween(word.toLowerCase(), choice.toLowerCase());
    if (distance < least) {
      least = distance;
      best = choice;
    }
  }
  return best !== undefined && least <= Math.max(1, Math.ceil(best.length / 3)) ? best : undefined;
}

/** Longer words are no typing slip of an option; the table below grows with the square. */
const LONGEST_WORD = 100;

/** Insertions, deletions and replacements (Wagner and Fischer 1974), one row at a time. */
function editsBetween(a: string, b: string): number {
  if (a.length > LONGEST_WORD) return a.length;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
