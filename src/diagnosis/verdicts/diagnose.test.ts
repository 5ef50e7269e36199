import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  rulesOf,
  type ContainerFacts,
  type EventFacts,
  type PodFacts,
  type Snapshot,
  type Verdict,
} from "../../kinds/index.ts";
import { verdictMarkdown, verdictText } from "../texts/index.ts";
import { diagnose } from "./diagnose.ts";

const RULES = rulesOf("1.35");

/** Texts as recorded from containerd 1.7 and 2.2. */
const NO_LOGIN =
  'Failed to pull image "private.corp.test/team/web:1.0": failed to pull and unpack image "private.corp.test/team/web:1.0": failed to resolve image: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials';
const REFUSED =
  'Failed to pull image "private.corp.test/team/web:1.0": failed to pull and unpack image "private.corp.test/team/web:1.0": failed to resolve reference "private.corp.test/team/web:1.0": pulling from host private.corp.test failed with status code [manifests 1.0]: 401 Unauthorized';
const GONE =
  'Failed to pull image "registry.corp.test/team/web:2.0": rpc error: code = NotFound desc = failed to pull and unpack image "registry.corp.test/team/web:2.0": failed to resolve image: registry.corp.test/team/web:2.0: not found';
const HUB_DENIED =
  'Failed to pull image "storefront:dev": failed to pull and unpack image "docker.io/library/storefront:dev": failed to resolve image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
const SECRET_MISSING =
  "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.";

function container(facts: Partial<ContainerFacts>): ContainerFacts {
  return { name: "main", kind: "container", state: "waiting", reason: "ImagePullBackOff", ...facts };
}

function pod(containers: readonly ContainerFacts[], facts: Partial<PodFacts> = {}): PodFacts {
  return { name: "web", namespace: "shop", node: "node-1", containers, ...facts };
}

function event(message: string, facts: Partial<EventFacts> = {}): EventFacts {
  return {
    type: "Warning",
    reason: "Failed",
    object: "Pod/web",
    namespace: "shop",
    count: 3,
    firstSeen: 90,
    lastSeen: 20,
    message,
    ...facts,
  };
}

function snapshot(facts: Partial<Snapshot>): Snapshot {
  return { origin: "paste", pods: [], events: [], messages: [], secrets: [], notUnderstood: [], ...facts };
}

function verdicts(facts: Partial<Snapshot>): readonly Verdict[] {
  return diagnose(snapshot(facts), { rules: RULES });
}

/** The verdict about one pod whose image `private.corp.test/team/web:1.0` failed with the text. */
function about(
  text: string,
  podFacts: Partial<PodFacts> = {},
  more: Partial<Snapshot> & { readonly image?: string; readonly ran?: boolean } = {},
): Verdict {
  const { image = /"([^"]+)"/.exec(text)?.[1] ?? "", ran, ...rest } = more;
  const waiting = container({ image, ...(ran !== undefined && { ranBefore: ran }) });
  const [verdict] = verdicts({
    pods: [pod([waiting], podFacts)],
    ...rest,
    events: [event(text), ...(rest.events ?? [])],
  });
  if (verdict === undefined) throw new Error("No verdict");
  return verdict;
}

