import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { loopbackCertificate } from "../../src/node/index.ts";
import { kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

interface Review {
  readonly request: {
    readonly uid: string;
    readonly operation: string;
    readonly name: string;
    readonly object: { readonly kind: string; readonly metadata: { readonly labels?: Record<string, string> } } | null;
  };
}

/** A webhook of a user's: signs what it lets in, denies what is labelled `bad`, and nothing may go that is labelled `kept`. */
function reviewed({ request }: Review, path: string): object {
  const labels = request.object?.metadata.labels ?? {};
  if (path === "/wrong-uid") return { uid: "other", allowed: true };
  if (path === "/deny") {
    const status = { code: 403, message: "no bad pods here", reason: "Forbidden" };
    return labels["bad"] === undefined
      ? { uid: request.uid, allowed: true }
      : { uid: request.uid, allowed: false, status };
  }
  if (path === "/keep") return { uid: request.uid, allowed: false };
  const patch = [{ op: "add", path: "/metadata/annotations", value: { "seen-by": request.operation } }];
  const encoded = Buffer.from(JSON.stringify(patch)).toString("base64");
  return { uid: request.uid, allowed: true, patch: encoded, patchType: "JSONPatch", warnings: ["seen"] };
}

const isMissing = kubectlPath("1.35") === undefined;

describe("admission webhooks", () => {
  let sandbox: TestSandbox;
  let server: Server;
  let authority = "";
  let url = "";

  beforeAll(async () => {
    if (isMissing) return;
    sandbox = await startTestSandbox("1.35", { world: "playground" });
    const tls = await loopbackCertificate();
    authority = Buffer.from(tls.authority).toString("base64");
    server = createServer({ cert: tls.certificate, key: tls.key }, (asked, answer) => {
      void text(asked).then((body) => {
        const path = new URL(asked.url ?? "", "https://x").pathname;
        if (path === "/broken") return answer.writeHead(500).end("out of order");
        const response = reviewed(JSON.parse(body) as Review, path);
        return answer.end(JSON.stringify({ apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", response }));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server?.close();
    await sandbox?.stop();
  });

  interface Hook {
    readonly kind?: "Mutating" | "Validating";
    readonly clientConfig: object;
    readonly operations?: readonly string[];
    readonly more?: object;
  }

  async function install(
    name: string,
    { kind = "Validating", clientConfig, operations = ["CREATE"], more = {} }: Hook,
  ): Promise<void> {
    const rules = [{ apiGroups: [""], apiVersions: ["v1"], operations, resources: ["pods"] }];
    const known = { admissionReviewVersions: ["v1"], sideEffects: "None", timeoutSeconds: 5 };
    const hook = { name: `${name}.example.com`, rules, clientConfig, ...known, ...more };
    const object = {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: `${kind}WebhookConfiguration`,
      metadata: { name },
      webhooks: [hook],
    };
    expect((await sandbox.run("create -f -", { stdin: JSON.stringify(object) })).stderr).toBe("");
  }

  async function remove(name: string, kind = "validating"): Promise<void> {
    await sandbox.run(`delete ${kind}webhookconfiguration ${name}`);
  }

  test.skipIf(isMissing)("are asked over HTTPS, change objects and refuse them", { timeout: 120_000 }, async () => {
    await install("sign", { kind: "Mutating", clientConfig: { url: `${url}/sign`, caBundle: authority } });
    await install("deny", { clientConfig: { url: `${url}/deny`, caBundle: authority } });
    expect(await sandbox.run("run good --image=nginx:1.27")).toMatchObject({ stdout: "pod/good created\n" });
    expect((await sandbox.run("get pod good -o jsonpath={.metadata.annotations.seen-by}")).stdout).toBe("CREATE");
    const bad = await sandbox.run("run bad --image=nginx:1.27 --labels=bad=yes");
    expect(bad.stderr).toBe(
      'Error from server (Forbidden): admission webhook "deny.example.com" denied the request: no bad pods here\n',
    );
    await remove("sign", "mutating");
    await remove("deny");
    await install("keep", { operations: ["DELETE"], clientConfig: { url: `${url}/keep`, caBundle: authority } });
    expect((await sandbox.run("delete pod good --now")).stderr).toContain(
      'Error from server: admission webhook "keep.example.com" denied the request without explanation\n',
    );
    await remove("keep");
    expect((await sandbox.run("delete pod good --now")).exitCode).toBe(0);
  });

  /** What cannot be asked fails the request, unless the policy says Ignore; texts as Go's HTTP client and the API server have them. */
  test.skipIf(isMissing).each<readonly [string, () => object, string]>([
    [
      "service",
      () => ({ service: { name: "policy", namespace: "guard", path: "/check" } }),
      'Post "https://policy.guard.svc:443/check?timeout=5s": service "policy" not found',
    ],
    [
      "refused",
      () => ({ url: "https://127.0.0.1:1/check" }),
      'Post "https://127.0.0.1:1/check?timeout=5s": dial tcp 127.0.0.1:1: connect: connection refused',
    ],
    [
      "unknown",
      () => ({ url: `${url}/deny` }),
      "tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      "broken",
      () => ({ url: `${url}/broken`, caBundle: authority }),
      'an error on the server ("out of order") has prevented the request from succeeding',
    ],
    [
      "elsewhere",
      () => ({ url: "https://policy.example.com/check" }),
      "dial tcp: lookup policy.example.com: no such host",
    ],
  ])("that fail (%s) fail the request", { timeout: 120_000 }, async (name, clientConfig, why) => {
    await install(name, { clientConfig: clientConfig() });
    const refused = await sandbox.run(`run ${name} --image=nginx:1.27`);
    expect(refused.stderr).toMatch(
      /^Error from server \(InternalError\): Internal error occurred: failed calling webhook /,
    );
    expect(refused.stderr).toContain(why);
    await remove(name);
    await install(name, { clientConfig: clientConfig(), more: { failurePolicy: "Ignore" } });
    expect(await sandbox.run(`run ${name} --image=nginx:1.27`)).toMatchObject({ stdout: `pod/${name} created\n` });
    await remove(name);
  });

  test.skipIf(isMissing)(
    "in a service keep controllers from their pods too, which the ReplicaSet tells",
    { timeout: 60_000 },
    async () => {
      await install("guard", { clientConfig: { service: { name: "policy", namespace: "guard" } } });
      await sandbox.run("create deployment held --image=nginx:1.27");
      const wanted = "get events --field-selector reason=FailedCreate -o jsonpath={.items[0].message}";
      let said = "";
      for (let tries = 0; tries < 30 && said === ""; tries += 1) said = (await sandbox.run(wanted)).stdout;
      expect(said).toBe(
        'Error creating: Internal error occurred: failed calling webhook "guard.example.com": failed to call webhook: Post "https://policy.guard.svc:443?timeout=5s": service "policy" not found',
      );
      await remove("guard");
      expect((await sandbox.run("rollout status deployment/held --timeout=40s")).exitCode).toBe(0);
    },
  );
});
