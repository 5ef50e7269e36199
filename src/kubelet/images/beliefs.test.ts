import { describe, expect, test } from "vitest";

import { playSteps } from "../../../conformance/kinds/image-manager.ts";
import type { NodeInput, PullStep } from "../../../conformance/kinds/node-input.ts";
import { type Rules, rulesOf } from "../../kinds/index.ts";

/*
 * Each wrong belief that the rules can hold, beside what the real kubelet does in the same story: one row a belief, one
 * reason a look.
 */

const REAL = rulesOf("1.35");
const FAILS = { pulls: [{ error: { grpcCode: "Unknown", message: "denied" } }] } as const;
const WORKS = { pulls: [{ ref: "sha256:1", sizeBytes: 1 }] } as const;

const LOOK: PullStep = {
  at: 0,
  podUID: "pod-1",
  podName: "web",
  namespace: "shop",
  container: "main",
  image: "registry.example/app:1",
  policy: "Always",
  runtime: FAILS,
};

const KUBELET: NodeInput["kubelet"] = {
  serializeImagePulls: true,
  maxParallelImagePulls: null,
  registryPullQPS: 5,
  registryBurst: 10,
  backoffInitialSeconds: 10,
  backoffMaxSeconds: 300,
};

type Played = readonly {
  readonly reason: string | null;
  readonly runtimeCalls: readonly { readonly call: string }[];
}[];

async function play(looks: readonly Partial<PullStep>[], rules: Rules): Promise<Played> {
  const steps = looks.map((look) => ({ ...LOOK, ...look }));
  const output = (await playSteps({ kubelet: KUBELET, presentImages: [], steps }, rules)) as { readonly steps: Played };
  return output.steps;
}

interface Row {
  readonly belief: string;
  readonly rules: Rules;
  readonly looks: readonly Partial<PullStep>[];
  readonly really: readonly (string | null)[];
  readonly believed: readonly (string | null)[];
}

const [FAIL, WAIT] = ["ErrImagePull", "ImagePullBackOff"];
const SECRET = {
  name: "login",
  uid: "1",
  type: "kubernetes.io/dockerconfigjson",
  data: { ".dockerconfigjson": btoa("{}") },
};

const ROWS: readonly Row[] = [
  {
    belief: "the window belongs to the image, not to the pod",
    rules: { ...REAL, backoff: { ...REAL.backoff, key: "image" } },
    looks: [{}, { at: 1, podUID: "pod-2" }],
    really: [FAIL, FAIL],
    believed: [FAIL, WAIT],
  },
  {
    belief: "the window is always the first one",
    rules: { ...REAL, backoff: { ...REAL.backoff, growth: "constant" } },
    looks: [{}, { at: 10 }, { at: 20 }],
    really: [FAIL, FAIL, WAIT],
    believed: [FAIL, FAIL, FAIL],
  },
  {
    belief: "the window grows by ten seconds",
    rules: { ...REAL, backoff: { ...REAL.backoff, growth: "linear" } },
    looks: [{}, { at: 10 }, { at: 30 }, { at: 60 }],
    really: [FAIL, FAIL, FAIL, WAIT],
    believed: [FAIL, FAIL, FAIL, FAIL],
  },
  {
    belief: "a success starts the ladder anew",
    rules: { ...REAL, backoff: { ...REAL.backoff, clearedBySuccess: true } },
    looks: [{}, { at: 10, runtime: WORKS }, { at: 20 }, { at: 30 }],
    really: [FAIL, null, FAIL, WAIT],
    believed: [FAIL, null, FAIL, FAIL],
  },
  {
    belief: "a changed secret opens the window",
    rules: { ...REAL, backoff: { ...REAL.backoff, clearedBySecretChange: true } },
    looks: [{}, { at: 1 }, { at: 2, secrets: [SECRET] }],
    really: [FAIL, WAIT, WAIT],
    believed: [FAIL, WAIT, FAIL],
  },
  {
    belief: "the kubelet gives up after a failure",
    rules: { ...REAL, backoff: { ...REAL.backoff, retries: false } },
    looks: [{}, { at: 10 }],
    really: [FAIL, FAIL],
    believed: [FAIL, WAIT],
  },
  {
    belief: "a failed pull shows ImagePullBackOff at once",
    rules: { ...REAL, images: { ...REAL.images, failureShowsErrImagePull: false } },
    looks: [{}],
    really: [FAIL],
    believed: [WAIT],
  },
  {
    belief: "Never pulls what is absent",
    rules: { ...REAL, images: { ...REAL.images, neverPullsWithNever: false } },
    looks: [{ policy: "Never", runtime: WORKS }],
    really: ["ErrImageNeverPull"],
    believed: [null],
  },
  {
    belief: "an image that is on the node is asked for all the same",
    rules: { ...REAL, images: { ...REAL.images, presentIsEnough: false } },
    looks: [
      { policy: "IfNotPresent", runtime: WORKS },
      { at: 1, policy: "IfNotPresent" },
    ],
    really: [null, null],
    believed: [null, FAIL],
  },
  {
    belief: "with policy Always an image that is on the node serves where the registry does not",
    rules: { ...REAL, images: { ...REAL.images, alwaysNeedsRegistry: false } },
    looks: [{ runtime: WORKS }, { at: 1 }],
    really: [null, FAIL],
    believed: [null, null],
  },
  {
    belief: "a failed pull is a crash loop",
    rules: {
      ...REAL,
      images: { ...REAL.images, failureShowsErrImagePull: false, backOffReason: "CrashLoopBackOff" },
    },
    looks: [{}, { at: 1 }],
    really: [FAIL, WAIT],
    believed: ["CrashLoopBackOff", "CrashLoopBackOff"],
  },
];

describe("createImageManager() follows the belief that", () => {
  test.each(ROWS)("$belief", async ({ rules, looks, really, believed }) => {
    expect((await play(looks, REAL)).map(({ reason }) => reason)).toEqual(really);
    expect((await play(looks, rules)).map(({ reason }) => reason)).toEqual(believed);
  });

  test("a pull without a login follows the logins that failed", async () => {
    const login = btoa(JSON.stringify({ auths: { "registry.example": { username: "u", password: "p" } } }));
    const looks = [{ secrets: [{ ...SECRET, data: { ".dockerconfigjson": login } }] }];
    const believing = { ...REAL, credentials: { ...REAL.credentials, anonymousAfterCredentials: true } };
    const calls = async (rules: Rules) => (await play(looks, rules)).map(({ runtimeCalls }) => runtimeCalls);

    expect(await calls(REAL)).toMatchObject([[{ call: "PullImage", auth: { username: "u" } }]]);
    expect(await calls(believing)).toMatchObject([
      [
        { call: "PullImage", auth: { username: "u" } },
        { call: "PullImage", auth: null },
      ],
    ]);
  });
});
