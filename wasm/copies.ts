/** The search for copies in a corpus: which tokens to link, and how common what may be copied is. */

export {
  arrangeDocuments,
  arrangeEntries,
  enterRuns,
  entryCount,
  linkRuns,
  nextEntry,
  openSlice,
  sortByDigit,
} from './links';
export { arrangeTables, countRuns } from './run-counts';
