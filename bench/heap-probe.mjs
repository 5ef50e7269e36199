// Loaded into a sandbox that is measured (--import, --expose-gc): at SIGUSR2 it collects garbage and writes down what is left.
import { writeFileSync } from "node:fs";
import process from "node:process";

process.on("SIGUSR2", () => {
  globalThis.gc();
  writeFileSync(process.env.PULLWHY_HEAP_FILE, JSON.stringify(process.memoryUsage()));
});
