/** Reads ahead: while the caller works on what it got, the next few are already on their way from the disk. */

/** Items that are begun together: enough that one query reads many, few enough to stand in memory. */
export const TOGETHER = 16;

/** Each item with what `read` gives for it, in order; the first are begun at once. At most two batches more than the caller has seen are begun. */
export function readAhead<Item, Content>(
  items: readonly Item[],
  read: (item: Item) => Promise<Content>,
): AsyncGenerator<readonly [Item, Content]> {
  const begin = (from: number): readonly Promise<Content>[] =>
    items.slice(from, from + TOGETHER).map((item) => {
      const content = read(item);
      // A caller that ends early leaves the rest alone: its fault is nobody's then.
      content.catch(() => {});
      return content;
    });
  return inOrder(items, begin, begin(0));
}

async function* inOrder<Item, Content>(
  items: readonly Item[],
  begin: (from: number) => readonly Promise<Content>[],
  first: readonly Promise<Content>[],
): AsyncGenerator<readonly [Item, Content]> {
  let next = first;
  for (let from = 0; from < items.length; from += TOGETHER) {
    const batch = next;
    await Promise.allSettled(batch);
    next = begin(from + TOGETHER);
    for (const [i, content] of batch.entries()) yield [items[from + i]!, await content];
  }
}
