import { expect, test } from "vitest";

import { cli } from "../../test/cli.ts";

test("runCli() prints help and ends well", async () => {
  const { code, out, err } = await cli(["--help"]);
  expect(code).toBe(0);
  expect(out).toContain("Usage: pullwhy");
  expect(err).toBe("");
});

test("runCli() calls itself by the name that the user typed", async () => {
  const { out } = await cli(["trace", "--help"], { io: { program: "kubectl pullwhy" } });
  expect(out).toContain("Usage: kubectl pullwhy trace");
});

test("runCli() calls itself so in its hints too", async () => {
  const { err } = await cli(["trace"], { io: { program: "kubectl pullwhy" } });
  expect(err).toContain("`kubectl pullwhy worlds` lists");
});

test.each(["0", "1", "2", "3", "4", "130"])("runCli() lists exit code %s in --help", async (code) => {
  const { out } = await cli(["--help"]);
  expect(out).toMatch(new RegExp(`^ {2}${code} +\\S`, "m"));
});

test.each([
  [["trce"], "Did you mean trace?"],
  [["trace", "--kubelt", "1.35"], "Did you mean --kubelet?"],
  [["trace", "--kubelet", "1.12"], "1.28, 1.29, 1.30"],
  [["trace", "--runtime", "containerd-2.3"], "did you mean containerd-2.2?"],
  [["trace", "--seed", "-1"], "Must be a whole number"],
  [["trace", "--for", "5 minutes"], "Must be a duration such as 90s"],
  [["trace", "-o", "jsn"], "did you mean json?"],
  [["trace", "wrong-tga"], "Did you mean wrong-tag?"],
  [["trace", "wrong-tag", "another"], "too many arguments"],
  [["trace", "wrong-tag", "-f", "pod.yaml"], "either WORLD or -f is wanted"],
  [["trace", "wrong-tag", "--platform", "linux/arm64"], "--platform goes with -f"],
  [["trace", "wrong-tag", "--registry-answer", "denied"], "--registry-answer goes with -f"],
  [["trace", "wrong-tag", "-n", "shop"], "--namespace goes with -f"],
  [["trace", "-f", "pod.yaml", "--platform", "arm64"], "a platform such as linux/arm64 is wanted"],
  [["trace"], "Nothing to trace"],
  [["trace", "-f", "no-such-file.yaml"], 'Cannot read "no-such-file.yaml": there is no such file'],
  [["credentials"], "missing required argument 'image'"],
  [["credentials", "nginx"], "No secrets are given"],
  [["credentials", "registry.example/Shop"], "must be lowercase"],
  [["completion", "tcsh"], "bash, zsh, fish"],
  [["worlds", "--width", "7"], "Must be a whole number from 40"],
  [["worlds", "--quiet", "--verbose"], "cannot be used with"],
])("runCli() refuses %j with exit code 2 and says what is wanted", async (argv, said) => {
  const { code, out, err } = await cli(argv);
  expect(err).toContain(said);
  expect(err).not.toMatch(/^ +at /m);
  expect(out).toBe("");
  expect(code).toBe(2);
});

test("runCli() names the code of a fault when it is told to say more", async () => {
  const { err } = await cli(["trace", "nowhere", "--verbose"]);
  expect(err).toContain("code: CLI_WORLD_UNKNOWN");
});

const broken = { write: () => Promise.reject(new Error("the disk is full", { cause: new Error("no space left") })) };

test("runCli() says in one calm line that it has failed itself", async () => {
  const { code, err } = await cli(["worlds", "-o", "name"], { io: { out: broken } });
  expect(err).toBe("error: pullwhy itself has failed: the disk is full. --verbose tells where\n");
  expect(code).toBe(3);
});

test("runCli() shows the chain of causes with --verbose", async () => {
  const { err } = await cli(["worlds", "-o", "name", "--verbose"], { io: { out: broken } });
  expect(err).toMatch(/the disk is full\n +at [^]*no space left\n +at /);
});
