import { expect, test } from "vitest";

import { cli } from "../cli.ts";
import { failingSandbox } from "./failing-sandbox.ts";
import type { TestSandbox } from "./test-sandbox.ts";

function fix(sandbox: TestSandbox, flags: readonly string[], stdin?: string): ReturnType<typeof cli> {
  let waited = 0;
  const sleep = (milliseconds: number): Promise<void> => {
    waited += milliseconds;
    return sandbox.jump(milliseconds);
  };
  const now = (): number => Date.now() + waited;
  const argv = ["fix", "pod/web", "--kubeconfig", sandbox.kubeconfig, "--timeout", "60s", ...flags];
  return cli(argv, { ...(stdin !== undefined && { stdin }), io: { sleep, now } });
}

async function specOf(sandbox: TestSandbox): Promise<Record<string, unknown>> {
  const { stdout } = await sandbox.run("get pod web -o json");
  const { spec } = JSON.parse(stdout) as { spec: Record<string, unknown> };
  return spec;
}

const TAG = ["--to", "registry.example/shop/web:1.4.2", "--apply", "--yes"];
const UNDO = ["--undo", "--apply", "--yes"];
const OTHER = "set image pod/web app=registry.example/shop/web:1.3.0";

test(
  "a wrong tag that was fixed is as it was after --undo, and nothing is left of both",
  { timeout: 120_000 },
  async () => {
    const sandbox = await failingSandbox("wrong-tag");
    const before = await specOf(sandbox);
    expect((await fix(sandbox, TAG)).code).toBe(0);
    expect(await specOf(sandbox)).not.toEqual(before);
    expect((await fix(sandbox, UNDO)).code).toBe(0);
    expect(await specOf(sandbox)).toEqual(before);
    expect((await sandbox.run("get pod web -o yaml")).stdout).not.toContain("pullwhy.dev");
    expect((await fix(sandbox, UNDO)).out).toContain("No change of a fix is kept here");
  },
);

test("an image that somebody has changed since the fix stays, and that is said", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("wrong-tag");
  await fix(sandbox, TAG);
  const container = ((await specOf(sandbox))["containers"] as [{ name: string }])[0].name;
  expect((await sandbox.run(OTHER.replace("app=", `${container}=`))).exitCode).toBe(0);
  const theirs = await specOf(sandbox);
  const undone = await fix(sandbox, UNDO);
  expect(undone.code).toBe(1);
  expect(undone.out.replaceAll(/\s+/g, " ")).toContain(
    "pod/web has changed since: spec.containers.0.image is registry.example/shop/web:1.3.0",
  );
  expect(await specOf(sandbox)).toEqual(theirs);
});

test("a secret that a fix has made, and its name in the pod, go with --undo", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("private-no-secret");
  const login = ["--username", "puller", "--password-stdin", "--apply", "--yes"];
  expect((await fix(sandbox, login, "puller-pass\n")).code).toBe(0);
  expect(await specOf(sandbox)).toHaveProperty("imagePullSecrets");
  const undone = await fix(sandbox, UNDO);
  expect({ code: undone.code, out: undone.code === 0 ? "" : undone.out }).toEqual({ code: 0, out: "" });
  expect(await specOf(sandbox)).not.toHaveProperty("imagePullSecrets");
  expect((await sandbox.run("get secrets --no-headers")).stdout).not.toContain("pull-");
});

test("an added key goes from a pull secret with --undo, its other keys stay", { timeout: 120_000 }, async () => {
  const sandbox = await failingSandbox("secret-wrong-host");
  const before = (await sandbox.run("get secret regcred -o jsonpath={.data}")).stdout;
  expect((await fix(sandbox, ["--apply", "--yes"])).code).toBe(0);
  const between = (await sandbox.run("get secret regcred -o jsonpath={.data}")).stdout;
  expect((await fix(sandbox, UNDO)).code).toBe(0);
  const after = (await sandbox.run("get secret regcred -o jsonpath={.data}")).stdout;
  expect([between === before, authsIn(after)]).toEqual([false, authsIn(before)]);
});

