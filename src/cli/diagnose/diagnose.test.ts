import { describe, expect, test } from "vitest";

import { cli, type CliRun } from "../../../test/cli.ts";
import { FAULT_SEEN, WORLD_FAULTS } from "../../../test/world-faults.ts";

/** What kubectl would print of the pod `web` two minutes into a world. */
async function shown(world: string, command: string, at = "2m"): Promise<string> {
  return (await cli(["trace", world, "--show", command, "--at", at])).out;
}

async function diagnosed(text: string, ...flags: readonly string[]): Promise<CliRun> {
  return cli(["diagnose", ...flags], { stdin: text });
}

interface Report {
  readonly verdicts: readonly {
    readonly cause: string;
    readonly alternatives: readonly { readonly cause: string }[];
  }[];
  readonly well: readonly string[];
}

async function reportOf(text: string): Promise<Report> {
  return JSON.parse((await diagnosed(text, "-o", "json")).out) as Report;
}

describe("pullwhy diagnose", () => {
  test.each(Object.entries(WORLD_FAULTS))(
    "finds in describe what the world %s does: %s, or names it as other",
    async (world, fault) => {
      const { verdicts } = await reportOf(await shown(world, "describe pods", FAULT_SEEN[world] ?? "30s"));
      const named = verdicts.flatMap(({ cause, alternatives }) => [cause, ...alternatives.map((other) => other.cause)]);
      expect(named).toContain(fault);
    },
  );

  test("prints cause, proof, next and fix in 25 lines of 80 columns, and ends with 1", async () => {
    const { code, out, err } = await diagnosed(await shown("wrong-tag", "describe pod web"));
    const lines = out.trimEnd().split("\n");
    expect([code, err]).toEqual([1, ""]);
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(lines.filter((line) => line.length > 80 && !/kubectl|on the node: /.test(line))).toEqual([]);
    for (const label of ["tag-not-found", "proof", "next", "fix"]) expect(out).toContain(label);
  });

  test("may be left out where something is piped in, and before flags", async () => {
    const text = await shown("wrong-tag", "describe pod web");
    const { out } = await diagnosed(text);
    expect((await cli([], { stdin: text })).out).toBe(out);
    expect((await cli(["--kubelet", "1.35"], { stdin: text })).out).toBe(out);
  });

  test("ends with 0 when the pod is well, and names it", async () => {
    const { code, out } = await diagnosed(await shown("wrong-tag", "get pods", "10m"));
    expect([code, out]).toEqual([0, "Nothing is seen to be wrong with web\n"]);
  });

  test("is calm about text that has nothing to do with it", async () => {
    const terraform =
      'Error: creating EC2 Instance: UnauthorizedOperation: You are not authorized to perform this operation.\n\n  on main.tf line 12, in resource "aws_instance" "web":\n  12: resource "aws_instance" "web" {\n';
    const { code, out, err } = await diagnosed(terraform);
    expect(out).not.toMatch(/\b(?:tag-not-found|credentials-denied|unauthorized-)/);
    expect([1, 2]).toContain(code);
    expect(out + err).toMatch(/about a pod or an image|failed image pull/);
  });

  test.each([
    ["  \n\n", "Nothing to diagnose: standard input is empty"],
    ["\u0000\u0001\u007FELF\u0002", "Cannot read standard input: it is binary"],
    ["hello\nworld\n", "Nothing in standard input (2 lines) is about a pod or an image"],
    ["x".repeat(65 * 1024 * 1024), "it is longer than 64 MiB"],
  ])("refuses what it cannot read with exit code 2 (%#)", async (text, said) => {
    const { code, out, err } = await diagnosed(text);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(said);
  });

  test.each([
    ["-f", "describe.txt", "pod/web"],
    ["-f", "README.md", "-n", "shop"],
  ])("refuses a file and a cluster at once (%#)", async (...argv) => {
    const { code, err } = await cli(["diagnose", ...argv]);
    expect([code, err.includes("either -f or a target is wanted")]).toEqual([2, true]);
  });

  test("refuses a name in all namespaces", async () => {
    const { code, err } = await cli(["diagnose", "pod/web", "-A"]);
    expect([code, err.includes("one namespace is wanted")]).toEqual([2, true]);
  });

  test.each([
    ["configmap/web", "no pods come from it"],
    ["deploy/", "KIND/NAME such as deploy/web is wanted"],
    ["deploy/web/app", "KIND/NAME such as deploy/web is wanted"],
  ])("refuses the target %s", async (target, said) => {
    const { code, err } = await cli(["diagnose", target]);
    expect([code, err.includes(said)]).toEqual([2, true]);
  });

  test("says with exit code 3 that it cannot look into a cluster", async () => {
    const { code, out, err } = await cli(["pod/web", "--kubeconfig", "/nowhere/config"]);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("Cannot use the kubeconfig");
  });

  test("masks secrets of the text in every format", async () => {
    const password = "hunter2hunter2hunter2";
    const text = (await shown("wrong-tag", "describe pod web")).replace(
      "not found",
      `not found: https://robot:${password}@registry.example/v2/ Authorization: Bearer ${password}`,
    );
    expect(text).toContain(password);
    for (const format of ["text", "json", "yaml", "md"]) {
      expect((await diagnosed(text, "-o", format, "--verbose")).out).not.toContain(password);
    }
  });
});
