/** Line and column of a place in a text, for programs that point at lines. Both count from 1; columns are UTF-16 units. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Lines end at LF, CR or CR LF. Building is linear, a look-up logarithmic. */
export function lineFinder(text: string): (offset: number) => Position {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}
