import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Sandbox, startSandbox } from "../../src/cli/sandbox/start.ts";
import { readWorldFile } from "../../src/cli/worlds/read-world-file.ts";
import { realTool } from "../../tools/lib/real-tool.mjs";
import { type Containerd, hasContainerd, startContainerd } from "./containerd.ts";
import { goTool } from "./go-tool.ts";
import { kubectl, kubectlPath, type KubectlRun } from "./real-kubectl.ts";

// Real clients push to and pull from the registries of a running sandbox, over HTTP on loopback.
const WORLD = `world: 1
title: Registries with and without a login
seed: 1
for: 1m
registries:
  - host: open.example
    repositories: [{ name: team/web, public: true, tags: ["1.0"] }]
  - host: basic.example
    auth: { kind: basic, users: [{ username: ci, password: right }] }
    repositories: [{ name: team/web, tags: ["1.0"] }]
  - host: token.example
    auth: { kind: token, realm: auth.example, users: [{ username: ci, password: right }] }
    repositories: [{ name: team/web, tags: ["1.0"] }]
`;
const HOSTS = ["open.example", "basic.example", "token.example"] as const;

const oras = goTool("tools/oras", "oras.land/oras/cmd/oras");
const crane = goTool("tools/crane", "github.com/google/go-containerregistry/cmd/crane");
const helm = realTool("helm", "1.36");
const hasSkopeo = spawnSync("skopeo", ["--version"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "pullwhy-clients-"));
let sandbox: Sandbox;

beforeAll(async () => {
  writeFileSync(join(folder, "world.yaml"), WORLD);
  const world = await readWorldFile(join(folder, "world.yaml"));
  if (!world.ok) throw new Error(JSON.stringify(world.fault));
  const started = await startSandbox({
    world: world.value,
    name: `clients-${process.pid}`,
    speed: 1,
    failed: (error) => {
      throw error;
    },
  });
  if (!started.ok) throw new Error(started.fault.message);
  sandbox = started.value;
  const login = { auth: Buffer.from("ci:right").toString("base64") };
  const auths = Object.fromEntries(HOSTS.slice(1).map((host) => [addressOf(host), login]));
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths }));
});

afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function addressOf(host: string): string {
  return `localhost:${sandbox.registries.get(host)}`;
}

