/**
 * Whether an OLE compound file (the frame of .doc) can be walked safely. word-extractor follows sector chains and the
 * directory tree without looking back, so a loop in a damaged file would never end; here each is walked once, bounded.
 * Layout: [MS-CFB] Compound File Binary Format.
 */

const FREE = -1;
const HEADER = 512;
const ENTRY = 128;

/** What is wrong with the file, in words that continue "but …"; undefined when it can be read. Cost: linear. */
export function oleFault(bytes: Uint8Array): string | undefined {
  if (bytes.length < HEADER) return 'it is shorter than its header';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  const shortShift = view.getUint16(32, true);
  if ((shift !== 9 && shift !== 12) || shortShift !== 6) return 'its sector size is impossible';
  const file: OleFile = { view, sectorBytes: 1 << shift, sectors: Math.ceil(bytes.length / (1 << shift)) - 1 };
  const tableSectors = allocationSectors(file);
  if (typeof tableSectors === 'string') return tableSectors;
  const table = readTable(file, tableSectors);
  const shortChain = chainFrom(table, view.getInt32(60, true));
  const directory = chainFrom(table, view.getInt32(48, true));
  if (!shortChain || !directory) return 'its sectors run in a circle';
  if (directory.length === 0) return 'it has no directory';
  const shortTable = readTable(file, shortChain);
  return directoryFault(file, directory, table, shortTable);
}

interface OleFile {
  readonly view: DataView;
  readonly sectorBytes: number;
  readonly sectors: number;
}

const offsetOf = ({ sectorBytes }: OleFile, sector: number): number => (sector + 1) * sectorBytes;

function inside(file: OleFile, sector: number): boolean {
  return sector >= 0 && offsetOf(file, sector) + file.sectorBytes <= file.view.byteLength + file.sectorBytes;
}

/** Sector numbers of the allocation table: 109 in the header, the rest in a chain of their own. */
function allocationSectors(file: OleFile): number[] | string {
  const { view, sectorBytes } = file;
  const count = view.getInt32(44, true);
  if (count < 1 || count > file.sectors) return 'the size of its allocation table is impossible';
  const sectors: number[] = [];
  for (let i = 0; i < 109 && sectors.length < count; i++) sectors.push(view.getInt32(76 + 4 * i, true));
  let next = view.getInt32(68, true);
  const chained = view.getInt32(72, true);
  if (chained < 0 || chained > file.sectors) return 'the size of its allocation table is impossible';
  for (let i = 0; i < chained && sectors.length < count; i++) {
    if (!inside(file, next) || offsetOf(file, next) + sectorBytes > view.byteLength)
      return 'its allocation table lies outside the file';
    for (let at = 0; at < sectorBytes - 4 && sectors.length < count; at += 4)
      sectors.push(view.getInt32(offsetOf(file, next) + at, true));
    next = view.getInt32(offsetOf(file, next) + sectorBytes - 4, true);
  }
  if (sectors.length < count || sectors.some((sector) => !inside(file, sector)))
    return 'its allocation table lies outside the file';
  return sectors;
}

function readTable(file: OleFile, sectors: readonly number[]): Int32Array {
  const perSector = file.sectorBytes / 4;
  const table = new Int32Array(sectors.length * perSector).fill(FREE);
  for (const [i, sector] of sectors.entries()) {
    for (let k = 0; k < perSector; k++) {
      const at = offsetOf(file, sector) + 4 * k;
      if (at + 4 <= file.view.byteLength) table[i * perSector + k] = file.view.getInt32(at, true);
    }
  }
  return table;
}

/** The chain that starts at `sector`; undefined when it is longer than the table, so that it must loop. */
function chainFrom(table: Int32Array, sector: number): number[] | undefined {
  const chain: number[] = [];
  for (let at = sector; at > FREE; at = table[at] ?? FREE) {
    if (chain.length > table.length) return undefined;
    if (at >= table.length) break;
    chain.push(at);
  }
  return chain;
}

function directoryFault(
  file: OleFile,
  sectors: readonly number[],
  table: Int32Array,
  shortTable: Int32Array,
): string | undefined {
  const { view, sectorBytes } = file;
  const perSector = sectorBytes / ENTRY;
  const count = sectors.length * perSector;
  const shortMax = view.getInt32(56, true);
  const parents = new Uint8Array(count);
  let budget = 4 * (table.length + shortTable.length) + count;
  let hasText = false;
  for (let i = 0; i < count; i++) {
    const at = offsetOf(file, sectors[Math.floor(i / perSector)] ?? 0) + (i % perSector) * ENTRY;
    if (at + ENTRY > view.byteLength) return 'its directory lies outside the file';
    const type = view.getUint8(at + 66);
    if (type === 0) continue;
    // Each entry may hang from one place only, or walking the tree might never end.
    for (const link of [68, 72, 76]) {
      const child = view.getInt32(at + link, true);
      if (child === FREE) continue;
      if (child < 0 || child >= count || parents[child] === 1) return 'its directory is no tree';
      parents[child] = 1;
    }
    const short = type === 2 && view.getInt32(at + 120, true) < shortMax;
    const chain = chainFrom(short ? shortTable : table, view.getInt32(at + 116, true));
    if (!chain) return 'its sectors run in a circle';
    budget -= chain.length;
    if (budget < 0) return 'its streams share their sectors';
    if (type === 2 && nameOf(view, at) === 'WordDocument') {
      hasText = true;
      // The flags of its header ([MS-DOC] FibBase): bit 8 says that the text is encrypted.
      const flags = short ? -1 : offsetOf(file, chain[0] ?? 0) + 10;
      if (flags >= 0 && flags + 2 <= view.byteLength && (view.getUint16(flags, true) & 0x100) !== 0)
        return 'it is encrypted: a copy without a password is needed';
    }
  }
  return hasText ? undefined : 'there is no Word text in it (perhaps it is a spreadsheet or a presentation)';
}

function nameOf(view: DataView, at: number): string {
  let name = '';
  for (let i = 0; i < 32; i++) {
    const unit = view.getUint16(at + 2 * i, true);
    if (unit === 0) break;
    name += String.fromCharCode(unit);
  }
  return name;
}
