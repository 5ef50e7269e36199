import { describe, expect, test } from "vitest";

import {
  type LoginFacts,
  type PodFacts,
  type RegistryFacts,
  rulesOf,
  type Snapshot,
  type Verdict,
} from "../../kinds/index.ts";
import { diagnose } from "./diagnose.ts";

const IMAGE = "registry.example/shop/api:1.4";
const GONE = `rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
const REFUSED = `failed to resolve reference "${IMAGE}": pulling from host registry.example failed with status code [manifests 1.4]: 401 Unauthorized`;
const NO_MATCH = "failed to pull and unpack image: no match for platform in manifest: not found";

function podOf(message: string, fields: Partial<PodFacts> = {}): PodFacts {
  const waiting = { kind: "container", name: "app", image: IMAGE, state: "waiting", reason: "ErrImagePull" } as const;
  const pod = { name: "web-1", namespace: "shop", owner: "Deployment/web", node: "node-1", pullSecrets: [] };
  return { ...pod, containers: [{ ...waiting, message }], ...fields };
}

function verdictOf(pod: PodFacts, fields: Partial<Snapshot>): Verdict {
  const empty = { origin: "cluster", events: [], messages: [], secrets: [], notUnderstood: [] } as const;
  const [verdict] = diagnose({ ...empty, pods: [pod], ...fields }, { rules: rulesOf("1.35") });
  if (verdict === undefined) throw new Error("No verdict");
  return verdict;
}

function answer(fields: Partial<RegistryFacts>): RegistryFacts {
  return { image: IMAGE, answer: "found", text: "HEAD", ...fields };
}

function login(used: boolean): LoginFacts {
  const code = used ? "CREDENTIALS_USED" : "CREDENTIALS_MISMATCH";
  const about = { namespace: "shop", pullSecrets: ["regcred"], image: IMAGE, secret: "shop/regcred" };
  return { ...about, used, code, sentence: "registry.example:5000 does not match" };
}

const withSecret = { pullSecrets: ["regcred"] };

describe("diagnose() in special cases", () => {
  test("a service account was given its secret after the pod was made", () => {
    const verdict = verdictOf(podOf(REFUSED, { serviceAccount: "builder" }), {
      accounts: [{ name: "builder", namespace: "shop", pullSecrets: ["regcred"] }],
      registries: [answer({ answer: "wants-login" })],
    });
    expect(verdict).toMatchObject({ cause: "auth-missing", variant: "service-account-late", confidence: "certain" });
    expect(verdict.summary).toContain('"builder" names pull secret "regcred" now');
    expect(verdict.fix[0]).toBe("kubectl rollout restart deployment/web -n shop");
  });

  test("an image that is on the node is kept from a pod without a login, from 1.35 on", () => {
    const registries = [answer({ answer: "wants-login" })];
    const node = { name: "node-1", kubelet: "v1.35.4", images: [IMAGE], troubles: [] };
    const verdict = verdictOf(podOf(REFUSED), { registries, nodes: [node] });
    expect(verdict).toMatchObject({ cause: "auth-missing", variant: "present-for-others" });
    expect(verdict.summary).toContain(`${IMAGE} is on node node-1, but kubelets from 1.35 on`);
    const older = verdictOf(podOf(REFUSED), { registries, nodes: [{ ...node, kubelet: "v1.34.1" }] });
    expect(older.variant).toBeUndefined();
  });

  test("a pod that names no secret has most likely shown no login, whatever the words leave open", () => {
    expect(verdictOf(podOf(REFUSED), {})).toMatchObject({ cause: "auth-missing", confidence: "likely" });
  });

  test("a public image is unpullable because of a login that is refused", () => {
    const verdict = verdictOf(podOf(REFUSED, withSecret), {
      logins: [login(true)],
      registries: [answer({}), answer({ secret: "shop/regcred", answer: "login-refused" })],
    });
    expect(verdict).toMatchObject({ cause: "auth-wrong-credentials", variant: "public-image" });
    expect(verdict.fix[0]).toContain("regcred");
  });

  test("a login would do, but for the port of its key", () => {
    const verdict = verdictOf(podOf(REFUSED, withSecret), {
      logins: [login(false)],
      registries: [answer({ answer: "wants-login" }), answer({ secret: "shop/regcred", unsent: true })],
    });
    expect(verdict).toMatchObject({ cause: "pull-secret-host-mismatch", variant: "key-of-same-host" });
  });

  test("a tag is spelled alike, and the command that corrects it is ready", () => {
    const verdict = verdictOf(podOf(GONE), {
      registries: [answer({ answer: "tag-not-found", nearTags: ["1.4.2", "1.3"] })],
    });
    expect(verdict).toMatchObject({ cause: "tag-not-found", variant: "near-tag", owners: ["shop/Deployment/web"] });
    expect(verdict.fix[0]).toBe("kubectl set image deployment/web app=registry.example/shop/api:1.4.2 -n shop");
  });

  test("a repository is spelled alike", () => {
    const verdict = verdictOf(podOf(GONE), {
      registries: [answer({ answer: "repository-not-found", nearRepositories: ["shop/apis"] })],
    });
    expect(verdict.fix[0]).toBe("kubectl set image deployment/web app=registry.example/shop/apis:1.4 -n shop");
  });

  test("a name is one letter away from one that Docker Hub publishes itself", () => {
    const image = "nginxx:1.27";
    const denied = `failed to resolve reference "docker.io/library/${image}": pull access denied, repository does not exist or may require authorization`;
    const waiting = { kind: "container", name: "app", image, state: "waiting", reason: "ErrImagePull" } as const;
    const verdict = verdictOf(podOf("", { containers: [{ ...waiting, message: denied }] }), {});
    expect(verdict).toMatchObject({ cause: "repository-not-found", variant: "near-repository" });
    expect(verdict.fix[0]).toBe("kubectl set image deployment/web app=nginx:1.27 -n shop");
  });

  test("what was missing has come meanwhile", () => {
    const verdict = verdictOf(podOf(GONE), { registries: [answer({})] });
    expect(verdict).toMatchObject({ cause: "tag-not-found", variant: "there-now" });
  });

  test("another node has it from before it was taken away", () => {
    const nodes = [{ name: "node-2", images: [IMAGE], troubles: [] }];
    const verdict = verdictOf(podOf(GONE), { nodes, registries: [answer({ answer: "tag-not-found" })] });
    expect(verdict.cause).toBe("image-retired");
  });

  test("platforms that there are stand beside the one that the node is", () => {
    const nodes = [{ name: "node-1", platform: "linux/arm64", images: [], troubles: [] }];
    const registries = [answer({ answer: "platform-missing", platforms: ["linux/amd64", "linux/s390x"] })];
    const verdict = verdictOf(podOf(NO_MATCH), { nodes, registries });
    expect(verdict).toMatchObject({ cause: "platform-mismatch", variant: "platforms" });
    expect(verdict.summary).toContain("is there for linux/amd64, linux/s390x, not for linux/arm64");
  });

  test("a login that another pod still runs with has run out, likely", () => {
    const running = { kind: "container", name: "app", image: "registry.example/shop/web:1", state: "running" } as const;
    const verdict = verdictOf(podOf(REFUSED, withSecret), {
      pods: [podOf(REFUSED, withSecret), podOf("", { name: "old", ...withSecret, containers: [running] })],
      logins: [login(true)],
      registries: [answer({ secret: "shop/regcred", answer: "login-refused" })],
    });
    expect(verdict).toMatchObject({ cause: "auth-token-expired", confidence: "likely" });
  });

  test.each([
    ["server-error", false, "mirror-misconfigured", "certain"],
    ["blob-missing", false, "registry-blob-missing", "certain"],
    ["tag-not-found", true, "mirror-misconfigured", "certain"],
    // The registry itself is asked next.
    ["tag-not-found", false, "tag-not-found", "likely"],
    ["found", false, "tag-not-found", "likely"],
  ] as const)(
    "a mirror that answers %s (the last that is asked: %s) means %s",
    (...[word, last, cause, confidence]) => {
      const mirror = answer({ mirror: "mirror.example", answer: word, ...(last && { mirrorOnly: true }) });
      expect(verdictOf(podOf(GONE), { registries: [mirror] })).toMatchObject({ cause, confidence });
    },
  );

  test("a proxy's refusal is not taken for the registry's", () => {
    const text = `failed to do request: Head "https://registry.example/v2/shop/api/manifests/1.4": Service Unavailable`;
    expect(verdictOf(podOf(text), {}).cause).toBe("proxy-misconfigured");
    const status = `unexpected status from HEAD request to https://registry.example/v2/shop/api/manifests/1.4: 503 Service Unavailable`;
    expect(verdictOf(podOf(status), {}).cause).toBe("registry-5xx");
  });
});
