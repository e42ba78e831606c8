/** word-extractor ships without types; only what is used is declared. */
declare module 'word-extractor' {
  import type { Buffer } from 'node:buffer';

  class WordExtractor {
    extract(source: Buffer): Promise<{ getBody(options: { filterUnicode: boolean }): string }>;
  }
  export default WordExtractor;
}
