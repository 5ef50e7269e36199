import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { IMAGE_REASONS } from "../../kinds/index.ts";
import { type Deed, paced, playScenario } from "../play/index.ts";
import {
  arrival,
  type Grade,
  gradeOf,
  nextScenarios,
  prerequisitesOf,
  recommendedOrder,
  type Scenario,
  SCENARIO_IDS,
  scenarioOf,
  SCENARIOS,
} from "./index.ts";

async function played(scenario: Scenario, deeds: readonly Deed[]): Promise<Grade> {
  const world = await shippedWorld(scenario.world);
  return gradeOf(await playScenario(scenario, world, { actions: paced(deeds, arrival(scenario, world)) }));
}

describe("SCENARIOS", () => {
  test("has each id once, in order, and each one's contrast is another one", () => {
    expect(SCENARIOS.map(({ id }) => id)).toEqual([...SCENARIO_IDS]);
    expect(SCENARIOS.filter(({ id, contrast }) => id === contrast)).toEqual([]);
  });

  test.each(SCENARIOS.filter(({ par }) => par > 0))(
    "$id is broken when nothing is done, and says where",
    async (scenario) => {
      const grade = await played(scenario, []);
      expect(grade).toMatchObject({ kind: "not-yet", finding: { predicate: "runs" } });
    },
  );

  test.each(SCENARIOS.filter(({ par }) => par === 0))(
    "$id is broken when the learner comes, and heals when nothing is done",
    async (scenario) => {
      const grade = await played(scenario, []);
      expect(grade).toMatchObject({ kind: "solved", changes: 0 });
      expect(grade.kind === "solved" ? grade.after : 0).toBeGreaterThan(5000);
    },
  );

  test.each(SCENARIOS)("$id is repaired by what its world shows as a repair, where it shows one", async (scenario) => {
    const repair = (await shippedWorld(scenario.world)).actions.slice(scenario.setup);
    const grade = await played(scenario, repair);
    expect(repair.length === 0 || grade.kind === "solved").toBe(true);
  });

  test("A-31 the files of scenarios, play, solver, labs and breaking hold no status, no delay and no word of an event", () => {
    const rooms = ["../scenarios", "../play", "../solver", "../labs", "../breaking"].map((room) =>
      join(import.meta.dirname, room),
    );
    const files = rooms.flatMap((room) => readdirSync(room).map((file) => join(room, file)));
    const words = [
      ...IMAGE_REASONS,
      "CrashLoop",
      "ContainerCreating",
      "Back-off",
      "FailedTo",
      "unauthorized",
      "denied",
    ];
    const telling = new RegExp(`${words.join("|")}|\\b\\d+ ?(?:s|m|min|seconds|minutes)\\b`);
    const found = files.filter(
      (file) => !/\.test\.ts$|public-log\.data\.ts$/.test(file) && telling.test(readFileSync(file, "utf8")),
    );
    expect(found).toEqual([]);
  });
});

