#!/usr/bin/env node
import { argv, exit, stderr, stdout, versions } from "node:process";

import { VERSION } from "./version.ts";

const [, , first, ...rest] = argv;
const [major = 0, minor = 0] = versions.node.split(".").map(Number);

// Asked most often by scripts, so it is answered before anything is loaded.
if (rest.length === 0 && (first === "--version" || first === "-V")) {
  stdout.write(`${VERSION}\n`);
} else {
  // What is loaded from here on does not load in an older Node.
  if (major < 20 || (major === 20 && minor < 19)) {
    stderr.write(`error: pullwhy needs Node 20.19 or newer; this is ${versions.node}\n`);
    exit(2);
  }
  const { main } = await import("./process/main.ts");
  await main();
}
