// npm run -s conformance: JSONL questions on stdin, JSONL answers on stdout, nothing else there.
import { ensureBuilt } from "./lib/ensure-built.mjs";
import { inRoot } from "./lib/root.mjs";

await ensureBuilt();
await import(inRoot("dist/bin/conformance.js"));
