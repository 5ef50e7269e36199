import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { inRoot } from "../tools/lib/root.mjs";

const PROGRAM = inRoot("dist/bin/conformance.js");
const FOLDERS = ["kubelet", "kubectl"];
const LINES = 10_000;

/** Ten thousand questions of all kinds and minors through one process. */
export async function conformance({ runs = 5 } = {}) {
  const title = `conformance: ${LINES} questions of all kinds through one process`;
  await ensureBuilt();
  const input = spreadOut(questions(), LINES).join("\n");
  const answered = Array.from({ length: runs }, () => answersTo(input));
  const ours = answered.map(({ wallNs }) => wallNs);
  const unsupported = answered[0].lines.filter((line) => JSON.parse(line).unsupported).length;
  const row = { name: "wall time", unit: "time", ours, target: { of: "ours", atMost: 5e9 } };
  return [{ title, rows: [row], notes: unsupported > 0 ? [`${unsupported} of a kind that has no answer yet`] : [] }];
}

/** Every recorded vector, once for each of its minors. */
function questions() {
  return FOLDERS.flatMap((folder) => vectorsIn(inRoot("conformance/vectors", folder))).flatMap(
    ({ id, kind, versions, input }) => versions.map((version) => JSON.stringify({ id, kind, version, input })),
  );
}

/** The conformance contract's vectors are in files named after their kind. */
function vectorsIn(folder) {
  return readdirSync(folder).flatMap((file) =>
    linesOf(gunzipSync(readFileSync(join(folder, file))).toString())
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => file === `${kind}.jsonl.gz`),
  );
}

/** As many as wanted, at even distances. */
function spreadOut(all, wanted) {
  return Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)]);
}

function answersTo(input) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], {
    input,
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  const wallNs = (performance.now() - began) * 1e6;
  const lines = linesOf(stdout);
  if (status !== 0 || lines.length !== LINES) {
    throw new Error(`${lines.length} of ${LINES} questions answered, exit code ${status}: ${stderr}`);
  }
  return { wallNs, lines };
}

function linesOf(text) {
  return text.split("\n").filter((line) => line !== "");
}
