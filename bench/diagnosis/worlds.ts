import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { startSandbox } from "../../src/cli/sandbox/start.ts";
import { readWorldFile } from "../../src/cli/worlds/read-world-file.ts";
import type { Verdict, World } from "../../src/kinds/index.ts";
import { cli } from "../../test/cli.ts";
import { FAULT_SEEN, WORLD_FAULTS } from "../../test/world-faults.ts";

export interface Looked {
  readonly world: string;
  /** What the world does to its pods, by its own story. */
  readonly fault: string;
  /** What was found; of several the one that is right. */
  readonly verdict: Verdict | undefined;
  /** Verdicts beside it. */
  readonly others: readonly string[];
  /** Seconds into the world. */
  readonly at: number;
}

const folder = mkdtempSync(join(tmpdir(), "pullwhy-bench-"));
process.env["XDG_RUNTIME_DIR"] = folder;
process.env["XDG_CACHE_HOME"] = folder;
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** Where nothing fails yet, it is looked again after so many milliseconds. */
const STEP = 20_000;
const MOST_LOOKS = 4;

export const WORLDS: readonly string[] = Object.keys(WORLD_FAULTS);

/** Lets a world of that folder run on a sandbox until something fails there, and looks as in any cluster. */
export async function lookInto(world: string, worlds: string): Promise<Looked> {
  const fault = WORLD_FAULTS[world] ?? "";
  const read = await readWorldFile(join(worlds, `${world}.yaml`), world);
  if (!read.ok) throw new Error(read.fault.message);
  const failed = (error: unknown): void => {
    throw error;
  };
  const started = await startSandbox({ world: read.value, speed: 1, failed });
  if (!started.ok) throw new Error(started.fault.message);
  const sandbox = started.value;
  sandbox.live.play();
  try {
    let at = secondsOf(FAULT_SEEN[world] ?? "30s");
    await sandbox.jump(at * 1000);
    for (let look = 1; ; look += 1) {
      const verdicts = await verdictsIn(sandbox.kubeconfig, mirrorFiles(read.value));
      const right = verdicts.find(({ cause }) => cause === fault);
      if (verdicts.length > 0 || look === MOST_LOOKS) {
        const verdict = right ?? verdicts[0];
        const others = verdicts.filter((each) => each !== verdict).map(({ cause }) => cause);
        return { world, fault, verdict, others, at };
      }
      await sandbox.jump(STEP);
      at += STEP / 1000;
    }
  } finally {
    await sandbox.stop();
  }
}

/** The files in which a node of containerd has the world's mirrors, as an administrator would give them. */
function mirrorFiles({ nodes }: World): readonly string[] {
  return nodes.flatMap(({ reach }) =>
    (reach?.mirrors ?? []).map(({ registry, hosts, upstream }) => {
      const path = join(mkdtempSync(join(folder, "certs.d-")), registry, "hosts.toml");
      mkdirSync(dirname(path));
      const [first] = hosts;
      const server = !upstream && first !== undefined ? `server = "https://${first.host}"\n` : "";
      writeFileSync(path, server + hosts.map(({ host }) => `[host."https://${host}"]\n`).join(""));
      return path;
    }),
  );
}

async function verdictsIn(kubeconfig: string, mirrors: readonly string[]): Promise<readonly Verdict[]> {
  const given = mirrors.flatMap((file) => ["--mirrors", file]);
  const { out, err } = await cli(["diagnose", "-A", "-o", "json", "--kubeconfig", kubeconfig, ...given]);
  if (out === "") throw new Error(err);
  return (JSON.parse(out) as { readonly verdicts: readonly Verdict[] }).verdicts;
}

function secondsOf(text: string): number {
  const [, minutes = "0", seconds = "0"] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
