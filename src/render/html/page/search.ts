/** What a reader types into a search field: words that must all stand there; `*` is any run of signs, `?` is one sign. */

/** A test of texts. An empty query fits everything; signs of a regular expression mean themselves. */
export function matcher(query: string): (text: string) => boolean {
  const words = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(
      (word) =>
        new RegExp(
          word
            .replace(/[\\^$.+()[\]{}|/-]/g, '\\$&')
            .replace(/\*+/g, '.*?')
            .replaceAll('?', '.'),
          'i',
        ),
    );
  return (text) => words.every((word) => word.test(text));
}