describe("diagnose() weighs more than words", () => {
  test("diagnose() blames a named secret that the kubelet could not read", () => {
    const warning = event(SECRET_MISSING, { reason: "FailedToRetrieveImagePullSecret" });
    const verdict = about(NO_LOGIN, { pullSecrets: ["regcred"] }, { events: [warning] });
    expect(verdict).toMatchObject({ cause: "pull-secret-missing", summary: expect.stringContaining('"regcred"') });
    expect(verdict.evidence.map(({ text }) => text)).toEqual([
      expect.stringContaining("no basic auth"),
      expect.stringContaining("regcred"),
    ]);
  });

  test("diagnose() does not blame a missing secret for a missing tag", () => {
    const warning = event(SECRET_MISSING, { reason: "FailedToRetrieveImagePullSecret" });
    expect(about(GONE, { pullSecrets: ["regcred"] }, { events: [warning] }).cause).toBe("tag-not-found");
  });

  test("diagnose() calls a warning about a secret alone by its name", () => {
    const running = pod([container({ image: "nginx", state: "running" })]);
    expect(
      verdicts({ pods: [running], events: [event(SECRET_MISSING, { reason: "FailedToRetrieveImagePullSecret" })] }),
    ).toEqual([]);
    expect(verdicts({ messages: [{ text: SECRET_MISSING }] })[0]?.cause).toBe("nm-pull-secret-warning-only");
  });

  test("diagnose() looks at the secret where one is attached and nothing was sent", () => {
    const verdict = about(NO_LOGIN, { pullSecrets: ["regcred"] });
    expect([verdict.cause, ...verdict.alternatives.map(({ cause }) => cause)]).toEqual(
      expect.arrayContaining(["pull-secret-host-mismatch", "pull-secret-malformed", "auth-missing"]),
    );
    expect(verdict.cause).toBe("pull-secret-host-mismatch");
  });

  test("diagnose() knows a secret of another type as the cause", () => {
    const secrets = [{ name: "regcred", namespace: "shop", type: "Opaque" }];
    expect(about(NO_LOGIN, { pullSecrets: ["regcred"] }, { secrets }).cause).toBe("pull-secret-malformed");
  });

  test("diagnose() takes an attached login as refused where the words leave it open", () => {
    expect(about(REFUSED, { pullSecrets: ["regcred"] }).cause).toBe("auth-wrong-credentials");
    expect(about(REFUSED, { pullSecrets: [] }).cause).toBe("auth-missing");
  });

  test("diagnose() speaks of no pull secret where the pod names none", () => {
    const { cause, alternatives } = about(NO_LOGIN, { pullSecrets: [] });
    expect([cause, ...alternatives.map((each) => each.cause)].filter((each) => each.startsWith("pull-secret"))).toEqual(
      [],
    );
  });

  test("diagnose() takes what ran before as taken away or run out", () => {
    expect(about(GONE, {}, { ran: true }).cause).toBe("image-retired");
    expect(
      about(REFUSED, { pullSecrets: ["regcred"] }, { ran: true }).alternatives.map(({ cause }) => cause),
    ).toContain("auth-missing");
  });

  test("diagnose() misses the host that the pod's other images have", () => {
    const sidecar = container({ name: "sidecar", image: "registry.corp.test/team/proxy:1", state: "running" });
    const [verdict] = verdicts({
      pods: [pod([container({ image: "storefront:dev" }), sidecar])],
      events: [event(HUB_DENIED)],
    });
    expect(verdict?.cause).toBe("registry-host-missing");
  });

  test("diagnose() thinks of images that a local cluster was not given", () => {
    expect(about(HUB_DENIED, { node: "kind-control-plane" }).cause).toBe("local-image-not-loaded");
  });
});

describe("diagnose() and what is no failed pull", () => {
  test("diagnose() explains a pod that waits for its image by nothing else", () => {
    const mount = event('MountVolume.SetUp failed for volume "v" : secret "absent" not found', {
      reason: "FailedMount",
    });
    expect(about(GONE, {}, { events: [mount] }).cause).toBe("tag-not-found");
  });

  test.each([
    ["CrashLoopBackOff", "nm-crash-loop"],
    ["CreateContainerConfigError", "nm-container-config-error"],
    ["RunContainerError", "nm-run-container-error"],
    ["ErrImageNeverPull", "never-pull-not-present"],
  ])("diagnose() takes a pod that shows %s for %s", (status, cause) => {
    expect(verdicts({ pods: [pod([], { status })] })[0]).toMatchObject({ cause, status, pods: ["shop/web"] });
  });

  test.each(["Running", "Completed", "Pending", "ContainerCreating", "Init:0/2"])(
    "diagnose() has nothing to say of a pod that shows %s",
    (status) => {
      expect(verdicts({ pods: [pod([], { status })] })).toEqual([]);
    },
  );

  test("diagnose() says that it cannot know from a status alone", () => {
    const [verdict] = verdicts({ pods: [pod([], { status: "ImagePullBackOff" })] });
    expect(verdict).toMatchObject({ cause: "unknown", confidence: "possible", alternatives: [] });
    expect(verdict?.fix[0]).toBe("kubectl describe pod web -n shop");
  });

  test("diagnose() forces no cause on a text about something else", () => {
    const text =
      'Error: Post "https://10.0.0.1:6443/api/v1/namespaces/shop/secrets": dial unix: something of Terraform';
    expect(verdicts({ messages: [{ text: "Error: creating EC2 instance: InvalidAMIID.NotFound" }] })[0]?.cause).toBe(
      "unknown",
    );
    expect(verdicts({ messages: [{ text }] })[0]?.family).not.toBe("reference");
  });
});

