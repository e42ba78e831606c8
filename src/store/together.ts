/** What several ask for in one turn is read in one go: a query for fifty rows costs hardly more than one for a single row. */

export class Together<Content> {
  private readonly readAll: (keys: readonly number[]) => Promise<ReadonlyMap<number, Content>>;
  private asked: Set<number> = new Set();
  private answer: Promise<ReadonlyMap<number, Content>> | undefined;

  constructor(readAll: (keys: readonly number[]) => Promise<ReadonlyMap<number, Content>>) {
    this.readAll = readAll;
  }

  /** What stands under the key; nothing where nothing does. A fault of reading is one of all who asked with it. */
  async get(key: number): Promise<Content | undefined> {
    this.asked.add(key);
    this.answer ??= this.soon();
    return (await this.answer).get(key);
  }

  private async soon(): Promise<ReadonlyMap<number, Content>> {
    // Whoever asks in this turn has asked by then.
    await Promise.resolve();
    const keys = [...this.asked];
    this.asked = new Set();
    this.answer = undefined;
    return this.readAll(keys);
  }
}
