import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";

import type { KubernetesObject } from "../src/kinds/index.ts";
import { testCluster } from "./cluster.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { all, expectNothingOf, passwords } from "./passwords.ts";
import { serve } from "./serve.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-secrets-"));

function dockerConfig(password: string): string {
  return JSON.stringify({
    auths: {
      "registry.example": { username: "puller", password },
      "https://other.example/v1/": { auth: Buffer.from(`puller:${password}`).toString("base64") },
      [`https://puller:${encodeURIComponent(password)}@third.example`]: { username: "puller", password },
    },
  });
}

/** Secrets that decode, that do not, and a pod that names them. */
function manifests(password: string): string {
  const config = dockerConfig(password);
  const secret = (name: string, fields: object): object => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, annotations: { "kubectl.kubernetes.io/last-applied-configuration": config } },
    ...fields,
  });
  const type = "kubernetes.io/dockerconfigjson";
  const items = [
    secret("plain", { type, stringData: { ".dockerconfigjson": config } }),
    secret("encoded", { type, data: { ".dockerconfigjson": Buffer.from(config).toString("base64") } }),
    secret("cut", { type, stringData: { ".dockerconfigjson": config.slice(0, -9) } }),
    secret("opaque", { type: "Opaque", stringData: { password } }),
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web" },
      spec: {
        imagePullSecrets: ["plain", "encoded", "opaque"].map((name) => ({ name })),
        containers: [{ name: "app", image: "registry.example/shop/web:1" }],
      },
    },
  ];
  return items.map((item) => JSON.stringify(item)).join("\n---\n");
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A world with the password wherever one may stand. */
function world(password: string): string {
  const quoted = shellWord(password);
  const create =
    "kubectl create secret docker-registry regcred --docker-server=registry.example --docker-username=puller";
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "applied" }, stringData: { password } };
  return JSON.stringify({
    world: 1,
    title: "Secrets",
    for: "2m",
    registries: [
      {
        host: "registry.example",
        auth: { kind: "token", users: [{ username: "puller", password }] },
        repositories: [{ name: "shop/web", tags: ["1"] }],
      },
    ],
    cluster: { objects: JSON.parse(`[${manifests(password).replaceAll("\n---\n", ",")}]`) as unknown },
    nodes: [{ dockerConfig: dockerConfig(password) }],
    actions: [
      { at: "10s", run: `${create} --docker-password=${quoted}` },
      { at: "20s", run: `${create} --docker-password ${quoted}`, exits: 1 },
      { at: "30s", run: "kubectl apply -f -", stdin: secret },
      { at: "31s", run: `kubectl create secret generic literal --from-literal=password=${quoted}` },
      { at: "32s", run: `kubectl create secret generic literal2 --from-literal password=${quoted}` },
      { at: "33s", run: `kubectl patch secret opaque -p ${shellWord(JSON.stringify({ stringData: { password } }))}` },
      {
        at: "34s",
        run: `kubectl patch secret opaque --type=merge --patch=${shellWord(JSON.stringify({ stringData: { password } }))}`,
      },
      { at: "35s", run: `${create} --docker-password='${password}`, exits: 1 },
      { at: "40s", run: "kubectl describe pod web", exits: 1 },
      { at: "50s", run: "kubectl get secret plain -o yaml", exits: 1 },
    ],
  });
}

const TRACE_FORMATS = ["text", "wide", "json", "jsonl", "yaml", "md"];
const CREDENTIALS_FORMATS = ["text", "wide", "json", "yaml", "md"];

test("no password is ever printed by `credentials`, in any format", async () => {
  await fc.assert(
    fc.asyncProperty(passwords, async (password) => {
      const images = ["registry.example/shop/web", "other.example/x", "third.example/x"];
      const argvs = images.flatMap((image) =>
        CREDENTIALS_FORMATS.map((format) => ["credentials", image, "-o", format]),
      );
      const runs = await all(argvs, manifests(password));
      expect(runs.map(({ code }) => code)).toEqual(argvs.map(() => 0));
      expectNothingOf(password, runs);
    }),
    { numRuns: 25 },
  );
});

