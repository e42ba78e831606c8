#!/usr/bin/env node
// Starts the command line. An old Node would fail with a syntax error far from here; say what is needed instead.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(
    `taohua: needs Node 20.12 or newer, this is ${process.versions.node}. Install a current Node and try again.`,
  );
  process.exit(70);
}
// V8 names its settings by version; where the names are not known, nothing is set. Most commands end before optimised code
// has paid for its own compilation: a function must run some time longer before it is compiled again, and less of other
// functions is compiled into it. A draft that is flagged is held against hundreds of thousands of tokens; it waits for
// optimised code, so it is not made to wait longer.
const haste = ['--max-inlined-bytecode-size-cumulative=200'];
const settings =
  process.argv[2] === 'flag'
    ? { 20: ['--interrupt-budget=135168', ...haste], 22: haste, 24: haste }
    : {
        20: ['--interrupt-budget=400000', ...haste],
        22: ['--invocation-count-for-turbofan=12000', ...haste],
        24: ['--invocation-count-for-turbofan=45000', ...haste],
      };
for (const setting of settings[major] ?? []) (await import('node:v8')).setFlagsFromString(setting);
const { main } = await import('../dist/cli/main.js');
await main(process.argv);
