/** Counts by key and by issuer: how often each was said, and by how many. The reports of an issuer come one after another. */

export interface Said {
  count: number;
  issuers: number;
  /** Issuer counted last. */
  last: number;
}

export class IssuerTally<Key> {
  readonly counts: Map<Key, Said> = new Map();

  add(key: Key, issuer: number): void {
    const known = this.counts.get(key);
    if (known === undefined) this.counts.set(key, { count: 1, issuers: 1, last: issuer });
    else {
      known.count++;
      if (known.last !== issuer) known.issuers++;
      known.last = issuer;
    }
  }
}
