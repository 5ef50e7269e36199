import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";
import { worldNames } from "../worlds/shipped.ts";
import type { TraceReport } from "./report.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-trace-"));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function pod(name: string, fields = ""): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ${name}${fields}}
spec: {containers: [{name: app, image: "registry.example/shop/${name}:1"}]}
`;
}

async function reportOf(...argv: readonly string[]): Promise<TraceReport> {
  const { out } = await cli(["trace", ...argv, "-o", "json"]);
  return JSON.parse(out) as TraceReport;
}

function podsOf({ steps }: TraceReport): string[] {
  return [...new Set(steps.flatMap((step) => step.pod ?? []))];
}

describe("trace", () => {
  test.each(["text", "wide", "json", "jsonl", "yaml", "md"])(
    "prints the same bytes twice with -o %s",
    async (format) => {
      const argv = ["trace", "wrong-tag", "-o", format];
      const first = await cli(argv);
      expect(first.code).toBe(0);
      expect(await cli(argv)).toEqual(first);
    },
  );

  test("prints every step and every change of the tracker in text", async () => {
    const { steps } = await reportOf("wrong-tag");
    const { out } = await cli(["trace", "wrong-tag"]);
    const [first = "", second = ""] = out.split("AFTER");
    expect(steps.length).toBeGreaterThan(8);
    for (const { id } of steps) expect(first).toMatch(new RegExp(`^${id.replaceAll(".", String.raw`\.`)} `, "m"));
    expect(second).toContain("Running");
  });

  test.each(worldNames())("keeps to the columns that there are for %s", async (world) => {
    for (const width of [80, 100, 140]) {
      const { code, out } = await cli(["trace", world, "-o", "wide", "--width", String(width)]);
      expect(code).toBe(0);
      expect(out.split("\n").filter((line) => line.length > width)).toEqual([]);
    }
  });

  test("wide draws the ladder and lists the events", async () => {
    const { out } = await cli(["trace", "wrong-tag", "-o", "wide"]);
    expect(out).toMatch(/^─?░+/m);
    expect(out).toMatch(/Warning +Failed +Failed to pull image/);
  });

  test("--why leads from a step back to what a person did", async () => {
    const { why } = await reportOf("wrong-tag", "--why", "p1.f");
    expect(why?.links.length).toBeGreaterThan(2);
    expect(why?.links.at(-1)?.text).toContain("kubectl apply");
  });

  test("--why of a pull that is one row finds that row", async () => {
    expect((await reportOf("wrong-tag", "--why", "p2")).why?.step).toBe("p2.f");
  });

  test("takes a manifest in place of a world for what it is", async () => {
    const path = file("manifest.yaml", pod("web"));
    expect((await cli(["trace", path])).err).toContain(`For manifests use -f: \`pullwhy trace -f ${path}\``);
    expect((await cli(["trace", file("world.yaml", "world: 1\n")])).err).not.toContain("-f");
  });

  test("--why of a step that is not there names those that are", async () => {
    const { code, err } = await cli(["trace", "wrong-tag", "--why", "p1.g"]);
    expect(code).toBe(2);
    expect(err).toMatch(/the trace has no such step\n.*Its steps are a1, /);
  });

  test("runs a world with another minor, runtime, seed and length", async () => {
    const report = await reportOf(
      "wrong-tag",
      "--kubelet",
      "1.30",
      "--runtime",
      "cri-o",
      "--seed",
      "7",
      "--for",
      "20s",
    );
    expect(report).toMatchObject({ kubelet: "1.30", runtime: "cri-o", seed: 7, for: 20_000 });
    expect(Math.max(...report.entries.flatMap(({ t }) => t))).toBeLessThanOrEqual(20_000);
  });

  test("takes manifests from files, patterns and standard input together", async () => {
    file("one.yaml", pod("one"));
    file("two.yaml", `${pod("two")}---\n${pod("three", ", namespace: other")}`);
    const argv = ["trace", "-f", join(folder, "{one,two}.yaml"), "-f", "-", "-n", "shop", "--for", "5s", "-o", "json"];
    const { out } = await cli(argv, { stdin: pod("four") });
    expect(podsOf(JSON.parse(out) as TraceReport).sort()).toEqual(["other/three", "shop/four", "shop/one", "shop/two"]);
  });

  test.each([
    ["ok", "Running"],
    ["not-found", "ErrImagePull"],
    ["unauthorized", "ErrImagePull"],
    ["down", "ErrImagePull"],
  ])("--registry-answer %s leads to %s", async (answer, status) => {
    const path = file("answer.yaml", pod("web"));
    const { steps } = await reportOf("-f", path, "--registry-answer", answer, "--for", "20s");
    expect(steps.map((step) => step.status)).toContain(status);
  });

  test.each([
    ["broken YAML", "world: 1\ntitle: [x\n", [], /:2:8?:? |:3:1: /],
    ["a field that is none", "world: 1\ntitle: x\nregistry: []\n", [], /:3:11: `registry` is not a field/],
    ["an unknown minor", 'world: 1\ntitle: x\nkubelet: "1.12"\n', [], /:3:10: `kubelet` must be one of 1\.28, 1\.29/],
    ["no pod", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\n", ["-f"], /no pod or pod template/],
    ["no object", "a: 1\n", ["-f"], /:1:1: a Kubernetes object with apiVersion, kind and metadata is wanted/],
    ["nothing", "", ["-f"], /there is no Kubernetes object in it/],
  ])("says where and what is wrong with %s", async (name, ...[text, flags, said]) => {
    const { code, out, err } = await cli(["trace", ...flags, file(`${name}.yaml`, text)]);
    expect(err).toMatch(said);
    expect(err.split("\n").length).toBeLessThan(4);
    expect([code, out]).toEqual([2, ""]);
  });

  test("refuses an hour of a million pods at once, and says how to go on", async () => {
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1000000
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: "registry.example/shop/web:1"}]}
`;
    const { code, err } = await cli(["trace", "-f", file("million.yaml", deployment), "--for", "1h"]);
    expect(err).toMatch(/1000000 pods for 1h are 60000000 pod-minutes, at most \d+/);
    expect(err).toMatch(/Shorten it with --for \d+s, or trace \d+ pods/);
    expect(code).toBe(2);
  });

  test("refuses input that is too long before it is read", async () => {
    const { code, err } = await cli(["trace"], { stdin: "#".repeat(65 * 1024 * 1024) });
    expect(err).toContain("Cannot read standard input: it is longer than 64 MiB");
    expect(code).toBe(2);
  });

  test("refuses a world with a command that ends otherwise than the world says", async () => {
    const path = file("fails.yaml", "world: 1\ntitle: x\nfor: 1m\nactions: [{at: 1s, run: kubectl delete pod gone}]\n");
    const { code, out, err } = await cli(["trace", path]);
    expect(err).toMatch(/^error: Cannot run fails: action at 1s, .*wanted 0: Error from server \(NotFound\)/);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("never lets what comes from outside move the cursor", async () => {
    const path = file("escape.yaml", 'world: 1\ntitle: "x\\e[31mred\\a"\nfor: 1s\n');
    for (const format of ["text", "wide", "md"]) {
      const { out } = await cli(["trace", path, "-o", format]);
      expect(out).toContain(String.raw`x\u001b[31mred\u0007`);
    }
  });
});
