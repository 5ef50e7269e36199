import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { cli } from "../cli.ts";
import { kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const isMissing = kubectlPath("1.36") === undefined;
const file = join(mkdtempSync(join(tmpdir(), "pullwhy-save-")), "saved.yaml");
const SHOWN = "get all,configmaps,secrets,serviceaccounts,roles,nodes,namespaces,crontabs -A -o json";
let first: TestSandbox;
let second: TestSandbox | undefined;

interface Shown {
  readonly kind: string;
  readonly metadata: {
    readonly uid: string;
    readonly namespace?: string;
    readonly name: string;
    readonly labels?: object;
  };
  readonly spec?: object;
  readonly data?: object;
  readonly rules?: object;
  readonly type?: string;
}

/** What a client sees of every object, without what changes by itself. */
async function shown(sandbox: TestSandbox): Promise<object[]> {
  const { items } = JSON.parse((await sandbox.run(SHOWN)).stdout) as { items: Shown[] };
  return items.map(({ kind, metadata: { uid, namespace, name, labels }, spec, data, rules, type }) => ({
    about: { kind, uid, namespace, name, labels },
    content: { spec, data, rules, type },
  }));
}

async function says(line: string, name: string): Promise<string> {
  const { code, out, err } = await cli(["sandbox", ...line.split(" "), "--sandbox", name]);
  return code === 0 ? out : `${code}: ${err}`;
}

const DEFINITION = JSON.stringify({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "crontabs.stable.example.com" },
  spec: {
    group: "stable.example.com",
    scope: "Namespaced",
    names: { plural: "crontabs", singular: "crontab", kind: "CronTab" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
});
const CUSTOM = JSON.stringify({
  apiVersion: "stable.example.com/v1",
  kind: "CronTab",
  metadata: { name: "nightly" },
  spec: { at: "0 3 * * *" },
});
const PRIVATE = JSON.stringify({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "owner" },
  spec: {
    imagePullSecrets: [{ name: "regcred" }],
    containers: [{ name: "app", image: "private.example/team/app:2.0" }],
  },
});

beforeAll(async () => {
  if (isMissing) return;
  first = await startTestSandbox("1.36", { world: "playground" });
  await first.run("create deployment web --image=registry.example/shop/web:1.4.1 --replicas=2");
  await first.run(
    "create secret docker-registry regcred --docker-server=private.example --docker-username=puller --docker-password=puller-pass",
  );
  await first.run("apply -f -", { stdin: PRIVATE });
  await first.run("apply -f -", { stdin: DEFINITION });
  await first.run("apply -f -", { stdin: CUSTOM });
  await first.run("create role reader --verb=get --resource=pods");
  await first.run("label node node-1 disk=ssd");
  await first.until("owner", "Running");
  await says("images push registry.example/shop/web:2.0", first.name);
  await says("fault add docker.io status --status 503 --for 10m", first.name);
});
afterAll(async () => {
  await first?.stop();
  await second?.stop();
});

test.skipIf(isMissing)(
  "what a sandbox saves is a sandbox with the same objects, registries, faults and images",
  async () => {
    expect(await says(`save ${file}`, first.name)).toBe(`${file} is written; only you can read it\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const objects = await shown(first);
    const images = await says("images list -o json", first.name);

    second = await startTestSandbox("1.36", { world: file });

    await second.until("owner", "Running");
    expect(await shown(second)).toEqual(objects);
    expect(await says("images list -o json", second.name)).toBe(images);
    expect(await says("fault list", second.name)).toMatch(/^docker\.io status 503 on any, for 9m\d+s\n$/);
    await second.run("run new --image=registry.example/shop/web:2.0");
    await second.until("new", "Running");
  },
);

test.skipIf(isMissing)("who pulled a private image before is known afterwards", async () => {
  await second?.run("run stranger --image=private.example/team/app:2.0");
  await second?.until("stranger", "ErrImagePull");
  expect((await second?.run("get pod stranger --no-headers"))?.stdout).toContain("ErrImagePull");
});

test.skipIf(isMissing)("refuses to write over a file, unless it is told to", async () => {
  expect(await says(`save ${file}`, first.name)).toMatch(
    /^2: error: Cannot write .*: it exists; a new file is wanted\n/,
  );
  expect(await says(`save ${file} --force`, first.name)).toMatch(/is written/);
  expect(await says("save /no/such/folder/file.yaml", first.name)).toMatch(/^2: .*the folder does not exist/);
});

test.skipIf(isMissing)("prints what has happened as a trace", async () => {
  const report = JSON.parse(await says("record -o json", first.name)) as { schema: string; steps: { id: string }[] };
  expect(report.schema).toBe("pullwhy.trace/v1");
  expect(report.steps.map(({ id }) => id)).toContain("p1.ok");
  expect(await says("record", first.name)).toContain("pulls private.example/team/app:2.0: pulled");
  expect(await says("record -o jsonl", first.name)).not.toContain("puller-pass");
});
