/** The measure of characters, as the ratios count them. */

export { countCharacters } from '../text/counted.js';