/** What a client prints; throws what it complains about. */
async function run(command: string, line: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(command, line.split(" "), {
    cwd: folder,
    env: { HOME: folder, DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: join(folder, "config.json"), ...env },
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

const craneTitle = crane.missing === undefined ? "crane" : `crane (not run: ${crane.missing})`;

describe.skipIf(crane.path === undefined).each(HOSTS)(`${craneTitle} with %s`, (host) => {
  const ask = async (line: string): Promise<string> => run(crane.path ?? "", line.replaceAll("HOST", addressOf(host)));

  test("finds the images of the world well-formed", async () => {
    expect(await ask("validate --remote HOST/team/web:1.0")).toContain("PASS");
  });

  test("copies, tags, lists and deletes images", async () => {
    const digest = await ask("digest HOST/team/web:1.0");
    await ask("copy HOST/team/web:1.0 HOST/team/copy:1.0");
    await ask("tag HOST/team/copy:1.0 latest");

    expect(await ask("digest HOST/team/copy:latest")).toBe(digest);
    expect(await ask("ls HOST/team/copy")).toBe("1.0\nlatest");
    await ask(`delete HOST/team/copy@${digest}`);
    expect(await ask("ls HOST/team/copy")).toBe("");
    await expect(ask("digest HOST/team/copy:1.0")).rejects.toThrow("404");
  });

  test("pushes an image of its own, and pulls the same", async () => {
    await ask(`export HOST/team/web:1.0 ${host}.tar`);
    await ask(`append --base HOST/team/web:1.0 --new_layer ${host}.tar --new_tag HOST/team/more:1.0`);
    expect(await ask("validate --remote HOST/team/more:1.0")).toContain("PASS");

    const pulled = await ask("digest HOST/team/more:1.0");
    await ask(`pull --format=oci HOST/team/more:1.0 ${host}`);
    await ask(`push ${host} HOST/team/again:1.0`);
    expect(await ask("digest HOST/team/again:1.0")).toBe(pulled);
  });
});

const orasTitle = oras.missing === undefined ? "oras" : `oras (not run: ${oras.missing})`;

describe.skipIf(oras.path === undefined).each(HOSTS)(`${orasTitle} with %s`, (host) => {
  const ask = async (line: string): Promise<string> =>
    run(oras.path ?? "", `${line.replaceAll("HOST", addressOf(host))} --plain-http --registry-config config.json`);

  test("pushes a file, attaches another to it, finds both, and pulls the first", async () => {
    const [file, note] = [`${host}.txt`, `${host}.note`];
    writeFileSync(join(folder, file), "a file");
    writeFileSync(join(folder, note), "a note");
    await ask(`push HOST/team/files:1 ${file}:text/plain`);
    await ask(`attach HOST/team/files:1 ${note}:text/plain --artifact-type example/note`);

    expect(await ask("repo tags HOST/team/files")).toBe("1");
    expect(JSON.parse(await ask("discover HOST/team/files:1 --format json"))).toMatchObject({
      referrers: [{ artifactType: "example/note" }],
    });
    await ask(`pull HOST/team/files:1 --output pulled-by-oras-${host}`);
    expect(readFileSync(join(folder, `pulled-by-oras-${host}`, file), "utf8")).toBe("a file");
  });
});

describe.skipIf(!hasContainerd)("containerd", () => {
  let containerd: Containerd;

  beforeAll(async () => {
    containerd = await startContainerd();
  });

  afterAll(async () => containerd.stop());

  const digestOf = async (image: string): Promise<string | undefined> =>
    /sha256:\w+/.exec(await containerd.ask(`images ls name==${image}`))?.[0];

  test.each(HOSTS)(
    "pulls an image of %s with all its platforms, pushes it elsewhere, and pulls the same there",
    async (host) => {
      const login = host === "open.example" ? "" : "--user ci:right ";
      const [from, to] = [`${addressOf(host)}/team/web:1.0`, `${addressOf(host)}/containerd/web:1.0`];
      await containerd.ask(`content fetch --all-platforms --plain-http ${login}${from}`);
      const digest = await digestOf(from);
      await containerd.ask(`images tag ${from} ${to}`);
      await containerd.ask(`images push --plain-http ${login}${to}`);
      await containerd.ask(`images rm --sync ${from} ${to}`);
      await containerd.ask(`content fetch --all-platforms --plain-http ${login}${to}`);

      expect(digest).toMatch(/^sha256:/);
      expect(await digestOf(to)).toBe(digest);
    },
  );
});

describe.skipIf(!hasSkopeo).each(HOSTS)("skopeo with %s", (host) => {
  const ask = async (line: string): Promise<string> =>
    run("skopeo", line.replaceAll("HOST", `docker://${addressOf(host)}`));

  test("pulls an image, pushes it elsewhere, and deletes it", async () => {
    const from = "--src-tls-verify=false";
    const to = "--dest-tls-verify=false";
    const digest = async (repository: string): Promise<string> => {
      const raw = await ask(`inspect --raw --tls-verify=false HOST/${repository}:1.0`);
      return createHash("sha256").update(raw).digest("hex");
    };
    await ask(`copy --insecure-policy --all ${from} HOST/team/web:1.0 oci:skopeo-${host}:1.0`);
    await ask(`copy --insecure-policy --all ${to} oci:skopeo-${host}:1.0 HOST/skopeo/web:1.0`);

    expect(await digest("skopeo/web")).toBe(await digest("team/web"));
    expect(JSON.parse(await ask("list-tags --tls-verify=false HOST/skopeo/web"))).toMatchObject({ Tags: ["1.0"] });
    await ask("delete --tls-verify=false HOST/skopeo/web:1.0");
    await expect(ask("inspect --tls-verify=false HOST/skopeo/web:1.0")).rejects.toThrow("manifest unknown");
  });
});

describe.skipIf(helm === undefined).each(HOSTS)("helm with %s", (host) => {
  test("pushes a chart, and pulls the same", async () => {
    const chart = `chart-${host.split(".", 1).join()}`;
    const env = { HELM_REGISTRY_CONFIG: join(folder, "config.json") };
    const charts = `oci://${addressOf(host)}/charts`;
    const ask = async (line: string): Promise<string> => run(helm ?? "", line, env);
    await ask(`create ${chart}`);
    await ask(`package ${chart}`);
    await ask(`push ${chart}-0.1.0.tgz ${charts} --plain-http`);
    await ask(`pull ${charts}/${chart} --version 0.1.0 --plain-http --destination pulled-${host} --untar --untardir .`);

    expect(readFileSync(join(folder, `pulled-${host}`, chart, "Chart.yaml"), "utf8")).toContain(`name: ${chart}`);
  });
});

test.skipIf(crane.path === undefined || kubectlPath("1.36") === undefined)(
  "a pod runs an image that was pushed into the sandbox",
  async () => {
    const ask = async (line: string): Promise<KubectlRun> =>
      kubectl("1.36", line.split(" "), { kubeconfig: sandbox.kubeconfig });
    const address = addressOf("open.example");
    await run(crane.path ?? "", `copy ${address}/team/web:1.0 ${address}/pushed/app:2.0`);
    await ask("run pushed --image=open.example/pushed/app:2.0");
    const { stdout } = await ask("wait --for=condition=Ready pod/pushed --timeout=20s");

    expect(stdout).toContain("condition met");
  },
);
