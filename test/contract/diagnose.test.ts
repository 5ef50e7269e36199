import { execFile } from "node:child_process";

import { expect, test } from "vitest";

import { builtProgram, ROOT } from "../built.ts";

const program = builtProgram();

/** What each world does to its pod, by its own story. In a cluster the secrets are there to be looked at and the registry
 * to be asked, so nothing is left open. */
const FAULTS: Readonly<Record<string, string>> = {
  "private-no-secret": "auth-missing",
  "secret-created-later": "pull-secret-missing",
  "secret-malformed": "pull-secret-malformed",
  "secret-wrong-host": "pull-secret-host-mismatch",
  "secret-wrong-namespace": "pull-secret-wrong-namespace",
  "secret-wrong-type": "pull-secret-malformed",
  "service-account-late": "auth-missing",
  "stale-secret-public-image": "auth-wrong-credentials",
  "unknown-authority": "tls-unknown-authority",
  "wrong-password": "auth-wrong-credentials",
  "wrong-tag": "tag-not-found",
};

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

test.concurrent.each(Object.entries(FAULTS))("diagnose finds in the cluster of %s: %s", async (world, fault) => {
  const { verdicts } = await diagnosedIn(world);
  expect(verdicts.map(({ cause }) => cause)).toEqual([fault]);
  const origins = verdicts.flatMap(({ evidence }) => evidence.map(({ origin }) => origin));
  expect(origins).toContain(fault.startsWith("pull-secret-") ? "secret" : "event");
});
