import { describe, expect, test } from "vitest";

import { kubectl, KUBECTL_MINORS, kubectlPath } from "./real-kubectl.ts";

const isLinux = process.platform === "linux" && process.arch === "x64";

describe.each(KUBECTL_MINORS)("kubectl %s", (minor) => {
  test.skipIf(kubectlPath(minor) === undefined)("is the real one", async () => {
    const { stdout, exitCode } = await kubectl(minor, ["version", "--client", "-o", "json"]);
    const { clientVersion } = JSON.parse(stdout) as { clientVersion: { major: string; minor: string } };
    const found = `${clientVersion.major}.${clientVersion.minor}`;
    expect([exitCode, isLinux ? found : minor]).toEqual([0, minor]);
  });
});
