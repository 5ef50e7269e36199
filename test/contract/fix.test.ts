import { expect, test } from "vitest";

import { cli, type CliRun } from "../cli.ts";
import { WORLD_FIXES } from "../world-fixes.ts";
import { failingSandbox } from "./failing-sandbox.ts";
import type { TestSandbox } from "./test-sandbox.ts";

interface Story {
  readonly world: string;
  readonly cause: string;
  /** Done by somebody before, with the real kubectl. */
  readonly before?: readonly string[];
}

const LATE = [
  "create secret docker-registry regcred --docker-server=registry.example --docker-username=puller --docker-password=puller-pass",
  `patch serviceaccount default -p {"imagePullSecrets":[{"name":"regcred"}]}`,
];
const BAD_ROLLOUT = "set image deployment/web app=registry.example/shop/web:1.5.0";

/** Worlds whose cause has a fix in the cluster. */
const STORIES: readonly Story[] = [
  { world: "wrong-tag", cause: "tag-not-found" },
  { world: "typo-repo", cause: "repository-not-found" },
  { world: "init-container", cause: "tag-not-found" },
  { world: "two-containers", cause: "tag-not-found" },
  { world: "same-image-twice", cause: "tag-not-found" },
  { world: "digest-not-found", cause: "digest-not-found" },
  { world: "invalid-reference", cause: "invalid-image-name" },
  { world: "host-left-out", cause: "repository-not-found" },
  { world: "rollout-bad-tag", cause: "tag-not-found", before: [BAD_ROLLOUT] },
  { world: "private-no-secret", cause: "auth-missing" },
  { world: "secret-created-later", cause: "pull-secret-missing" },
  { world: "secret-malformed", cause: "pull-secret-malformed" },
  { world: "wrong-password", cause: "auth-wrong-credentials" },
  { world: "secret-wrong-host", cause: "pull-secret-host-mismatch" },
  { world: "secret-wrong-namespace", cause: "pull-secret-wrong-namespace" },
  { world: "secret-wrong-type", cause: "pull-secret-malformed" },
  { world: "stale-secret-public-image", cause: "auth-wrong-credentials" },
  { world: "sa-patched-late", cause: "auth-missing", before: LATE },
  { world: "policy-never", cause: "never-pull-not-present" },
];

const table: string[] = [];

/** Runs `fix` in this process; when it waits, the sandbox's time goes on. */
function fix(sandbox: TestSandbox, { world }: Story, more: readonly string[]): Promise<CliRun> {
  const { target = "pod/web", runs: [flags = []] = [], stdin } = WORLD_FIXES[world] ?? {};
  let waited = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    await sandbox.jump(milliseconds);
  };
  const io = { sleep, now: () => Date.now() + waited };
  const argv = ["fix", target, "--kubeconfig", sandbox.kubeconfig, ...flags, ...more, "--timeout", "60s"];
  return cli(argv, { ...(stdin !== undefined && { stdin }), io });
}

test.each(STORIES)("fix --apply ends in Running in the world $world", { timeout: 120_000 }, async (story) => {
  const { cause, world } = story;
  const sandbox = await failingSandbox(story.world, story.before);
  const shown = await fix(sandbox, story, ["-o", "json"]);
  const [first] = (JSON.parse(shown.out) as { fixes: readonly { cause: string; changes: readonly unknown[] }[] }).fixes;
  const applied = await fix(sandbox, story, ["--apply", "--yes"]);
  const { stdout } = await sandbox.run("get pods --no-headers");
  const words = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ +/)[2]);
  const statuses = [...new Set(words)].filter((word) => word !== "Terminating").join();
  table.push(`${world.padEnd(28)} ${first?.cause.padEnd(28)} ${statuses}`);
  expect(applied.out + shown.out).not.toContain("puller-pass");
  const seen = { cause: first?.cause, statuses, code: applied.code };
  expect(seen).toEqual({ cause, statuses: "Running", code: 0 });
});

test("the table of worlds and what has become of them", () => {
  console.log(table.join("\n"));
  expect(table).toHaveLength(STORIES.length);
});
