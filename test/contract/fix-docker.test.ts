import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { afterEach, expect, test, vi } from "vitest";

import { testProgram, type TestProgram } from "../../src/node/test-programs.ts";
import { cli, type CliRun } from "../cli.ts";
import { failingSandbox } from "./failing-sandbox.ts";
import type { TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 180_000 });
afterEach(() => vi.unstubAllEnvs());

const HOST = "registry.example";
const auth = (login: string): object => ({ auth: Buffer.from(login).toString("base64") });

/** Knows one server, and writes down what it is asked about; says all else as the helpers of docker do. */
function keeps(server: string, login: object): string {
  const answer = JSON.stringify({ ServerURL: server, ...login });
  return `read asked; echo "$asked" >> "$HERE/asked"
[ "$asked" = "${server}" ] && echo '${answer}' && exit 0
echo 'credentials not found in native keychain'; exit 1`;
}

/** Docker as it is set up on somebody's machine: its config, and a helper `docker-credential-test` on PATH. */
function docker(config: object, script = "exit 1"): TestProgram {
  const helper = testProgram("docker-credential-test", script);
  const folder = dirname(helper.path);
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  vi.stubEnv("DOCKER_CONFIG", folder);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  return helper;
}

function fix(sandbox: TestSandbox, more: readonly string[] = []): Promise<CliRun> {
  const sleep = (milliseconds: number): Promise<void> => sandbox.jump(milliseconds);
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--from-docker", "--timeout", "60s", ...more];
  return cli(argv, { io: { sleep } });
}

const PULLER = { Username: "puller", Secret: "puller-pass" };

test("what a credential helper keeps for the registry becomes the pull secret, and nothing else", async () => {
  const sandbox = await failingSandbox("private-no-secret");
  const helper = docker(
    { auths: { [HOST]: {}, "other.example": auth("a:hunter2") }, credsStore: "test" },
    keeps(HOST, PULLER),
  );
  const { code, out, err } = await fix(sandbox, ["--apply", "--yes"]);
  expect({ code, text: code === 0 ? "" : out + err }).toEqual({ code: 0, text: "" });
  expect(out + err).not.toMatch(/puller-pass|hunter2/);
  expect(new Set(helper.lines("asked"))).toEqual(new Set([HOST]));
  const { stdout } = await sandbox.run("get secrets -o json");
  const { items } = JSON.parse(stdout) as { items: { data?: Record<string, string> }[] };
  const stored = items.flatMap(({ data }) => data?.[".dockerconfigjson"] ?? []);
  expect(stored.map((text) => JSON.parse(Buffer.from(text, "base64").toString()) as unknown)).toEqual([
    { auths: { [HOST]: { username: "puller", password: "puller-pass", ...auth("puller:puller-pass") } } },
  ]);
});

const FOUND = [
  [
    "its own helper before the store of all",
    { credHelpers: { [HOST]: "test" }, credsStore: "absent" },
    keeps(HOST, PULLER),
  ],
  ["the store, under the address with https", { credsStore: "test" }, keeps(`https://${HOST}`, PULLER)],
  [
    "the config, where the store has nothing",
    { credsStore: "test", auths: { [HOST]: auth("puller:puller-pass") } },
    keeps("x", {}),
  ],
  ["the config, without a store", { auths: { [HOST]: auth("puller:puller-pass") } }, "exit 1"],
] as const;

const NOT = [
  ["nothing for the registry", { credHelpers: { "other.example": "test" } }, keeps("x", {}), 1, "needs"],
  [
    "a password that the registry refuses",
    { credsStore: "test" },
    keeps(HOST, { ...PULLER, Secret: "hunter2" }),
    1,
    "does not let",
  ],
  [
    "a token of no user",
    { credsStore: "test" },
    keeps(HOST, { Username: "<token>", Secret: "hunter2" }),
    2,
    "identity token",
  ],
  ["a helper that is not there", { credsStore: "absent" }, "exit 1", 2, '"docker-credential-absent" is not on PATH'],
  [
    "a helper that fails",
    { credsStore: "test" },
    "echo hunter2; echo hunter2 >&2; exit 3",
    2,
    '"docker-credential-test" fails',
  ],
] as const;

test("a login is found as docker finds it, and what cannot be used is said without it", async () => {
  const sandbox = await failingSandbox("private-no-secret");
  for (const [what, config, script] of FOUND) {
    docker(config, script);
    const { out, err } = await fix(sandbox);
    expect([what, out.replaceAll(/\s+/g, " "), err]).toEqual([what, expect.stringContaining("login of puller"), ""]);
    expect(out).not.toContain("puller-pass");
    vi.unstubAllEnvs();
  }
  for (const [what, config, script, exit, said] of NOT) {
    docker(config, script);
    const { code, out, err } = await fix(sandbox);
    const text = (out + err).replaceAll(/\s+/g, " ");
    expect([what, code, text]).toEqual([what, exit, expect.stringContaining(said)]);
    expect(text).not.toMatch(/puller-pass|hunter2/);
    vi.unstubAllEnvs();
  }
});

test("a docker config that is not there, or no JSON, is said with its path", async () => {
  const helper = docker({});
  const path = join(dirname(helper.path), "config.json");
  writeFileSync(path, '{"auths": {"x": {"auth": "hunter2');
  const bad = await cli(["fix", "pod/web", "--from-docker"]);
  expect([bad.code, bad.err]).toEqual([2, expect.stringContaining(path)]);
  expect(bad.err).not.toContain("hunter2");
  vi.stubEnv("DOCKER_CONFIG", join(dirname(helper.path), "none"));
  expect((await cli(["fix", "pod/web", "--from-docker"])).code).toBe(2);
  const both = await cli(["fix", "pod/web", "--from-docker", "--from-file", path]);
  expect([both.code, both.err]).toEqual([2, expect.stringContaining("One login is wanted")]);
});
