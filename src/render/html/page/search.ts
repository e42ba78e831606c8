/** What a reader types into a search field: words that must all stand there; `*` is any run of signs, `?` is one sign. */

/** A test of texts. An empty query fits everything. Linear in the text for each part of a word, whatever is typed. */
export function matcher(query: string): (text: string) => boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.split('*').filter((part) => part !== ''));
  return (text) => {
    const lower = text.toLowerCase();
    return words.every((parts) => {
      // The first place of each part leaves the most room for the next.
      let at = 0;
      return parts.every((part) => {
        const found = placeOf(part, lower, at);
        at = found + part.length;
        return found >= 0;
      });
    });
  };
}

function placeOf(part: string, text: string, from: number): number {
  if (!part.includes('?')) return text.indexOf(part, from);
  for (let at = from; at + part.length <= text.length; at++) {
    let fits = true;
    for (let i = 0; fits && i < part.length; i++) fits = part[i] === '?' || part[i] === text[at + i];
    if (fits) return at;
  }
  return -1;
}
