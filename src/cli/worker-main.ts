/** Where a cluster starts a worker: the program without the check of its surroundings that `bin` makes. */

import { main } from './main.js';

await main(process.argv);
