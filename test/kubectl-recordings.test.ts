import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../conformance/vectors.ts";
import { isMinor } from "../src/kinds/index.ts";
import { type KubectlResult, runKubectl } from "../src/kubectl/index.ts";
import { addNode, testCluster, type TestCluster } from "./cluster.ts";
import { startFakeKubelet } from "./fake-kubelet.ts";

/** What cannot be compared, by the words of the command, and why. */
const NOT_COMPARABLE: Readonly<Record<string, string>> = {
  "rollout status": "prints a line for every step of the real controller that kubectl happened to see",
  "rollout history": "not a command that is carried out here",
  "rollout undo": "not a command that is carried out here",
};

interface Action {
  readonly t: number;
  readonly do: string;
  readonly argv: readonly string[];
  readonly stdin?: unknown;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(import.meta.dirname, "../conformance/recordings");

const stories = readdirSync(ROOT)
  .filter((folder) => folder.startsWith("v"))
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((story) => ({ folder, story })));

function readStory({ folder, story }: (typeof stories)[number]): { namespace: string; actions: Action[] } {
  const path = join(ROOT, folder, story);
  const scenario = JSON.parse(gunzipSync(readFileSync(join(path, "scenario.json.gz"))).toString()) as {
    namespace: string;
  };
  const actions = readJsonLines(join(path, "actions.jsonl.gz")) as Action[];
  return { namespace: scenario.namespace, actions: actions.filter((action) => action.do === "kubectl") };
}

async function replay(cluster: TestCluster, action: Action): Promise<KubectlResult> {
  const results: KubectlResult[] = [];
  cluster.clock.start(async () => {
    results.push(
      await runKubectl({
        argv: action.argv,
        fetch: (request) => cluster.api.fetch(request),
        clock: cluster.clock,
        ...(action.stdin === undefined ? {} : { stdin: JSON.stringify(action.stdin) }),
      }),
    );
  });
  await cluster.run(2_000);
  const [result] = results;
  if (result === undefined) throw new Error(`${action.argv.join(" ")} did not end`);
  return result;
}

/** Names that a controller made, and volumes that admission made, differ by chance. */
function comparable(text: string): string {
  return text
    .replaceAll(/web-[a-z0-9]{6,10}-[a-z0-9]{5}/g, "web-HASH-SUFFIX")
    .replaceAll(/kube-api-access-\w{5}/g, "kube-api-access-XXXXX");
}

describe.each(stories)("kubectl answers as recorded: $folder $story", (story) => {
  test("stdout, stderr and exit code of every command", async () => {
    const minor = story.folder.slice(1, 5);
    if (!isMinor(minor)) throw new Error(`No minor ${minor}`);
    const { namespace, actions } = readStory(story);
    const cluster = testCluster({ minor, namespace });
    addNode(cluster, "node-1");
    startFakeKubelet(cluster);
    for (const action of actions) {
      const words = action.argv.slice(2, 4).join(" ");
      if (words in NOT_COMPARABLE) continue;
      const { exitCode, stdout, stderr } = await replay(cluster, action);
      const { argv, code } = action;
      expect({ argv, code: exitCode, stdout: comparable(stdout), stderr: comparable(stderr) }).toEqual({
        argv,
        code,
        stdout: comparable(action.stdout),
        stderr: comparable(action.stderr),
      });
    }
  });
});
