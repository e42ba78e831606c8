/** fast-levenshtein ships without types. */
declare module 'fast-levenshtein' {
  const distance: { get(a: string, b: string): number };
  export default distance;
}
