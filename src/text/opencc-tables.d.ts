/** opencc-js ships its tables without types: one string of `traditional simplified…` entries, separated by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const table: string;
  export default table;
}
