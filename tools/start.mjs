// npm start: installs and builds what is missing, then runs the demo, or pullwhy with the arguments given.
import "./lib/require-node.mjs";

import { spawn } from "node:child_process";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { inRoot } from "./lib/root.mjs";

ensureInstalled();
await ensureBuilt();

const given = process.argv.slice(2);
const args = given.length === 0 ? ["demo"] : given;
const child = spawn(process.execPath, [inRoot("dist/bin/pullwhy.js"), ...args], { stdio: "inherit" });
// Ctrl-C reaches the child too; it decides how to end.
process.on("SIGINT", () => undefined);
child.on("exit", (code) => process.exit(code ?? 1));