describe("gradeOf()", () => {
  const scenario = scenarioOf("secret-wrong-host");

  test("A-17 a node told not to mind certificates is not yet a repair, and the pod's status shows it", async () => {
    const mirrors = [
      {
        registry: "registry.example:5000",
        upstream: true,
        hosts: [{ host: "registry.example:5000", skipVerify: true }],
      },
    ];
    const grade = await played(scenario, [{ node: "node-1", change: { configure: { mirrors } } }]);
    expect(grade).toMatchObject({ kind: "not-yet", finding: { predicate: "runs", pod: "default/web" } });
  });

  test("A-17 a repository opened to everybody works and smells, and the deed shows it", async () => {
    const visibility = { repository: "shop/web", public: true };
    const world = await shippedWorld(scenario.world);
    const actions = paced([{ registry: "registry.example:5000", change: { visibility } }], arrival(scenario, world));
    const judged = await playScenario(scenario, world, { actions });
    const grade = gradeOf(judged);
    expect(grade).toMatchObject({ kind: "smell", changes: 1, findings: [{ predicate: "stays-private" }] });
    const seq = grade.kind === "smell" ? (grade.findings[0]?.seq ?? -1) : -1;
    expect(judged.trace.entries.at(seq)).toMatchObject({
      kind: "user",
      data: { run: expect.stringContaining("shop/web") },
    });
  });

  test("A-17 with a certificate that nobody knows, not minding it works and smells", async () => {
    const mirrors = [
      { registry: "registry.example", upstream: true, hosts: [{ host: "registry.example", skipVerify: true }] },
    ];
    const grade = await played(scenarioOf("tls-unknown-ca"), [{ node: "node-1", change: { configure: { mirrors } } }]);
    expect(grade).toMatchObject({ kind: "smell", findings: [{ predicate: "verifies-tls" }] });
  });

  test("only what has changed something counts: no look, nothing that was refused", async () => {
    const right = "kubectl set image pod/web app=registry.example/shop/web:1.4.2";
    const lines = ["kubectl get pods", "kubectl delete pod nobody", right, "kubectl get events"];
    const grade = await played(
      scenarioOf("wrong-tag"),
      lines.map((run) => ({ run, exits: 0 })),
    );
    expect(grade).toMatchObject({ kind: "solved", changes: 1, par: 1 });
  });

  test("an image that runs and was not ordered is not yet a repair, and the decision to use it shows it", async () => {
    const older: Deed = { run: "kubectl set image pod/late app=registry.example/shop/web:1.4.2", exits: 0 };
    const grade = await played(scenarioOf("expired-token"), [older]);
    const text = "Container app of pod default/late has image registry.example/shop/web:1.4.2";
    expect(grade).toMatchObject({ kind: "not-yet", finding: { predicate: "ordered", pod: "default/late", text } });
  });

  test("a policy that is changed so that the registry is not asked works and smells", async () => {
    const patch = '{"spec":{"template":{"spec":{"containers":[{"name":"app","imagePullPolicy":"IfNotPresent"}]}}}}';
    const grade = await played(scenarioOf("latest-always-deleted"), [
      { run: `kubectl patch deployment web -p '${patch}'`, exits: 0 },
    ]);
    expect(grade).toMatchObject({ kind: "smell", findings: [{ predicate: "keeps-policy" }] });
  });

  test("a rollout that is repaired by making everything anew works, but it did not serve meanwhile", async () => {
    const rollout = scenarioOf("rollout-bad-tag");
    const { cluster } = await shippedWorld(rollout.world);
    const grade = await played(rollout, [
      { run: "kubectl delete deployment web", exits: 0 },
      { run: "kubectl apply -f -", stdin: JSON.stringify(cluster.objects[0]), exits: 0 },
    ]);
    expect(grade).toMatchObject({ kind: "smell", findings: [{ predicate: "keeps-serving" }] });
  });

  test("a pod beside and an image carried by hand are told", async () => {
    const wrong = scenarioOf("wrong-tag");
    const beside: Deed = { run: "kubectl run other --image=registry.example/shop/web:1.4.2", exits: 0 };
    const right: Deed = { run: "kubectl set image pod/web app=registry.example/shop/web:1.4.2", exits: 0 };
    const gone: Deed = { run: "kubectl delete pod web", exits: 0 };
    expect(await played(wrong, [beside, right])).toMatchObject({
      kind: "smell",
      findings: [{ predicate: "adds-no-apps" }],
    });
    expect(await played(wrong, [gone])).toMatchObject({ kind: "not-yet", finding: { text: "There is no pod web" } });
    const load = { image: "registry.example/shop/web:1.4.2-rc1", size: 1000 };
    expect(await played(wrong, [{ node: "node-1", change: { load } }])).toMatchObject({
      kind: "smell",
      findings: [{ predicate: "carries-nothing" }],
    });
  });
});

describe("the order", () => {
  test("has every scenario once and begins with an easy one", () => {
    expect(
      recommendedOrder()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(SCENARIO_IDS.toSorted());
    expect(recommendedOrder()[0]?.level).toBe("easy");
  });

  test("prerequisites come before, and what is next has all of them solved", () => {
    const ids = recommendedOrder().map(({ id }) => id);
    for (const scenario of SCENARIOS)
      for (const id of prerequisitesOf(scenario)) expect(ids.indexOf(id)).toBeLessThan(ids.indexOf(scenario.id));
    const solved = new Set<string>();
    for (let next = nextScenarios({ solved, shares: new Map() })[0]; next !== undefined;) {
      expect(prerequisitesOf(next).filter((id) => !solved.has(id))).toEqual([]);
      solved.add(next.id);
      next = nextScenarios({ solved, shares: new Map() })[0];
    }
    expect(solved.size).toBe(SCENARIO_IDS.length);
  });

  test("what went worst comes first among those that are ready", () => {
    const solved = new Set(SCENARIOS.filter(({ level }) => level === "easy").map(({ id }) => id));
    const [next] = nextScenarios({ solved, shares: new Map([["TIM", 0.2]]) });
    expect(next?.skills).toContain("TIM");
  });
});
