import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readWorld } from "../../sandbox/index.ts";
import { SKILLS } from "../questions/index.ts";
import { composeTest } from "./compose.ts";

const NAMES = [
  "wrong-tag",
  "typo-repo",
  "private-no-secret",
  "secret-wrong-namespace",
  "rate-limited",
  "policy-never",
  "secret-wrong-host",
  "dns-failure",
  "expired-token",
  "tls-unknown-ca",
  "slow-not-broken",
];

test("A-24 the test has three easy, four medium and three hard questions, every skill, four that nobody guesses", async () => {
  const read = await Promise.all(
    NAMES.map((name) =>
      readWorld(readFileSync(join(import.meta.dirname, `../../../worlds/${name}.yaml`), "utf8"), { name }),
    ),
  );
  const worlds = read.flatMap((world) => (world.ok ? [world.value] : []));
  for (const seed of [7, 8]) {
    const questions = await composeTest({ worlds, seed, kubelet: "1.36" });
    const count = (level: string): number => questions.filter((question) => question.level === level).length;
    expect([count("easy"), count("medium"), count("hard")]).toEqual([3, 4, 3]);
    expect(SKILLS.filter((skill) => !questions.some((question) => question.skill === skill))).toEqual([]);
    expect(questions.filter(({ format }) => format !== "one").length).toBeGreaterThanOrEqual(4);
    expect(new Set(questions.map(({ world }) => world)).size).toBeGreaterThanOrEqual(8);
    expect(await composeTest({ worlds, seed, kubelet: "1.36" })).toEqual(questions);
  }
});
