import { expect, onTestFinished, test, vi } from "vitest";

import { cli, type CliRun } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 240_000 });

interface Plan {
  readonly plan: string;
  readonly world: string;
  readonly image: string;
  readonly flags: readonly string[];
}

const PLANS: readonly Plan[] = [
  {
    plan: "another image",
    world: "wrong-tag",
    image: "registry.example/shop/web:9",
    flags: ["--to", "registry.example/shop/web:1.4.2"],
  },
  {
    plan: "a login",
    world: "private-no-secret",
    image: "registry.example/shop/web:1.4.2",
    flags: ["--username", "puller", "--password-stdin"],
  },
  { plan: "a platform", world: "mixed-nodes", image: "registry.example/shop/web:1.4.2", flags: [] },
];

const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob", "Pod"] as const;
type Kind = (typeof KINDS)[number];

const CASES = PLANS.flatMap((plan) => KINDS.map((kind) => ({ ...plan, kind })));

/** Pods that come to the node for which there is no image, where the nodes differ. */
function manifest(kind: Kind, { image, world }: Plan): object {
  const container = { name: "app", image };
  const tolerations = [{ key: "only", operator: "Exists" }];
  const spec = {
    terminationGracePeriodSeconds: 0,
    containers: [container],
    ...(world === "mixed-nodes" && { tolerations }),
  };
  const metadata = { name: "own" };
  const labels = { app: "own" };
  const template = { metadata: { labels }, spec };
  const selector = { matchLabels: labels };
  const job = { template: { spec: { ...spec, restartPolicy: "OnFailure" } } };
  const specs = {
    Deployment: { selector, template },
    StatefulSet: { selector, template, serviceName: "own" },
    DaemonSet: { selector, template },
    ReplicaSet: { selector, template },
    Job: job,
    CronJob: { schedule: "0 0 1 1 *", jobTemplate: { spec: job } },
    Pod: spec,
  };
  const versions = { Job: "batch/v1", CronJob: "batch/v1", Pod: "v1" } as Partial<Record<Kind, string>>;
  return { apiVersion: versions[kind] ?? "apps/v1", kind, metadata, spec: specs[kind] };
}

/** The world's cluster and registries without its own pods, and somebody who has the rights of `rbac --fix`. */
async function begun(plan: Plan, kind: Kind): Promise<TestSandbox> {
  const sandbox = await startTestSandbox("1.36", { world: plan.world, actions: [] });
  onTestFinished(() => sandbox.stop());
  const kubectl = async (line: string, stdin?: string): Promise<void> => {
    const run = await sandbox.run(line, stdin === undefined ? {} : { stdin });
    expect({ line, code: run.exitCode, said: run.exitCode === 0 ? "" : run.stderr }).toEqual({
      line,
      code: 0,
      said: "",
    });
  };
  await kubectl("delete pods --all --now");
  // Nobody chooses the node: the scheduler would take either.
  if (plan.world === "mixed-nodes") await kubectl("cordon node-1");
  await kubectl("apply -f -", (await cli(["rbac", "--fix"])).out);
  await kubectl("create clusterrolebinding janes --clusterrole=pullwhy-fix --user=jane");
  await kubectl("apply -f -", JSON.stringify(manifest(kind, plan)));
  if (kind === "CronJob") await kubectl("create job by-hand --from=cronjob/own");
  for (let tries = 0; tries < 60; tries += 1) {
    await sandbox.jump(1_000);
    if (/ErrImage|ImagePull/.test((await sandbox.run("get pods --no-headers")).stdout)) break;
  }
  if (plan.world === "mixed-nodes") await kubectl("uncordon node-1");
  return sandbox;
}

function fix(sandbox: TestSandbox, flags: readonly string[]): Promise<CliRun> {
  let waited = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    await sandbox.jump(milliseconds);
  };
  const argv = [
    "fix",
    ...flags,
    "--as",
    "jane",
    "--kubeconfig",
    sandbox.kubeconfig,
    "--timeout",
    "60s",
    "--apply",
    "--yes",
  ];
  return cli(argv, { stdin: "puller-pass\n", io: { sleep, now: () => Date.now() + waited } });
}

async function statuses(sandbox: TestSandbox): Promise<string> {
  await sandbox.jump(2_000);
  const { stdout } = await sandbox.run("get pods --no-headers");
  const words = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ +/)[2] ?? "");
  return [...new Set(words)].filter((word) => word !== "Terminating").join();
}

async function templateOf(sandbox: TestSandbox, kind: Kind): Promise<object> {
  const { stdout } = await sandbox.run(`get ${kind.toLowerCase()}/own -o json`);
  const { spec } = JSON.parse(stdout) as { spec: Record<string, never> };
  const paths = { Pod: [], CronJob: ["jobTemplate", "spec", "template", "spec"] } as Partial<Record<Kind, string[]>>;
  const path = paths[kind] ?? ["template", "spec"];
  const own = path.reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, spec);
  const [{ image }] = own["containers"] as [{ image: string }];
  return { image, secrets: own["imagePullSecrets"], nodes: own["nodeSelector"] };
}

test.each(CASES)("$plan for the pods of a $kind: they run with it, and --undo brings back what was", async (each) => {
  const { kind, flags } = each;
  const sandbox = await begun(each, kind);
  const before = await templateOf(sandbox, kind);
  const target = `${kind.toLowerCase()}/own`;
  const { code, out, err } = await fix(sandbox, [target, ...flags]);
  expect({ code, text: code === 0 ? "" : out + err }).toEqual({ code: 0, text: "" });
  expect(out + err).not.toContain("puller-pass");
  expect(["Running", "Completed"]).toContain(await statuses(sandbox));
  expect((await sandbox.run("get secrets -o name")).stdout).not.toContain("remakes");
  const undone = await fix(sandbox, [target, "--undo"]);
  expect({ code: undone.code, text: undone.code === 0 ? "" : undone.out + undone.err }).toEqual({ code: 0, text: "" });
  expect(await templateOf(sandbox, kind)).toEqual(before);
});
