import { execFile } from "node:child_process";

import { expect, test } from "vitest";

import { builtProgram, ROOT } from "../built.ts";
import { WORLD_FAULTS } from "../world-faults.ts";

const program = builtProgram();

/** Worlds in which the secrets, and the registry when it is asked, leave nothing open. */
const TOLD = [
  "private-no-secret",
  "secret-created-later",
  "secret-malformed",
  "secret-wrong-host",
  "secret-wrong-namespace",
  "secret-wrong-type",
  "sa-patched-late",
  "stale-secret-public-image",
  "tls-unknown-ca",
  "wrong-password",
  "wrong-tag",
].map((world) => [world, WORLD_FAULTS[world] ?? ""] as const);

interface Report {
  readonly verdicts: readonly { readonly cause: string; readonly evidence: readonly { readonly origin: string }[] }[];
}

/** Starts the world in a sandbox, waits until something fails there, and lets `pullwhy` look as in any cluster. */
function diagnosedIn(world: string): Promise<Report> {
  const look = `"${process.execPath}" "${program}" -A -o json`;
  const script = `for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.3; found=$(${look}) || break; done; echo "$found"`;
  const args = [
    program,
    "sandbox",
    "--quiet",
    "--sandbox",
    `${world}-${process.pid}`,
    "--world",
    world,
    "--exec",
    "sh",
    "-c",
    script,
  ];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: ROOT, encoding: "utf8" }, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout) as Report);
      else reject(new Error(`${stderr}${stdout}`));
    });
  });
}

test.concurrent.each(TOLD)("diagnose finds in the cluster of %s: %s", async (world, fault) => {
  const { verdicts } = await diagnosedIn(world);
  expect(verdicts.map(({ cause }) => cause)).toEqual([fault]);
  const origins = verdicts.flatMap(({ evidence }) => evidence.map(({ origin }) => origin));
  expect(origins).toContain(fault.startsWith("pull-secret-") ? "secret" : "event");
});
