#!/usr/bin/env node
// Starts the command line. An old Node would fail with a syntax error far from here; say what is needed instead.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  console.error(
    `taohua: needs Node 20.12 or newer, this is ${process.versions.node}. Install a current Node and try again.`,
  );
  process.exit(70);
}
const { main } = await import('../dist/cli/main.js');
await main(process.argv);
