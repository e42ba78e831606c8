/** Reads one thing ahead: while the caller works on what it got, the next is already on its way from the disk. */

/** Each item with what `read` gives for it, in order. One more than the caller has seen is being read, never two. */
export async function* readAhead<Item, Content>(
  items: readonly Item[],
  read: (item: Item) => Promise<Content>,
): AsyncGenerator<readonly [Item, Content]> {
  const begin = (i: number): Promise<Content> | undefined => {
    if (i >= items.length) return undefined;
    const content = read(items[i]!);
    // A caller that ends early leaves the last one alone: its fault is nobody's then.
    content.catch(() => {});
    return content;
  };
  let next = begin(0);
  for (let i = 0; next !== undefined; i++) {
    const content = await next;
    next = begin(i + 1);
    yield [items[i]!, content];
  }
}
