import { expect, test } from "vitest";

import type { Verdict } from "../../src/kinds/index.ts";
import { cli } from "../cli.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const IMAGE = "registry.example/shop/web";

async function verdictsIn({ kubeconfig }: TestSandbox): Promise<readonly Verdict[]> {
  const { out } = await cli(["diagnose", "pod/web", "-o", "json", "--kubeconfig", kubeconfig]);
  return (JSON.parse(out) as { readonly verdicts: readonly Verdict[] }).verdicts;
}

test(
  "of two secrets for one registry the first, which is refused, is blamed for nothing",
  { timeout: 120_000 },
  async () => {
    const sandbox = await startTestSandbox("1.36", { world: "two-secrets" });
    sandbox.live.play();
    try {
      await sandbox.until("web", "Running");
      expect(await verdictsIn(sandbox)).toEqual([]);

      await sandbox.run(`set image pod/web app=${IMAGE}:9.9.9`);
      await sandbox.until("web", "ImagePullBackOff");
      const [verdict] = await verdictsIn(sandbox);
      expect(verdict).toMatchObject({ cause: "tag-not-found", confidence: "certain" });
      expect(verdict?.alternatives.filter(({ cause }) => /^(?:auth|pull-secret)-/.test(cause))).toEqual([]);

      let waited = 0;
      const io = {
        now: () => Date.now() + waited,
        sleep: async (milliseconds: number): Promise<void> => {
          waited += milliseconds;
          await sandbox.jump(milliseconds);
        },
      };
      const argv = ["fix", "pod/web", "--to", `${IMAGE}:1.4.2`, "--apply", "--yes", "--kubeconfig", sandbox.kubeconfig];
      const fixed = await cli([...argv, "--timeout", "60s"], { io });
      expect(fixed).toMatchObject({ code: 0 });
      expect(fixed.out.replaceAll(/\s+/g, " ")).toContain("with the login of default/second: 200");
      await sandbox.until("web", "Running");
    } finally {
      await sandbox.stop();
    }
  },
);
