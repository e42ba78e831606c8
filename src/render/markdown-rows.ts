/** A Markdown table of at most `limit` rows; what is left out is counted below it. Cells come escaped. */

import type { Sheet } from './markdown-passage.js';

export function rows<Row>(
  { words, limit }: Sheet,
  head: readonly string[],
  list: readonly Row[],
  cells: (row: Row) => readonly string[],
): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const lines = [line(head), line(head.map(() => '---')), ...list.slice(0, limit).map((row) => line(cells(row)))];
  return list.length > limit ? `${lines.join('\n')}\n\n${words.sentence.more(list.length - limit)}` : lines.join('\n');
}
