import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";

import { cli, type CliRun } from "../../../../test/cli.ts";
import { readAttempts, SCENARIOS, solvedScenarios } from "../../../lessons/index.ts";
import { worldFile } from "../../worlds/shipped.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  vi.stubEnv("XDG_DATA_HOME", folder);
});

function typed(scenario: string, ...lines: readonly string[]): Promise<CliRun> {
  return cli(["learn", "fix", scenario], { stdin: lines.map((line) => `${line}\n`).join("") });
}

/** Lines that repair a world, as its own file shows them: the actions behind its trouble. */
const SHOWN = SCENARIOS.flatMap(({ id, world, setup, par }) => {
  const { actions = [] } = parse(readFileSync(worldFile(world), "utf8")) as {
    readonly actions?: readonly { readonly run?: string; readonly stdin?: string }[];
  };
  const repair = actions.slice(setup);
  const lines = repair.flatMap(({ run, stdin }) => (run === undefined || stdin !== undefined ? [] : run));
  return lines.length > 0 && lines.length === repair.length ? [[id, lines, par] as const] : [];
});

describe("pullwhy learn fix", () => {
  test.each(SHOWN)("A-18 %s is repaired by the lines that its world shows, and is solved then", async (id, lines) => {
    const { code, out, err } = await typed(id, ...lines, "check");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("● Repaired: ");
    const { attempts } = readAttempts(readFileSync(join(folder, "pullwhy/attempts.jsonl"), "utf8"));
    expect([...solvedScenarios(attempts)]).toEqual([id]);
    expect((await cli(["learn", "list"])).out).toMatch(new RegExp(`^${id} .*● solved`, "m"));
  });

  test("A-17 what does not repair is not yet a repair, with what is wanted and when it was not so", async () => {
    const { code, out } = await typed("wrong-tag", "kubectl label pod web tried=again", "check");
    expect(code).toBe(1);
    expect(out).toMatch(
      /✕ Not yet\.\n {2}Wanted: all pods are there .*\n {2}At \d+\.\d s: Pod default\/web shows ImagePullBackOff/,
    );
  });

  test("it is judged without check too, when no more lines come", async () => {
    const { out } = await typed("wrong-tag", "kubectl set image pod/web app=registry.example/shop/web:1.4.2");
    expect(out).toContain("with one change; 1 would do.");
  });

  test("time goes on with wait, and to the next attempt with skip; undo takes back what was done", async () => {
    const lines = ["wait 30s", "skip", "kubectl delete pod web", "kubectl get pods", "undo", "kubectl get pods"];
    const { out } = await typed("wrong-tag", ...lines, "q");
    const times = [...out.matchAll(/^(\d+\.\d) s \$ /gm)].map(([, time]) => Number(time));
    expect(times[1]).toBe((times[0] ?? 0) + 30);
    expect(times[2]).toBeGreaterThan(times[1] ?? Infinity);
    expect(out).toContain("No resources found");
    expect(out.slice(out.indexOf("undo"))).toContain("web    0/1");
  });

  test("what is done beside kubectl has a number where the scenario gives a hand in it", async () => {
    const listed = await typed("tls-unknown-ca", "hands", "q");
    const [, trust = ""] = /^ {2}(\d+) {2}Have node-1 trust/m.exec(listed.out) ?? [];
    expect(await typed("tls-unknown-ca", `hand ${trust}`, "check")).toMatchObject({ code: 0 });
    expect((await typed("wrong-tag", "hands", "q")).out).toContain("nothing beside it");
  });

  test("a file of the learner's is applied", async () => {
    const manifest = join(folder, "pod.yaml");
    const spec = "{containers: [{name: app, image: registry.example/shop/web:1.4.2}]}";
    writeFileSync(manifest, `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: ${spec}\n`);
    const { out } = await typed("wrong-tag", `kubectl apply -f ${manifest}`, "check");
    expect(out).toContain("pod/web configured");
    expect(out).toContain("● Repaired");
  });

  test.each([
    ["kubectl get pods --server=https://evil.example", "--server is not taken"],
    ["kubectl exec web -- sh", "needs a container that runs a program"],
    ["kubectl get pods ; ls", "error:"],
    ["kubectl get pods $(id)", "error:"],
    ["kubectl apply -f /no/such/file", "there is no such file"],
    ["kubectl delete pods nobody", "not found"],
    ["kubectl get 'pods", "error:"],
  ])("A-15 %s changes nothing and says why", async (line, said) => {
    const { out } = await typed("wrong-tag", line, "kubectl get pods", "q");
    expect(out).toContain(said);
    expect(out).toContain("web    0/1");
  });

  test("a line that is nothing here ends a pipe with exit code 2", async () => {
    const { code, err } = await typed("wrong-tag", "rm -rf /", "check");
    expect([code, err]).toEqual([2, expect.stringContaining("Cannot carry out line 1 of standard input")]);
  });

  test("an unknown scenario is told with the nearest one", async () => {
    const { code, err } = await typed("wrong-tga");
    expect([code, err]).toEqual([2, expect.stringContaining("Did you mean wrong-tag?")]);
  });
});
