/** Small helpers on lists. */

export function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
