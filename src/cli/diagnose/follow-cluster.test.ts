import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { cli } from "../../../test/cli.ts";
import { testCluster, type TestCluster } from "../../../test/cluster.ts";
import { kubeconfigText } from "../../../test/kubeconfig.ts";
import { serve } from "../../../test/serve.ts";
import type { KubernetesObject } from "../../kinds/index.ts";

function pod(state: object, phase: string): KubernetesObject {
  const image = "registry.example/shop/web:1.4";
  const status = { phase, containerStatuses: [{ name: "app", image, state }] };
  const metadata = { name: "web", namespace: "default", uid: "u-1" };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { containers: [{ name: "app", image }] }, status } as never;
}

const waiting = (reason: string, message: string): KubernetesObject => pod({ waiting: { reason, message } }, "Pending");
const RUNNING = pod({ running: {} }, "Running");
const NO_HOST = "dial tcp: lookup registry.example: no such host";
const REFUSED = "dial tcp 192.0.2.1:443: connect: connection refused";

/** The command against a cluster in which the steps happen one look after another. */
async function followed(steps: readonly ((cluster: TestCluster) => void)[], signal = new AbortController().signal) {
  const cluster = testCluster({ controllers: false });
  steps[0]?.(cluster);
  const { url, close } = await serve((request) => cluster.api.fetch(request));
  onTestFinished(close);
  const path = join(mkdtempSync(join(tmpdir(), "pullwhy-follow-")), "kubeconfig");
  writeFileSync(path, kubeconfigText({ server: url }));
  let step = 0;
  const sleep = (): Promise<void> => {
    step += 1;
    steps[step]?.(cluster);
    return Promise.resolve();
  };
  return cli(["diagnose", "-w", "--offline", "--kubeconfig", path], { io: { sleep, signal } });
}

const put = (object: KubernetesObject) => (cluster: TestCluster) => void cluster.store.put("pods", object);
const nothing = (): void => undefined;

test("-w tells each cause once, what goes on in a line, and ends with 0 when the pod runs", async () => {
  const { code, out, err } = await followed([
    put(waiting("ErrImagePull", NO_HOST)),
    nothing,
    put(waiting("ImagePullBackOff", NO_HOST)),
    put(waiting("ErrImagePull", REFUSED)),
    put(RUNNING),
  ]);

  expect([code, err]).toEqual([0, ""]);
  expect(out.match(/^ {2}dns-nxdomain/gm)).toHaveLength(1);
  expect(out.match(/^ {2}tcp-refused/gm)).toHaveLength(1);
  expect(out.match(/^. pod\/web/gm)).toHaveLength(3);
  expect(out).toMatch(/Nothing is seen to be wrong with default\/web\n$/);
});

test("-w ends with 130 when it is interrupted", async () => {
  const controller = new AbortController();
  const { code, err } = await followed(
    [put(waiting("ErrImagePull", NO_HOST)), () => controller.abort()],
    controller.signal,
  );

  expect([code, err]).toEqual([130, ""]);
});

test("-w waits for an API server that is gone for a moment, and ends with 3 when it stays away", async () => {
  const forbidden = (cluster: TestCluster): void => {
    cluster.api.fetch = () => Promise.resolve(new Response("<html>", { status: 503 }));
  };
  const { code, err } = await followed([put(waiting("ErrImagePull", NO_HOST)), forbidden]);

  expect(code).toBe(3);
  expect(err).toMatch(/^error: /);
});

test.each([401, 403, 404])("-w does not wait where the API server answers %d", async (status) => {
  let looks = 0;
  const refused = (cluster: TestCluster): void => {
    cluster.api.fetch = () => {
      looks += 1;
      return Promise.resolve(Response.json({ kind: "Status", message: "no more" }, { status }));
    };
  };
  const { code, err } = await followed([put(waiting("ErrImagePull", NO_HOST)), refused, () => (looks += 100)]);

  expect(code).toBe(3);
  expect(err).toContain("no more");
  expect(looks).toBeLessThan(100);
});
