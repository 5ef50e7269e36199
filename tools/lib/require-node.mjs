// Imported first, so that an old Node gets a sentence instead of a syntax error from a later import.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`pullwhy needs Node 20.19 or newer; this is ${process.versions.node} (${process.execPath})`);
  process.exit(2);
}
