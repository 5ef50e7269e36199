import { describe, expect, test } from "vitest";

import { type EventFacts, type RegistryFacts, rulesOf, type Snapshot, type Verdict } from "../../kinds/index.ts";
import { diagnose } from "./diagnose.ts";
import { pullSentence, pullsUnderWay } from "./pulls-under-way.ts";

const IMAGE = "registry.example/shop/api:1.4";
const HEAD = `failed to do request: Head "https://registry.example/v2/shop/api/manifests/1.4"`;
const EXPIRED = `${HEAD}: tls: failed to verify certificate: x509: certificate has expired or is not yet valid`;
const EARLY = `${EXPIRED}: current time 2026-11-25T14:00:00Z is before 2029-01-01T00:00:00Z`;
const UNKNOWN = `${HEAD}: tls: failed to verify certificate: x509: certificate signed by unknown authority`;
const DOWN = `${HEAD}: dial tcp 10.0.0.9:443: connect: connection refused`;
const NO_HOST = `${HEAD}: dial tcp: lookup registry.example: no such host`;

function verdictOf(message: string, fields: Partial<RegistryFacts>): Verdict | undefined {
  const waiting = { kind: "container", name: "app", image: IMAGE, state: "waiting", reason: "ErrImagePull" } as const;
  const snapshot: Snapshot = {
    origin: "cluster",
    pods: [{ name: "web", namespace: "shop", pullSecrets: [], containers: [{ ...waiting, message }] }],
    events: [],
    messages: [],
    secrets: [],
    notUnderstood: [],
    registries: [{ image: IMAGE, answer: "unreachable", text: "HEAD from here", ...fields }],
  };
  return diagnose(snapshot, { rules: rulesOf("1.35") })[0];
}

describe("diagnose() with what is seen of the registry from here", () => {
  test.each([
    [EXPIRED, "TRANSPORT_TLS_EXPIRED", "tls-cert-expired"],
    [UNKNOWN, "TRANSPORT_TLS_UNKNOWN_AUTHORITY", "tls-unknown-authority"],
    [DOWN, "TRANSPORT_REFUSED", "tcp-refused"],
    [NO_HOST, "TRANSPORT_DNS_NOT_FOUND", "dns-nxdomain"],
  ])("what fails alike from here is proven, and the answer is proof: %s, %s", (message, fault, cause) => {
    const verdict = verdictOf(message, { fault });
    expect(verdict).toMatchObject({ cause, confidence: "certain" });
    expect(verdict?.evidence).toContainEqual({ origin: "registry", text: "HEAD from here" });
  });

  test("what fails otherwise from here says nothing of the node", () => {
    const verdict = verdictOf(DOWN, { fault: "TRANSPORT_DNS_NOT_FOUND" });
    expect(verdict).toMatchObject({ cause: "tcp-refused", confidence: "likely" });
    expect(verdict?.evidence.map(({ origin }) => origin)).not.toContain("registry");
  });

  test("a certificate whose time has not come from here either is not the node's clock", () => {
    expect(verdictOf(EARLY, { fault: "TRANSPORT_TLS_NOT_YET_VALID" })).toMatchObject({
      cause: "tls-cert-expired",
      variant: "not-yet-valid",
      confidence: "certain",
    });
  });

  test("a certificate that is good from here, and too early for the node, is the node's clock", () => {
    expect(verdictOf(EARLY, { answer: "found" })).toMatchObject({ cause: "node-clock-skew", confidence: "certain" });
  });
});

describe("diagnose() of what a pod has behind it", () => {
  const mount: EventFacts = {
    type: "Warning",
    reason: "FailedMount",
    message: 'MountVolume.SetUp failed for volume "kube-api-access-6f6fm" : failed to sync configmap cache: timed out',
    object: "Pod/web",
    lastSeen: 30,
  };
  const pulling: EventFacts = { ...mount, type: "Normal", reason: "Pulling", message: `Pulling image "${IMAGE}"` };
  const causesOf = (events: readonly EventFacts[], fields: object = {}): readonly string[] => {
    const creating = { kind: "container", name: "app", image: IMAGE, state: "waiting", ...fields } as const;
    const pods = [{ name: "web", namespace: "shop", containers: [{ reason: "ContainerCreating", ...creating }] }];
    const empty = { messages: [], secrets: [], notUnderstood: [] };
    const verdicts = diagnose({ origin: "cluster", pods, events, ...empty }, { rules: rulesOf("1.35") });
    return verdicts.map(({ cause }) => cause);
  };

  test("a mount that failed before the image was pulled is overcome", () => {
    expect(causesOf([mount])).toEqual(["nm-failed-mount"]);
    expect(causesOf([mount, { ...pulling, lastSeen: 27 }])).toEqual([]);
    expect(
      causesOf([
        { ...mount, lastSeen: 3 },
        { ...pulling, lastSeen: 27 },
      ]),
    ).toEqual(["nm-failed-mount"]);
  });

  test("a pull that has begun a while ago and was not seen to end is under way, whatever was before", () => {
    const creating = { kind: "container", image: IMAGE, state: "waiting", reason: "ContainerCreating" } as const;
    const pods = [{ name: "web", namespace: "shop", containers: [creating] }];
    const seen = (...events: readonly EventFacts[]): readonly string[] => {
      const empty = { messages: [], secrets: [], notUnderstood: [] };
      return pullsUnderWay({ origin: "cluster", pods, events, ...empty }).map(pullSentence);
    };
    const old = { ...pulling, lastSeen: 290 };
    const failed = { ...old, reason: "Failed", message: `Failed to pull image "${IMAGE}"` };
    expect(seen(mount, old)).toEqual([
      `shop/web has been pulling ${IMAGE} for 4m50s; whether anything still comes only the node could tell`,
    ]);
    expect(seen({ ...failed, lastSeen: 400 }, old)).toHaveLength(1);
    expect(seen(old, { ...failed, lastSeen: 200 })).toEqual([]);
    expect(seen({ ...old, lastSeen: 20 })).toEqual([]);
  });

  test("what ran before ran from another image where the image was changed in place: nothing was taken away", () => {
    const gone = `rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
    const ran = { reason: "ImagePullBackOff", message: gone, ranBefore: true };
    expect(causesOf([], ran)).toEqual(["image-retired"]);
    expect(causesOf([], { ...ran, ranFrom: IMAGE })).toEqual(["image-retired"]);
    expect(causesOf([], { ...ran, ranFrom: "registry.example/shop/api:1.3" })).toEqual(["tag-not-found"]);
    const changed = { ...pulling, reason: "Killing", message: "Container app definition changed, will be restarted" };
    expect(causesOf([changed], ran)).toEqual(["tag-not-found"]);
  });

  test("a container that waits for its next start and has never run could not be started", () => {
    const restarting = { reason: "CrashLoopBackOff", message: "back-off 2m40s restarting failed container=app" };
    expect(causesOf([], restarting)).toEqual(["nm-crash-loop"]);
    // As kubelet 1.33 with containerd 1.6 says it
    const lastMessage =
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/no/such": stat /no/such: no such file or directory: unknown';
    expect(causesOf([], { ...restarting, lastReason: "StartError", lastMessage })).toEqual(["nm-run-container-error"]);
    expect(causesOf([], { ...restarting, lastReason: "Error", lastMessage: "" })).toEqual(["nm-crash-loop"]);
  });
});
