import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../conformance/vectors.ts";
import { listAt, textAt } from "../src/base/index.ts";
import { isMinor, type KubernetesObject, type Minor, type PrinterRules, rulesOf } from "../src/kinds/index.ts";
import { type KubectlResult, runKubectl } from "../src/kubectl/index.ts";
import type { Change } from "../src/sandbox/store/index.ts";
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

interface Recorded {
  readonly namespace: string;
  /** Of the kubectl that was typed into. */
  readonly rules: PrinterRules;
  readonly actions: readonly Action[];
  /** Pods as they were created. */
  readonly created: readonly KubernetesObject[];
}

function readStory({ folder, story }: (typeof stories)[number]): Recorded {
  const path = join(ROOT, folder, story);
  const scenario = JSON.parse(gunzipSync(readFileSync(join(path, "scenario.json.gz"))).toString()) as {
    namespace: string;
    kubectl: string;
  };
  const actions = readJsonLines(join(path, "actions.jsonl.gz")) as Action[];
  const file = join(path, "pods.jsonl.gz");
  const pods = existsSync(file) ? (readJsonLines(file) as Change[]) : [];
  return {
    namespace: scenario.namespace,
    rules: rulesOf(minorOf(scenario.kubectl)).printer,
    actions: actions.filter((action) => action.do === "kubectl"),
    created: pods.filter(({ type }) => type === "ADDED").map(({ object }) => object),
  };
}

function minorOf(version: string): Minor {
  const minor = version.slice(1, 5);
  if (!isMinor(minor)) throw new Error(`No minor ${minor}`);
  return minor;
}

async function replay(cluster: TestCluster, action: Action, rules: PrinterRules): Promise<KubectlResult> {
  const results: KubectlResult[] = [];
  cluster.clock.start(async () => {
    results.push(
      await runKubectl({
        argv: action.argv,
        fetch: (request) => cluster.api.fetch(request),
        clock: cluster.clock,
        rules,
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

/** What is left of a new pod when everything is gone that chance or the moment decides. */
function newPod({ metadata, ...rest }: KubernetesObject): string {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ownerReferences = [], ...own } = metadata;
  const owners = ownerReferences.map(({ uid: _owner, ...reference }) => reference);
  const text = JSON.stringify({ ...rest, metadata: { ...own, ownerReferences: owners } }, (key, value: unknown) => {
    if (key === "managedFields") return undefined;
    if (key === "pod-template-hash" || key === "generateName") return "HASH";
    return key === "name" && ownedName.test(String(value)) ? "OWNED" : value;
  });
  return comparable(text);
}

const ownedName = /^web-[a-z0-9]{6,10}$/;

/** Each different pod once, in an order of its own. */
function different(pods: readonly KubernetesObject[]): unknown[] {
  const objects = [...new Set(pods.map(newPod))].map((text) => JSON.parse(text) as KubernetesObject);
  const place = ({ metadata, spec }: KubernetesObject & { spec?: unknown }): string =>
    `${metadata.name ?? ""} ${JSON.stringify(listAt(spec, "containers").map((container) => textAt(container, "image")))}`;
  return objects.toSorted((a, b) => place(a).localeCompare(place(b)));
}

describe.each(stories)("new pods are as recorded: $folder $story", (story) => {
  test("metadata, spec with every default, and first status", async () => {
    const { namespace, rules, actions, created } = readStory(story);
    const cluster = testCluster({ minor: minorOf(story.folder), namespace });
    const pods: KubernetesObject[] = [];
    cluster.store.watch(({ type, resource, object }) => {
      if (type === "ADDED" && resource === "pods") pods.push(object);
    });
    addNode(cluster, "node-1");
    startFakeKubelet(cluster);
    for (const action of actions) await replay(cluster, action, rules);
    expect(different(pods)).toEqual(different(created));
  });
});

describe.each(stories)("kubectl answers as recorded: $folder $story", (story) => {
  test("stdout, stderr and exit code of every command", async () => {
    const { namespace, rules, actions } = readStory(story);
    const cluster = testCluster({ minor: minorOf(story.folder), namespace });
    addNode(cluster, "node-1");
    startFakeKubelet(cluster);
    for (const action of actions) {
      const words = action.argv.slice(2, 4).join(" ");
      if (words in NOT_COMPARABLE) continue;
      const { exitCode, stdout, stderr } = await replay(cluster, action, rules);
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
