#!/usr/bin/env node
// Starts the command line. An old Node would fail with a syntax error far from here; say what is needed instead.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(
    `taohua: needs Node 20.12 or newer, this is ${process.versions.node}. Install a current Node and try again.`,
  );
  process.exit(70);
}
// Most commands end before optimised code has paid for its own compilation, so a function must run some fifteen times as
// long before it is compiled again. V8 names this by version; where the name is not known, nothing is set. A draft that is
// flagged is held against hundreds of thousands of tokens, and waits for less when a second core compiles as usual.
const patience = new Map([
  [20, '--interrupt-budget=1000000'],
  [22, '--invocation-count-for-turbofan=45000'],
  [24, '--invocation-count-for-turbofan=45000'],
]).get(major);
if (patience !== undefined && process.argv[2] !== 'flag') (await import('node:v8')).setFlagsFromString(patience);
const { main } = await import('../dist/cli/main.js');
await main(process.argv);
