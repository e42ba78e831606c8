/** The measure of characters for the rooms above, which do not reach down to the room text. */

export { countCharacters, runningCounts } from '../text/counted.js';
