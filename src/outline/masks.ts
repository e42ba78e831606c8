/** Placeholders that hide names and numbers in a report: `XX`, `×`, `***`, `某市`. Listed as written, each once. */

/** Case and script as written: this reads the unfolded text. */
const MASK =
  /某(?=[省市州县縣区區旗镇鎮乡鄉村局院校厂企])[^\s]|(?<![A-Za-z\d])[XxＸ]{1,6}(?:[.·][XxＸ]{1,3})?(?![A-Za-z\d])|×{1,6}|\*{2,6}|(?<![\u4e00-\u9fff])[○〇]{2,6}|□{1,6}/g;

/** In order of first appearance. Times of day, products (2×3) and roman numbers are no masks. */
export function findMasks(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(MASK)) {
    const [token] = match;
    if (token === '×' && /\d\s*$/.test(text.slice(Math.max(0, match.index - 2), match.index))) continue;
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  // A single X is a mask only in company: 6+X, X光 and 第X are ordinary.
  const total = [...counts].reduce((sum, [token, times]) => sum + (/^[Xx×Ｘ]/.test(token) ? times : 0), 0);
  return [...counts.keys()].filter((token) => !/^[XxＸ]$/.test(token) || total >= 5);
}
