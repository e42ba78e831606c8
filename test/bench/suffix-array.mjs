/**
 * The other way to exact repeats: a suffix array by induced sorting (SA-IS, Nong, Zhang and Chan 2009) with the longest
 * common prefixes (Kärkkäinen, Manzini and Puglisi 2009), on typed arrays. A peer for the benchmark, an oracle for tests.
 */

export function suffixArray(text, largest = 65535) {
  const n = text.length;
  if (n === 0) return new Int32Array(0);
  if (n === 1) return new Int32Array(1);
  const sa = new Int32Array(n);
  const isS = new Uint8Array(n);
  for (let i = n - 2; i >= 0; i--) isS[i] = text[i] === text[i + 1] ? isS[i + 1] : text[i] < text[i + 1] ? 1 : 0;
  const startL = new Int32Array(largest + 2);
  const startS = new Int32Array(largest + 2);
  for (let i = 0; i < n; i++) {
    if (isS[i]) startL[text[i] + 1]++;
    else startS[text[i]]++;
  }
  for (let c = 0; c <= largest; c++) {
    startS[c] += startL[c];
    startL[c + 1] += startS[c];
  }
  const next = new Int32Array(largest + 2);
  const induce = (lms) => {
    sa.fill(-1);
    next.set(startS);
    for (let i = 0; i < lms.length; i++) sa[next[text[lms[i]]]++] = lms[i];
    next.set(startL);
    sa[next[text[n - 1]]++] = n - 1;
    for (let i = 0; i < n; i++) {
      const v = sa[i] - 1;
      if (v >= 0 && !isS[v]) sa[next[text[v]]++] = v;
    }
    next.set(startL);
    for (let i = n - 1; i >= 0; i--) {
      const v = sa[i] - 1;
      if (v >= 0 && isS[v]) sa[--next[text[v] + 1]] = v;
    }
  };
  let count = 0;
  for (let i = 1; i < n; i++) if (!isS[i - 1] && isS[i]) count++;
  const lms = new Int32Array(count);
  const number = new Int32Array(n).fill(-1);
  for (let i = 1, m = 0; i < n; i++) {
    if (isS[i - 1] || !isS[i]) continue;
    number[i] = m;
    lms[m++] = i;
  }
  induce(lms);
  if (count === 0) return sa;
  const sorted = new Int32Array(count);
  for (let i = 0, m = 0; i < n; i++) if (number[sa[i]] >= 0) sorted[m++] = sa[i];
  const names = new Int32Array(count);
  let name = 0;
  for (let i = 1; i < count; i++) {
    if (!sameBlock(text, lms, number, sorted[i - 1], sorted[i])) name++;
    names[number[sorted[i]]] = name;
  }
  const order = suffixArray(names, name);
  for (let i = 0; i < count; i++) sorted[i] = lms[order[i]];
  induce(sorted);
  return sa;
}

function sameBlock(text, lms, number, a, b) {
  const n = text.length;
  const endA = number[a] + 1 < lms.length ? lms[number[a] + 1] : n;
  const endB = number[b] + 1 < lms.length ? lms[number[b] + 1] : n;
  if (endA - a !== endB - b || endA === n || endB === n) return false;
  for (let i = 0; i <= endA - a; i++) if (text[a + i] !== text[b + i]) return false;
  return true;
}

/** lcp[i] = common prefix of the suffixes of rank i - 1 and i; lcp[0] = 0. */
export function commonPrefixes(text, sa) {
  const n = text.length;
  const before = new Int32Array(n);
  for (let i = 0; i < n; i++) before[sa[i]] = i === 0 ? -1 : sa[i - 1];
  const permuted = before;
  for (let i = 0, length = 0; i < n; i++) {
    const other = before[i];
    if (other < 0) {
      permuted[i] = length = 0;
      continue;
    }
    const most = n - Math.max(i, other);
    while (length < most && text[i + length] === text[other + length]) length++;
    permuted[i] = length;
    if (length > 0) length--;
  }
  const lcp = new Int32Array(n);
  for (let i = 0; i < n; i++) lcp[i] = permuted[sa[i]];
  return lcp;
}