test("no password is ever printed by `trace` of manifests, in any format", async () => {
  await fc.assert(
    fc.asyncProperty(passwords, async (password) => {
      const runs = await all(
        TRACE_FORMATS.map((format) => ["trace", "--for", "1m", "--registry-answer", "unauthorized", "-o", format]),
        manifests(password),
      );
      expect(runs.map(({ code }) => code)).toEqual(TRACE_FORMATS.map(() => 0));
      expectNothingOf(password, runs);
    }),
    { numRuns: 10 },
  );
});

test("no password is ever printed by `trace` of a world, nor by the reasons behind its steps", async () => {
  const path = join(folder, "world.yaml");
  await fc.assert(
    fc.asyncProperty(passwords, async (password) => {
      writeFileSync(path, world(password));
      const formats = await all(TRACE_FORMATS.map((format) => ["trace", path, "-o", format]));
      const why = await all(["a1", "a2", "a3", "a4", "p1"].map((step) => ["trace", path, "--why", step]));
      expect(formats.map(({ code }) => code)).toEqual(TRACE_FORMATS.map(() => 0));
      expectNothingOf(password, [...formats, ...why]);
    }),
    { numRuns: 10 },
  );
});

test("no password is ever printed by the refusal of input that is cut anywhere", async () => {
  const path = join(folder, "cut.yaml");
  await fc.assert(
    fc.asyncProperty(passwords, fc.double({ min: 0, max: 1, noNaN: true }), async (password, at) => {
      const cut = (text: string): string => text.slice(0, Math.floor(text.length * at));
      writeFileSync(path, cut(world(password)));
      const runs = [
        ...(await all([
          ["trace", path],
          ["trace", "-f", path],
        ])),
        ...(await all(
          [
            ["trace", "--for", "20s"],
            ["credentials", "registry.example/x"],
          ],
          cut(manifests(password)),
        )),
      ];
      expect(runs).toHaveLength(4);
      expectNothingOf(password, runs);
    }),
    { numRuns: 40 },
  );
});

/** A paste with the password wherever logs and shells show one. */
function paste(password: string): string {
  const basic = Buffer.from(`puller:${password}`).toString("base64");
  const url = `https://puller:${encodeURIComponent(password)}@registry.example/v2/shop/web/manifests/1`;
  return [
    `$ kubectl create secret docker-registry regcred --docker-username=puller --docker-password=${shellWord(password)}`,
    `$ docker login registry.example -u puller -p ${shellWord(password)}`,
    "Events:",
    `  Warning  Failed  2m (x4 over 5m)  kubelet  Failed to pull image "registry.example/shop/web:1": failed to do request: Head "${url}": 401 Unauthorized`,
    `time="2026-11-20T10:11:12Z" level=error msg="trying to pull" error="unauthorized, Authorization: Basic ${basic}"`,
    `failed to pull image: request headers: Authorization: Bearer ${encodeURIComponent(password)}`,
    `failed to pull image with config ${dockerConfig(password)}`,
  ].join("\n");
}

const DIAGNOSE_FORMATS = ["text", "json", "yaml", "md"];

test("no password is ever printed by `diagnose` of what was pasted", async () => {
  await fc.assert(
    fc.asyncProperty(passwords, async (password) => {
      const runs = await all(
        DIAGNOSE_FORMATS.map((format) => ["diagnose", "-o", format]),
        paste(password),
      );
      expect(runs.map(({ code }) => code)).toEqual(DIAGNOSE_FORMATS.map(() => 1));
      expectNothingOf(password, runs);
    }),
    { numRuns: 50 },
  );
});

