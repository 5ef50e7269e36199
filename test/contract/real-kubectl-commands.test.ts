import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  selector:
    matchLabels: {app: shop}
  template:
    metadata:
      labels: {app: shop}
    spec:
      containers:
        - name: app
          image: registry.example/shop/web:1.4.2
`;

const PRIVATE_POD = `apiVersion: v1
kind: Pod
metadata: {name: private}
spec:
  imagePullSecrets: [{name: regcred}]
  containers: [{name: app, image: "private.example/team/app:2.0"}]
`;

const LOGIN = "--docker-server=private.example --docker-username=puller --docker-password=puller-pass";

describe.each<KubectlMinor>(["1.31", "1.34", "1.36"])("kubectl %s against the sandbox", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground" });
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing)("finds a node, the default namespace and what the server can do", async () => {
    expect((await sandbox.run("get nodes")).stdout).toMatch(/^NAME +STATUS[^\n]*\nnode-1 +Ready /);
    expect((await sandbox.run("get ns -o name")).stdout).toContain("namespace/default\n");
    expect((await sandbox.run("api-resources")).stdout).toMatch(/^deployments +deploy +apps\/v1 +true +Deployment$/m);
    expect((await sandbox.run("version -o json")).stdout).toMatch(/"serverVersion"[^]*"gitVersion": "v1\.35\./);
    expect((await sandbox.run("auth can-i delete pods")).stdout).toBe("yes\n");
  });

  test.skipIf(isMissing)("applies a Deployment, waits for it, and rolls out another image", async () => {
    expect((await sandbox.run("apply -f -", { stdin: DEPLOYMENT })).stdout).toBe("deployment.apps/shop created\n");
    expect((await sandbox.run("apply -f -", { stdin: DEPLOYMENT })).stdout).toBe("deployment.apps/shop unchanged\n");
    const waited = await sandbox.run("wait deployment/shop --for=condition=Available --timeout=20s");
    expect(waited).toMatchObject({ stdout: "deployment.apps/shop condition met\n", exitCode: 0 });
    const set = await sandbox.run("set image deployment/shop app=registry.example/shop/web:1.4.1");
    expect(set.stdout).toBe("deployment.apps/shop image updated\n");
    expect(await sandbox.run("rollout status deployment/shop --timeout=20s")).toMatchObject({ exitCode: 0 });
    expect((await sandbox.run("delete deployment shop")).exitCode).toBe(0);
  });

  test.skipIf(isMissing)("follows a pod from the failed pull to Running, after its image was corrected", async () => {
    const stop = new AbortController();
    const watched = sandbox.run("get pods -w -l run=broken --no-headers", { signal: stop.signal });
    await sandbox.run("run broken --image=myimage:latest");
    await sandbox.until("broken", "ErrImagePull");
    await sandbox.until("broken", "ImagePullBackOff");
    await sandbox.run("set image pod/broken broken=nginx:1.27");
    await sandbox.until("broken", "Running");
    await setTimeout(50);
    stop.abort();
    const statuses = (await watched).stdout.split("\n").map((line) => line.split(/ +/)[2]);
    const seen = ["ErrImagePull", "ImagePullBackOff", "Running"].map((status) => statuses.indexOf(status));
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen).not.toContain(-1);
    expect((await sandbox.run("events --for pod/broken")).stdout).toContain('Pulling image "myimage:latest"');
    await sandbox.run("delete pod broken --now");
  });

  test.skipIf(isMissing)("pulls a private image with a secret that kubectl made", async () => {
    const made = await sandbox.run(`create secret docker-registry regcred ${LOGIN}`);
    expect(made.stdout).toBe("secret/regcred created\n");
    expect((await sandbox.run("apply -f -", { stdin: PRIVATE_POD })).stdout).toBe("pod/private created\n");
    expect(await sandbox.run("wait pod/private --for=condition=Ready --timeout=20s")).toMatchObject({ exitCode: 0 });
    expect((await sandbox.run("logs private")).exitCode).toBe(0);
    expect((await sandbox.run("delete pod/private secret/regcred --now")).exitCode).toBe(0);
  });

  test.skipIf(isMissing)("shows right ages although the cluster's time has gone ahead", async () => {
    await sandbox.run("run aged --image=nginx:1.27");
    await sandbox.jump(3_600_000);
    expect((await sandbox.run("get pod aged --no-headers")).stdout).toMatch(/ 60m\n$/);
    const described = (await sandbox.run("describe pod aged")).stdout;
    expect(described).not.toContain("<invalid>");
    expect((await sandbox.run("annotate pod aged note=kept")).stdout).toBe("pod/aged annotated\n");
    const yaml = (await sandbox.run("get pod aged -o yaml")).stdout;
    expect(await sandbox.run("replace -f -", { stdin: yaml })).toMatchObject({
      stdout: "pod/aged replaced\n",
      stderr: "",
    });
  });
});

test.skipIf(kubectlPath("1.36") === undefined)("nobody comes in with another token, or without one", async () => {
  const sandbox = await startTestSandbox("1.36", { world: "playground" });
  try {
    const wrong = await sandbox.run("get pods --token=wrong");
    expect(wrong.stderr).toContain("You must be logged in to the server");
    const asked = request(`${sandbox.url}/api/v1/namespaces/default/pods`, { rejectUnauthorized: false }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    expect(await text(answer)).toContain(String.raw`pods is forbidden: User \"system:anonymous\" cannot list resource`);
  } finally {
    await sandbox.stop();
  }
});
