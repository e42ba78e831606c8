/**
 * Pairs of tokens where the same telling run of eight stands: runs are entered report by report, sorted by their hash, and
 * the occurrences of each are linked. src/reuse/links-js.ts is the same in words; both must find the same links.
 */

const RUN: i32 = 8;
const LITERALS: i32 = 5;
const ALL_PAIRS: usize = 8;
const CHAIN: usize = 3;
const WORD: i32 = 1;
const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

/** Entries of 8 bytes, the hash above the token where the run begins; and the same again to sort them. */
let entries: usize = 0;
let others: usize = 0;
let most: u32 = 0;
let size: u32 = 0;
let counts: usize = 0;
/** First token and issuer of each document, and where the last one ends. */
let starts: usize = 0;
let issuers: usize = 0;
let documents: u32 = 0;
/** Occurrences of one run, one a document. */
let held: usize = 0;
let maxIssuers: u32 = 0;
let slice: u32 = 0;
let slices: u32 = 1;

export function arrangeEntries(entriesAt: usize, othersAt: usize, room: u32, countsAt: usize): void {
  entries = entriesAt;
  others = othersAt;
  most = room;
  counts = countsAt;
}

export function arrangeDocuments(startsAt: usize, issuersAt: usize, count: u32, heldAt: usize): void {
  starts = startsAt;
  issuers = issuersAt;
  documents = count;
  held = heldAt;
}

/** Begins with the runs of one slice of the hashes. */
export function openSlice(own: u32, all: u32, fewIssuers: u32): void {
  slice = own;
  slices = all;
  maxIssuers = fewIssuers;
  size = 0;
}

/**
 * Enters the runs of a document of `length` tokens, the first of them token `first` of the corpus, that have enough
 * literals and are not all said by everybody. False when there is no room for more.
 */
export function enterRuns(ids: usize, kinds: usize, explained: usize, length: i32, first: u32): bool {
  let literals = 0;
  let open = 0;
  for (let last = 0; last < length; last++) {
    literals += <i32>(load<u8>(kinds + <usize>last) <= WORD);
    open += <i32>(load<u8>(explained + <usize>last) !== 1);
    const at = last - RUN + 1;
    if (at < 0) continue;
    if (literals >= LITERALS && open > RUN / 2) {
      const hash = hashAt(ids + ((<usize>at) << 2));
      if (slices === 1 || ((hash * 0x9e3779b1) >>> 8) % slices === slice) {
        if (size === most) return false;
        store<u64>(entries + ((<usize>size) << 3), ((<u64>hash) << 32) | <u64>(first + <u32>at));
        size++;
      }
    }
    literals -= <i32>(load<u8>(kinds + <usize>at) <= WORD);
    open -= <i32>(load<u8>(explained + <usize>at) !== 1);
  }
  return true;
}

function hashAt(at: usize): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i: usize = 0; i < (<usize>RUN) << 2; i += 4) {
    hash = (hash ^ load<u32>(at + i)) * 0x85ebca6b;
    hash ^= hash >>> 15;
  }
  return hash * 0xc2b2ae35;
}

/** Sorts the entries by one digit of their hash, in order otherwise. */
export function sortByDigit(digit: u32): void {
  const shift = <u64>(32 + digit * DIGIT_BITS);
  memory.fill(counts, 0, DIGITS << 2);
  const end = entries + ((<usize>size) << 3);
  for (let at = entries; at < end; at += 8) {
    const count = counts + digitOf(load<u64>(at), shift);
    store<u32>(count, load<u32>(count) + 1);
  }
  let sum: u32 = 0;
  for (let at = counts; at < counts + (DIGITS << 2); at += 4) {
    const count = load<u32>(at);
    store<u32>(at, sum);
    sum += count;
  }
  for (let at = entries; at < end; at += 8) {
    const entry = load<u64>(at);
    const next = counts + digitOf(entry, shift);
    const place = load<u32>(next);
    store<u32>(next, place + 1);
    store<u64>(others + ((<usize>place) << 3), entry);
  }
  const sorted = others;
  others = entries;
  entries = sorted;
}

/** Where the count of the digit stands, from the first. */
function digitOf(entry: u64, shift: u64): usize {
  return (<usize>((entry >> shift) & (DIGITS - 1))) << 2;
}

/** Where the links of the last call end, and the entry that the next one begins with. */
let linksEnd: usize = 0;
let linked: u32 = 0;

export function nextEntry(): u32 {
  return linked;
}

/** How many runs are entered. */
export function entryCount(): u32 {
  return size;
}

/** Links the occurrences of runs from an entry on, until so many links are written at `out`; where these end. */
export function linkRuns(from: u32, out: usize, enough: usize): usize {
  linksEnd = out;
  let i = from;
  while (i < size && linksEnd - out < enough << 3) {
    const hash = hashOf(i);
    let to = i + 1;
    while (to < size && hashOf(to) === hash) to++;
    if (to - i > 1) link(i, to);
    i = to;
  }
  linked = i;
  return linksEnd;
}

function hashOf(entry: u32): u32 {
  return load<u32>(entries + ((<usize>entry) << 3), 4);
}

/** Links the occurrences of one run, which ascend, when few issuers have it. */
function link(from: u32, to: u32): void {
  let count: usize = 0;
  let end: u32 = 0;
  let few: u32 = 0;
  let lastIssuer: u32 = -1;
  for (let i = from; i < to; i++) {
    const place = load<u32>(entries + ((<usize>i) << 3));
    if (place < end) continue;
    const document = documentAt(place);
    end = load<u32>(starts + ((<usize>document) << 2), 4);
    const issuer = load<u32>(issuers + ((<usize>document) << 2));
    if (issuer !== lastIssuer && ++few > maxIssuers) return;
    lastIssuer = issuer;
    store<u32>(held + (count << 2), place);
    count++;
  }
  const reach = count <= ALL_PAIRS ? count : CHAIN;
  for (let a: usize = 0; a < count; a++) {
    const last = min(count - 1, a + reach);
    for (let b = a + 1; b <= last; b++) {
      store<u32>(linksEnd, load<u32>(held + (a << 2)));
      store<u32>(linksEnd, load<u32>(held + (b << 2)), 4);
      linksEnd += 8;
    }
  }
}

/** The document that holds a token. */
function documentAt(token: u32): u32 {
  let low: u32 = 0;
  let high = documents - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (load<u32>(starts + ((<usize>middle) << 2)) <= token) low = middle;
    else high = middle - 1;
  }
  return low;
}