const LOGIN = ["--username", "puller", "--password-stdin", "--apply", "--yes"];
const KEEPER = "secret/pullwhy-undo-regcred";

async function secretOf(sandbox: TestSandbox): Promise<{ readonly type: string; readonly data: unknown }> {
  const { stdout } = await sandbox.run("get secret regcred -o json");
  const { type, data } = JSON.parse(stdout) as { type: string; data: unknown };
  return { type, data };
}

test.each([
  ["wrong-password", LOGIN],
  ["stale-secret-public-image", ["--apply", "--yes"]],
  ["secret-wrong-type", ["--apply", "--yes"]],
  ["secret-malformed", LOGIN],
])(
  "a pull secret of %s is as it was after --undo; until then it is kept in a secret",
  { timeout: 180_000 },
  async (...of) => {
    const [world, flags] = of;
    const sandbox = await failingSandbox(world);
    const before = await secretOf(sandbox);
    const fixed = await fix(sandbox, flags, "puller-pass\n");
    expect({ code: fixed.code, out: fixed.code === 0 ? "" : fixed.out }).toEqual({ code: 0, out: "" });
    expect(await secretOf(sandbox)).not.toEqual(before);
    const { stdout } = await sandbox.run("get secret regcred -o json");
    const { metadata } = JSON.parse(stdout) as { metadata: { annotations: Record<string, string> } };
    expect(metadata.annotations["pullwhy.dev/undo"]).toBe('{"kept":true}');
    expect((await sandbox.run(`get ${KEEPER} -o jsonpath={.type}`)).stdout).toBe("Opaque");
    const undone = await fix(sandbox, UNDO);
    expect({ code: undone.code, out: undone.code === 0 ? "" : undone.out }).toEqual({ code: 0, out: "" });
    expect(await secretOf(sandbox)).toEqual(before);
    expect((await sandbox.run("get secrets -o name")).stdout).not.toContain("pullwhy");
  },
);

test("a login that was replaced twice is the first one after --undo", { timeout: 180_000 }, async () => {
  const sandbox = await failingSandbox("wrong-password");
  const before = await secretOf(sandbox);
  await fix(sandbox, [...LOGIN, "--offline"], "still-wrong\n");
  const between = await secretOf(sandbox);
  await fix(sandbox, LOGIN, "puller-pass\n");
  expect((await fix(sandbox, UNDO)).code).toBe(0);
  expect([between, await secretOf(sandbox)]).toEqual([expect.not.objectContaining(before), before]);
});

test(
  "a login that somebody has changed since the fix, or deleted the old one of, stays",
  { timeout: 180_000 },
  async () => {
    const sandbox = await failingSandbox("wrong-password");
    expect((await fix(sandbox, LOGIN, "puller-pass\n")).code).toBe(0);
    const fixed = await secretOf(sandbox);
    const other = '{"data":{".dockerconfigjson":"e30="}}';
    expect((await sandbox.run(`patch secret regcred -p ${other}`)).exitCode).toBe(0);
    const changed = await fix(sandbox, UNDO);
    expect([changed.code, changed.out]).toEqual([1, expect.stringContaining("has changed since")]);
    expect((await sandbox.run(`patch secret regcred -p ${JSON.stringify({ data: fixed.data })}`)).exitCode).toBe(0);
    expect((await sandbox.run(`delete ${KEEPER}`)).exitCode).toBe(0);
    const gone = await fix(sandbox, UNDO);
    expect([gone.code, gone.out.replaceAll(/\s+/g, " ")]).toEqual([1, expect.stringContaining("is kept no more")]);
    expect(await secretOf(sandbox)).toEqual(fixed);
  },
);

function authsIn(data: string): unknown {
  const { ".dockerconfigjson": config = "" } = JSON.parse(data) as Record<string, string>;
  return (JSON.parse(Buffer.from(config, "base64").toString()) as { auths: unknown }).auths;
}
