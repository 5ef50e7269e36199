import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

import { worldFile, worldNames } from "../src/cli/worlds/shipped.ts";
import { cli } from "./cli.ts";

// Answers of this test are nobody's.
process.env["XDG_DATA_HOME"] = mkdtempSync(join(tmpdir(), "pullwhy-schema-"));
const ajv = new Ajv({ allErrors: true, strict: false });

const SECRETS = `apiVersion: v1
kind: Secret
metadata: {name: a, namespace: shop}
type: kubernetes.io/dockerconfigjson
stringData: {.dockerconfigjson: '{"auths":{"registry.example":{"username":"u","password":"p"},"x y":{},"docker.io":{}}}'}
---
{apiVersion: v1, kind: Secret, metadata: {name: b, namespace: shop}, type: Opaque}
---
{apiVersion: v1, kind: Secret, metadata: {name: c, namespace: shop}, type: kubernetes.io/dockercfg, data: {x: eA==}}
`;

/** Pods that fail and one that is well, an error without a pod, and a line about something else. */
const PASTE = `What is this?
NAME  READY  STATUS  RESTARTS  AGE
web   0/1    ErrImagePull  0   5m
db    1/1    Running  0   5m
LAST SEEN  TYPE  REASON  OBJECT  MESSAGE
35s  Warning  Failed  pod/web  Failed to pull image "ghcr.io/acme/web:2": ghcr.io/acme/web:2: not found

Error response from daemon: pull access denied for acme/api, repository does not exist or may require 'docker login'
`;

function faultsOf(schema: string, value: unknown): unknown[] {
  const path = join(import.meta.dirname, `../schema/${schema}.json`);
  const validate =
    ajv.getSchema(schema) ?? ajv.addSchema(JSON.parse(readFileSync(path, "utf8")) as object, schema).getSchema(schema);
  return validate?.(value) === true ? [] : (validate?.errors ?? ["no such schema"]);
}

async function printed(argv: readonly string[], stdin?: string): Promise<{ readonly schema: string }> {
  const { out } = await cli(argv, stdin === undefined ? {} : { stdin });
  return JSON.parse(out) as { readonly schema: string };
}

describe("schema/", () => {
  test.each(worldNames())("world.v1 takes the world %s, trace.v1 what `trace -o json` prints of it", async (name) => {
    const report = await printed(["trace", name, "-o", "json"]);
    expect(faultsOf("world.v1", parse(readFileSync(worldFile(name), "utf8")))).toEqual([]);
    expect(report.schema).toBe("pullwhy.trace/v1");
    expect(faultsOf("trace.v1", report)).toEqual([]);
  });

  test("trace.v1 takes what `trace --why -o json` prints, and YAML is the same value", async () => {
    const argv = ["trace", "wrong-tag", "--why", "p1.f", "-o"];
    const report = await printed([...argv, "json"]);
    expect(faultsOf("trace.v1", report)).toEqual([]);
    expect(parse((await cli([...argv, "yaml"])).out)).toEqual(report);
  });

  test.each([
    ["credentials.v1", ["credentials", "registry.example/shop/web", "-o", "json"], SECRETS],
    ["credentials.v1", ["credentials", "nginx", "-n", "other", "-o", "json"], SECRETS],
    ["worlds.v1", ["worlds", "-o", "json"], undefined],
    ["explain.v1", ["explain", "-o", "json"], undefined],
    ["diagnose.v1", ["diagnose", "-o", "json"], PASTE],
    ["version.v1", ["version", "-o", "json"], undefined],
    ["learn-questions.v1", ["learn", "test", "--seed", "7", "-o", "json"], undefined],
    ["learn-questions.v1", ["learn", "test", "--seed", "7", "-o", "json"], "a!\na?\n"],
    ["learn-exercise.v1", ["learn", "fix", "tls-unknown-ca", "-o", "json"], undefined],
    ["learn-exercise.v1", ["learn", "fix", "wrong-tag", "-o", "json"], "check\n"],
    ["learn-exercise.v1", ["learn", "break", "wrong-tag", "-o", "json"], "kubectl run web --image=busybox:1\n"],
    ["learn-list.v1", ["learn", "list", "-o", "json"], undefined],
    ["learn-progress.v1", ["learn", "progress", "-o", "json"], undefined],
  ])("%s takes what %j prints", async (schema, argv, stdin) => {
    const report = await printed(argv, stdin);
    expect(report.schema).toBe(`pullwhy.${schema.replace(".", "/")}`);
    expect(faultsOf(schema, report)).toEqual([]);
  });

  test("a schema refuses a field that it does not name, or that is missing", async () => {
    const report = await printed(["version", "-o", "json"]);
    expect(faultsOf("version.v1", { ...report, extra: 1 })).not.toEqual([]);
    expect(faultsOf("version.v1", { schema: report.schema })).not.toEqual([]);
  });

  test("`trace -o jsonl` prints the entries of `-o json`, one a line", async () => {
    const { entries } = (await printed(["trace", "wrong-tag", "-o", "json"])) as unknown as { entries: unknown[] };
    const lines = (await cli(["trace", "wrong-tag", "-o", "jsonl"])).out.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(entries);
  });
});
