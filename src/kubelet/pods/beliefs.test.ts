import { describe, expect, test } from "vitest";

import { boundPod, KubeletNode } from "../../../test/kubelet-node.ts";
import type { Random } from "../../base/index.ts";
import { type Rules, rulesOf, type SecretObject } from "../../kinds/index.ts";

/* Each wrong belief about pods that the rules can hold, beside what the real kubelet does in the same story. */

const REAL = rulesOf("1.35");
const IMAGE = "registry.example/web:nope";
const ZERO: Random = { next: () => 0 };
const SECRET: SecretObject = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name: "late", namespace: "shop", uid: "1" },
  type: "kubernetes.io/dockerconfigjson",
  data: {
    ".dockerconfigjson": btoa(JSON.stringify({ auths: { "registry.example": { username: "u", password: "p" } } })),
  },
};

async function play(rules: Rules, seconds: number): Promise<KubeletNode> {
  const node = new KubeletNode({ rules, random: ZERO, secrets: [SECRET], serviceAccountSecrets: ["late"] });
  node.add(boundPod({ containers: [{ name: "main", image: IMAGE, imagePullPolicy: "IfNotPresent" }] }));
  await node.run(seconds * 1000);
  return node;
}

/** Seconds and reasons of the statuses. */
function shown(node: KubeletNode): readonly string[] {
  return node.published.map(({ t, status }) => `${t / 1000} ${status.containerStatuses?.[0]?.state.waiting?.reason}`);
}

function restarts(node: KubeletNode): number | undefined {
  return node.published.at(-1)?.status.containerStatuses?.[0]?.restartCount;
}

function sources(node: KubeletNode): readonly string[] {
  return [...new Set(node.entriesOf("credential").map(({ data }) => data.source))];
}

describe("the belief that", () => {
  test("the status tells at once what a sync has found", async () => {
    const believed = { ...REAL, status: { ...REAL.status, lagsOneSync: false } };

    expect(shown(await play(REAL, 2))).toEqual(["0 ContainerCreating", "1 ErrImagePull"]);
    expect(shown(await play(believed, 2)).slice(0, 2)).toEqual(["0 ContainerCreating", "0 ErrImagePull"]);
  });

  test("each failed pull is a restart", async () => {
    const believed = { ...REAL, status: { ...REAL.status, pullsCountAsRestarts: true } };

    expect(restarts(await play(REAL, 60))).toBe(0);
    expect(restarts(await play(believed, 60))).toBe(3);
  });

  test("the kubelet looks every second after an error", async () => {
    const believed = { ...REAL, sync: { ...REAL.sync, afterErrorSeconds: 1 } };

    expect((await play(REAL, 60)).entriesOf("sync")).toHaveLength(7);
    expect((await play(believed, 60)).entriesOf("sync")).toHaveLength(61);
  });

  test("nothing is tried again", async () => {
    const believed = { ...REAL, backoff: { ...REAL.backoff, retries: false } };
    const pulls = (node: KubeletNode): number => node.entriesOf("backoff").length;

    expect(pulls(await play(REAL, 600))).toBe(6);
    expect(pulls(await play(believed, 600))).toBe(1);
  });

  test("a service account's secrets reach its pods at every sync", async () => {
    const believed = { ...REAL, admission: { ...REAL.admission, serviceAccountSecrets: "at-sync" as const } };

    expect(sources(await play(REAL, 5))).toEqual(["anonymous"]);
    expect(sources(await play(believed, 5))).toEqual(["secret shop/late"]);
  });
});
