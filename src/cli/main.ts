#!/usr/bin/env node
import { argv, stdout } from "node:process";

import { VERSION } from "./version.ts";

const [, , first, ...rest] = argv;

// Asked most often by scripts, so it is answered before anything is loaded.
if (rest.length === 0 && (first === "--version" || first === "-V")) {
  stdout.write(`${VERSION}\n`);
} else {
  const { main } = await import("./process/main.ts");
  await main();
}