test("no password is ever printed by `diagnose` of a cluster", async () => {
  const kubeconfig = join(folder, "kubeconfig");
  const cluster = testCluster();
  const { url, close } = await serve((request) => cluster.api.fetch(request));
  onTestFinished(close);
  await fc.assert(
    fc.asyncProperty(passwords, async (password) => {
      for (const object of failing(password)) {
        cluster.store.put(`${object.kind.toLowerCase()}s`, object);
      }
      const user = { token: encodeURIComponent(password) };
      writeFileSync(kubeconfig, kubeconfigText({ server: url, user }));
      const runs = await all(
        DIAGNOSE_FORMATS.map((format) => ["diagnose", "--kubeconfig", kubeconfig, "-A", "--offline", "-o", format]),
      );
      expect(runs.map(({ code }) => code)).toEqual(DIAGNOSE_FORMATS.map(() => 1));
      expect(runs[1]?.out).toContain("plain");
      const given = [
        "fix",
        "pod/web",
        "--kubeconfig",
        kubeconfig,
        "--offline",
        "--username",
        "puller",
        "--password-stdin",
      ];
      const fixes = await all(
        [[...given, "-o", "json"], given, [...given, "-o", "yaml"], [...given, "--dry-run", "server"]],
        password,
      );
      writeFileSync(join(folder, "config.json"), dockerConfig(password));
      const fromFile = [...given.slice(0, 5), "--from-file", join(folder, "config.json")];
      fixes.push(...(await all([fromFile, [...fromFile, "-o", "json"]])));
      expect(fixes.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1]);
      expect(fixes[0]?.out).toContain("login of puller");
      expectNothingOf(password, [...runs, ...fixes]);
    }),
    { numRuns: 20 },
  );
});

test("no password beside an image is printed by `fix -f`, however the manifest is written", async () => {
  const path = join(folder, "fixed.yaml");
  const refused = "127.0.0.1:1/shop/web:1";
  const argv = ["fix", "-f", path, "--kubeconfig", join(folder, "none"), "--to", "127.0.0.1:1/shop/web:2"];
  const layouts = [
    (items: readonly object[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items }),
    (items: readonly object[]) => items.map((item) => JSON.stringify(item, null, 2)).join("\n---\n"),
    (items: readonly object[]) => items.map((item) => stringify(item, { lineWidth: 0 })).join("---\n"),
    (items: readonly object[]) => items.map((item) => stringify(item, { collectionStyle: "flow" })).join("---\n"),
  ];
  await fc.assert(
    fc.asyncProperty(passwords, fc.constantFrom(...layouts), fc.boolean(), async (password, layout, first) => {
      const env = { env: [{ name: "PASSWORD", value: password }], args: [`--password=${password}`, password] };
      const image = { image: refused };
      const container = { name: "app", ...(first ? { ...image, ...env } : { ...env, ...image }) };
      const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { password } };
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec: { containers: [container] } };
      writeFileSync(path, layout([secret, pod, secret]));
      const runs = await all([argv, [...argv, "-o", "json"], [...argv, "-o", "yaml"]]);
      expect(runs.map(({ code }) => code)).toEqual([1, 1, 1]);
      expect(runs[0]?.out).toContain("127.0.0.1:1/shop/web:2");
      expectNothingOf(password, runs);
    }),
    { numRuns: 20 },
  );
});

/** The pod of the manifests, refused by its registry, and the secrets as the API server keeps them. */
function failing(password: string): readonly KubernetesObject[] {
  const objects = manifests(password)
    .split("\n---\n")
    .map((text) => JSON.parse(text) as KubernetesObject & { readonly stringData?: Readonly<Record<string, string>> });
  const waiting = { reason: "ErrImagePull", message: "failed to authorize: 401 Unauthorized" };
  const status = { phase: "Pending", containerStatuses: [{ name: "app", state: { waiting } }] };
  return objects.map(({ stringData = {}, ...object }) => {
    const written = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text).toString("base64")]);
    const kept = { ...object, metadata: { ...object.metadata, namespace: "default", uid: object.metadata.name ?? "" } };
    return object.kind === "Pod" ? { ...kept, status } : { data: Object.fromEntries(written) as unknown, ...kept };
  });
}