describe("diagnose() puts together and keeps apart", () => {
  test("diagnose() makes one verdict of many pods with one cause", () => {
    const names = Array.from({ length: 30 }, (_, index) => `web-${index}`);
    const pods = names.map((name) => pod([container({ image: "registry.corp.test/team/web:2.0" })], { name }));
    const found = verdicts({ pods, events: names.map((name) => event(GONE, { object: `Pod/${name}` })) });
    expect(found).toHaveLength(1);
    expect(found[0]?.pods).toEqual(names.map((name) => `shop/${name}`));
  });

  test("diagnose() keeps two images with one cause apart", () => {
    const other = GONE.replaceAll("team/web", "team/api");
    const pods = [
      pod([container({ image: "registry.corp.test/team/web:2.0" })]),
      pod([container({ image: "registry.corp.test/team/api:2.0" })], { name: "api" }),
    ];
    expect(verdicts({ pods, events: [event(GONE), event(other, { object: "pod/api" })] })).toHaveLength(2);
  });

  test("diagnose() reads events without pods, and takes those of unnamed objects to be the only pod's", () => {
    expect(verdicts({ events: [event(GONE)] })[0]).toMatchObject({ cause: "tag-not-found", pods: ["shop/web"] });
    const { object: _, ...nameless } = event(GONE);
    expect(verdicts({ pods: [pod([], { status: "ImagePullBackOff" })], events: [nameless] })[0]?.cause).toBe(
      "tag-not-found",
    );
  });

  test("diagnose() takes a text that stands alone to be about the only pod, where nothing else is known of it", () => {
    const found = verdicts({ pods: [pod([], { status: "ImagePullBackOff" })], messages: [{ text: GONE }] });
    expect(found).toMatchObject([{ cause: "tag-not-found", pods: ["shop/web"], status: "ImagePullBackOff" }]);
  });

  test("diagnose() does not take the events of an image that was there before", () => {
    const [verdict] = verdicts({
      pods: [pod([container({ image: "registry.corp.test/team/web:2.1" })])],
      events: [event(GONE)],
    });
    expect(verdict?.cause).toBe("unknown");
  });

  test("diagnose() says where in the paste its evidence stands", () => {
    expect(about(GONE, {}, { events: [] }).evidence[0]?.lines).toBeUndefined();
    const [verdict] = verdicts({ events: [event(GONE, { lines: { from: 12, to: 13 } })] });
    expect(verdict?.evidence[0]?.lines).toEqual({ from: 12, to: 13 });
  });
});

describe("diagnose() and the next try", () => {
  test("diagnose() counts from the last failure through the kubelet's own ladder", () => {
    // Window after the fifth failure is 160 s, then 300 s (spec of the back-off, worked time-line)
    const failed = event(GONE, { count: 5, firstSeen: 180, lastSeen: 20 });
    const [verdict] = verdicts({
      pods: [pod([container({ image: "registry.corp.test/team/web:2.0" })])],
      events: [failed],
    });
    expect(verdict?.next).toEqual({
      earliest: 140,
      latest: 156,
      sentence: "tries again in about 2m20s, then every 5m; it will fail the same way",
    });
  });

  test("diagnose() waits longer beside a crashing container from 1.35 on", () => {
    const crashing = container({ name: "other", image: "registry.corp.test/team/other:1", reason: "CrashLoopBackOff" });
    const facts = {
      pods: [pod([container({ image: "registry.corp.test/team/web:2.0" }), crashing])],
      events: [event(GONE)],
    };
    const latest = (minor: "1.34" | "1.35"): number | undefined =>
      diagnose(snapshot(facts), { rules: rulesOf(minor) })[0]?.next?.latest;
    expect(latest("1.35")).toBeGreaterThan(latest("1.34") ?? Infinity);
  });

  test("diagnose() promises no try where the kubelet of these rules never tries again", () => {
    const rules = { ...RULES, backoff: { ...RULES.backoff, retries: false } };
    const facts = { pods: [pod([container({ image: "registry.corp.test/team/web:2.0" })])], events: [event(GONE)] };
    expect(diagnose(snapshot(facts), { rules })[0]?.next).toBeUndefined();
  });
});

test("diagnose() shows no password, wherever it stood", () => {
  const secrets = fc.stringMatching(/^[A-Za-z0-9]{16,40}$/).map((text) => `pw${text}`);
  const forms: readonly ((secret: string) => string)[] = [
    (s) => `Head "https://robot:${s}@registry.corp.test/v2/": 401 Unauthorized`,
    (s) => `{"auths":{"registry.corp.test":{"auth":"${s}","password":"${s}"}}} unauthorized`,
    (s) => `Authorization: Basic ${s}: denied`,
    (s) => `docker login -p ${s} registry.corp.test: incorrect username or password`,
  ];
  fc.assert(
    fc.property(secrets, fc.constantFrom(...forms), (secret, form) => {
      const text = `Failed to pull image "https://u:${secret}@registry.corp.test/team/web:1": ${form(secret)}`;
      const waiting = container({ image: `https://u:${secret}@registry.corp.test/team/web:1`, message: text });
      const found = verdicts({ pods: [pod([waiting])], events: [event(text)], messages: [{ text }] });
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found) + verdictText(found) + verdictMarkdown(found)).not.toContain(secret);
    }),
  );
});
