import { describe, expect, test } from "vitest";

import { boundPod, KubeletNode } from "../../../test/kubelet-node.ts";
import type { Random } from "../../base/index.ts";
import { type Container, rulesOf, type SecretObject } from "../../kinds/index.ts";

/* What leaves the window of a failed pull as it is: all that happens to the pod but another image string. */

const BAD = "registry.example/web:nope";
const OTHER_BAD = "registry.example/web:nope-either";
const ZERO: Random = { next: () => 0 };

function container(image: string): Container {
  return { name: "main", image, imagePullPolicy: "IfNotPresent" };
}

function play(secrets: readonly SecretObject[] = []): KubeletNode {
  const node = new KubeletNode({ rules: rulesOf("1.35"), random: ZERO, secrets });
  node.add(boundPod({ containers: [container(BAD)], imagePullSecrets: [{ name: "late" }] }));
  return node;
}

function edit(node: KubeletNode, image: string): void {
  node.edit("web", (spec) => ({ ...spec, containers: [container(image)] }));
}

/** Second and image of each pull. */
function pulls(node: KubeletNode): readonly (readonly [number, string])[] {
  const begun = node.entriesOf("decision").filter(({ data }) => data.state === "pulling");
  return begun.map(({ t, data }) => [t / 1000, data.image]);
}

/** Seconds of the events about secrets that could not be read. */
function missed(node: KubeletNode): readonly number[] {
  const events = node.entriesOf("event").filter(({ data }) => data.reason === "FailedToRetrieveImagePullSecret");
  return events.map(({ t }) => t / 1000);
}

describe("the window of a failed pull", () => {
  /* Pull 5 fails at 151 s and arms 160 s; the pod is edited at 160 s and back at 165 s. */
  test("holds again when the image is edited back within ten minutes", async () => {
    const node = play();
    await node.run(160_000);
    edit(node, OTHER_BAD);
    await node.run(5_000);
    edit(node, BAD);
    await node.run(200_000);
    const [other, back] = pulls(node).slice(5);

    expect(other).toEqual([160, OTHER_BAD]);
    expect(back?.[1]).toBe(BAD);
    expect(back?.[0]).toBeGreaterThanOrEqual(311);
    expect(back?.[0]).toBeLessThanOrEqual(322);
    expect(node.entriesOf("backoff").at(-1)?.data.window).toBe(300_000);
  });

  test("is forgotten when it is edited back later than that", async () => {
    const node = play();
    await node.run(160_000);
    edit(node, OTHER_BAD);
    await node.run(605_000);
    edit(node, BAD);
    await node.run(1_000);

    expect(pulls(node).at(-1)).toEqual([765, BAD]);
    expect(node.entriesOf("backoff").at(-1)?.data.window).toBe(10_000);
  });

  test("stays when the missing secret is created, which is only told no longer", async () => {
    const secrets: SecretObject[] = [];
    const [node, other] = [play(secrets), play()];
    await node.run(35_000);
    secrets.push({ apiVersion: "v1", kind: "Secret", metadata: { name: "late", namespace: "shop", uid: "1" } });
    await node.run(125_000);
    await other.run(160_000);

    expect(pulls(node).map(([t]) => t)).toEqual([0, 11, 31, 71, 151]);
    expect(missed(node)).toEqual([0, 1, 11, 21, 31]);
    expect(missed(other).slice(0, 7)).toEqual([0, 1, 11, 21, 31, 41, 51]);
  });
});
