import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, test, vi } from "vitest";

import { cli, type CliRun } from "../../../../test/cli.ts";
import { SCENARIOS } from "../../../lessons/index.ts";
import { worldFile } from "../../worlds/shipped.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pullwhy-data-"));
  vi.stubEnv("XDG_DATA_HOME", folder);
});

function typed(goal: string, ...lines: readonly string[]): Promise<CliRun> {
  return cli(["learn", "break", goal], { stdin: lines.map((line) => `${line}\n`).join("") });
}

const PRIVATE = "kubectl run web --image=private.example/team/app:2.0";

function secretFor(host: string, password: string): readonly string[] {
  const login = `--docker-server=${host} --docker-username=puller --docker-password=${password}`;
  const patch = `kubectl patch serviceaccount default -p '{"imagePullSecrets":[{"name":"regcred"}]}'`;
  return [`kubectl create secret docker-registry regcred ${login}`, patch];
}

/** One way to each symptom in the empty cluster; there are others. */
const WAYS: readonly (readonly [string, readonly string[]])[] = [
  ["wrong-tag", ["kubectl run web --image=registry.example/shop/web:9"]],
  ["typo-repo", ["kubectl run web --image=ngnix"]],
  ["private-no-secret", [PRIVATE]],
  ["secret-wrong-host", [...secretFor("other.example", "puller-pass"), PRIVATE]],
  ["stale-secret-public-image", [...secretFor("private.example", "old"), PRIVATE]],
  ["dns-failure", ["kubectl run web --image=registry.exmaple/shop/web:1.4.2"]],
  ["policy-never", ["kubectl run web --image=busybox:1.37 --image-pull-policy=Never"]],
  ["invalid-reference", ["kubectl run web --image=registry.example/Shop/Web:1.4.2"]],
  ["rollout-bad-tag", ["kubectl create deployment web --image=registry.example/shop/web:9"]],
];

const RUN = "kubectl run web --image=registry.example/shop/web:1.4.2";

/** What is broken by hand before the pod is made. */
const BY_HAND: readonly (readonly [string, string, string])[] = [
  ["rate-limited", "says that too much was asked", RUN],
  ["registry-outage", "answers that it is unavailable", RUN],
  ["dns-failure", "is not found by name", RUN],
  ["tls-unknown-ca", "has a certificate that nobody vouches for", RUN],
  ["arch-mismatch", "for linux/arm64 and linux/s390x", "kubectl run web --image=registry.example/shop/web:others"],
  ["crashloop-lookalike", "for linux/arm64 alone", "kubectl run web --image=registry.example/shop/web:arm"],
  ["disk-full", "has no room on its disk", RUN],
];

describe("pullwhy learn break", () => {
  test.each(BY_HAND)("%s can be brought about by hand: %s", async (goal, says, line) => {
    const { out: listed } = await typed(goal, "hands", "q");
    const [number = ""] = listed
      .split("\n")
      .flatMap((each) => (each.includes(says) ? (/^ +(\d+) /.exec(each)?.[1] ?? []) : []));
    const { code, out } = await typed(goal, `hand ${number}`, line, "check");
    expect([code, out]).toEqual([0, expect.stringContaining("● That is it")]);
  });

  test.each(WAYS)("%s can be brought about with kubectl alone", async (goal, lines) => {
    const { code, out, err } = await typed(goal, ...lines, "check");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("● That is it: pod default/web");
  });

  test("what shows something else is not it, and what it shows is told", async () => {
    const { code, out } = await typed("wrong-tag", "kubectl run web --image=registry.exmaple/shop/web:1", "check");
    expect(code).toBe(1);
    expect(out).toMatch(/✕ Not yet\.\n {2}Pod default\/web shows (?:ErrImagePull|ImagePullBackOff):\n/);
    expect(out.match(/no such host/g)).toHaveLength(1);
  });

  test.each(SCENARIOS.filter(({ id }) => id !== "slow-not-broken"))(
    "$id is brought about by its own world, as a file of one's own",
    async ({ id, world }) => {
      const { code, out } = await cli(["learn", "break", id, "-f", worldFile(world)]);
      expect([code, out]).toEqual([0, expect.stringContaining("That is it")]);
    },
  );

  test("a scenario in which nothing is wrong has no symptom to be shown", async () => {
    const { code, err } = await typed("slow-not-broken");
    expect([code, err]).toEqual([2, expect.stringContaining("nothing is wrong in it")]);
  });

  test("without a name, the first one in which something is wrong is to be shown", async () => {
    const { out } = await cli(["learn", "break", "-o", "json"]);
    const { scenario } = JSON.parse(out) as { readonly scenario: string };
    expect(SCENARIOS.map(({ id }) => id)).toContain(scenario);
    expect(scenario).not.toBe("slow-not-broken");
  });

  test("a world file that cannot be read is told with its line", async () => {
    const file = join(folder, "world.yaml");
    writeFileSync(file, "world: 1\nnodes: [}\n");
    const { code, err } = await cli(["learn", "break", "wrong-tag", "-f", file]);
    expect([code, err]).toEqual([2, expect.stringContaining("world.yaml:2:9:")]);
  });
});
