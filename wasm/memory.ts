/** The memory of an instance: what lies behind its table, and how more is had. */

const PAGE: u32 = 65536;
/** Bytes an area has at least. */
const STEP: u32 = 1 << 20;

/** The first byte that is not in use. */
export let free: usize = 0;
/**
 * Where the memory that is this instance's own ends. 0: all of it is, and grows with the need. Where several instances share
 * a memory, growing gives each an area behind all others, and blocks need not lie in one.
 */
let limit: usize = 0;

/** The memory from `from` on is free; up to `to`, where it is shared. */
export function settle(from: usize, to: usize): void {
  free = from;
  limit = to;
}

/** Bytes up to `end`; false when there are no more to be had. */
function reserve(end: usize): bool {
  const missing = <i64>end - ((<i64>memory.size()) << 16);
  if (missing <= 0) return true;
  // A step ahead of the need, so that growing is rare.
  const wanted = <i32>((missing + (<i64>end >> 4)) >> 16) + 16;
  return memory.grow(wanted) >= 0 || memory.grow(<i32>((missing + PAGE - 1) >> 16)) >= 0;
}

/** Moves `free` to an area of so many bytes that no other instance has. False when memory is short. */
function takeArea(bytes: usize): bool {
  const wanted = <i32>((bytes + PAGE - 1) >> 16);
  const before = memory.grow(wanted);
  if (before < 0) return false;
  free = (<usize>before) << 16;
  limit = free + ((<usize>wanted) << 16);
  return true;
}

/** Room for so many bytes at `free`, which may move. False when memory is short. */
export function makeRoom(bytes: u64): bool {
  if (bytes > <u64>(<u32>-1) - 2 * PAGE) return false;
  if (limit === 0) return <u64>free + bytes <= <u64>(<u32>-1) - PAGE && reserve(free + <usize>bytes);
  return <u64>free + bytes <= <u64>limit || takeArea(max<usize>(<usize>bytes, STEP));
}

/** So many bytes, 0 when there are no more. */
export function take(bytes: usize): usize {
  if (!makeRoom(bytes)) return 0;
  const at = free;
  free += bytes;
  return at;
}
