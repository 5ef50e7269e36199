import { describe, expect, test } from "vitest";

import { boundPod, KubeletNode, START } from "../../../test/kubelet-node.ts";
import { SeededRandom } from "../../base/index.ts";
import { type Minor, MINORS, rulesOf } from "../../kinds/index.ts";
import { machine } from "./machine.ts";

const BAD = "registry.example/web:nope";
const GOOD = "registry.example/web:1";
const RUNS = Array.from({ length: 20 }, (_, seed) => seed);

/** A story with edits, a restart, a crash and a deletion. */
async function eventful(seed: number, minor: Minor = "1.35"): Promise<KubeletNode> {
  const node = new KubeletNode({
    rules: rulesOf(minor),
    random: new SeededRandom(seed),
    sandboxTook: 400,
    pulls: { [GOOD]: { took: 700, program: { exitCode: 1, runsFor: 4_000 } } },
  });
  const main = { name: "main", imagePullPolicy: "IfNotPresent" } as const;
  node.add(boundPod({ containers: [{ ...main, image: BAD }] }));
  await node.run(40_000);
  node.edit("web", (spec) => ({ ...spec, containers: [{ ...main, image: GOOD }] }));
  await node.run(60_000);
  node.kubelet.restart();
  await node.run(30_000);
  node.delete("web");
  await node.run(5_000);
  return node;
}

describe("an eventful pod", () => {
  test.each(RUNS)("a condition changes its time exactly when it changes its status (run %i)", async (seed) => {
    const { published } = await eventful(seed);
    const wrong = published.slice(1).flatMap(({ t, status }, index) =>
      (status.conditions ?? []).filter((now) => {
        const before = published[index]?.status.conditions?.find(({ type }) => type === now.type);
        const isKept = now.lastTransitionTime === before?.lastTransitionTime;
        const isNew = Math.floor((START + t) / 1000) * 1000 === Date.parse(now.lastTransitionTime ?? "");
        return now.status === before?.status ? !isKept : !isNew;
      }),
    );

    expect(published.length).toBeGreaterThan(8);
    expect(wrong).toEqual([]);
  });

  test.each(RUNS)(
    "every look but the first has a cause, and causes come before their effects (run %i)",
    async (seed) => {
      const node = await eventful(seed);
      const [, ...later] = node
        .entriesOf("sync")
        .filter(({ data }) => data.trigger !== "updated" && data.trigger !== "restart");
      const backwards = node.entries.filter(({ seq, cause }) => cause !== undefined && cause >= seq);

      expect(later.filter(({ cause, data }) => cause === undefined && data.trigger !== "deleted")).toEqual([]);
      expect(backwards).toEqual([]);
      expect(node.published.filter(({ cause }) => cause === undefined)).toEqual([]);
    },
  );

  test.each(MINORS)("goes only ways that are in the machine of %s", async (minor) => {
    const edges = new Set(machine(rulesOf(minor)).transitions.map(({ from, to }) => `${from} -> ${to}`));
    const decisions = (await eventful(1, minor)).entriesOf("decision").map(({ data }) => data);
    const strays = decisions.flatMap(({ path }) =>
      path.slice(1).flatMap((to, index) => (edges.has(`${path[index]} -> ${to}`) ? [] : [`${path[index]} -> ${to}`])),
    );

    expect(decisions.length).toBeGreaterThan(8);
    expect(strays).toEqual([]);
  });
});
