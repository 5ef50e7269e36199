// npm start: installs and builds what is missing, then runs the demo, or pullwhy with the arguments given.
import "./lib/require-node.mjs";

import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";

import { ensureBuilt } from "./lib/ensure-built.mjs";
import { ensureInstalled } from "./lib/ensure-installed.mjs";
import { realTool } from "./lib/real-tool.mjs";
import { inRoot } from "./lib/root.mjs";

ensureInstalled();
await ensureBuilt();

const given = process.argv.slice(2);
const args = given.length === 0 ? ["demo"] : given;
// The demo shows the real kubectl where there is one for this platform.
const kubectl = args[0] === "demo" ? realTool("kubectl", "1.36") : undefined;
const PATH = [...(kubectl === undefined ? [] : [dirname(kubectl)]), process.env.PATH ?? ""].join(delimiter);
const child = spawn(process.execPath, [inRoot("dist/bin/pullwhy.js"), ...args], {
  stdio: "inherit",
  env: { ...process.env, PATH },
});
// Ctrl-C reaches the child too; it decides how to end.
process.on("SIGINT", () => undefined);
child.on("exit", (code) => process.exit(code ?? 1));
