import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../../conformance/vectors.ts";
import type { ContainerState, ContainerStatus, Pod, RestartPolicy } from "../../../kinds/index.ts";
import { phaseOf } from "./phase.ts";

const ROWS = (
  readUpstream("status_and_requeue") as {
    readonly pod_phase_derived: readonly { readonly case: string; readonly phase: string }[];
  }
).pod_phase_derived;

const WAITING: ContainerState = { waiting: { reason: "ImagePullBackOff" } };
const RUNNING: ContainerState = { running: { startedAt: "2026-11-23T06:00:00Z" } };

function ended(exitCode: number): ContainerState {
  return { terminated: { exitCode } };
}

function status(name: string, state: ContainerState, lastState: ContainerState = {}): ContainerStatus {
  return { name, state, lastState, ready: false, restartCount: 0, image: "i", imageID: "" };
}

function podWith(
  names: readonly string[],
  inits: readonly string[] = [],
  restartPolicy: RestartPolicy = "Always",
): Pod {
  const [containers, initContainers] = [names, inits].map((list) => list.map((name) => ({ name })));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {},
    spec: { containers: containers ?? [], initContainers: initContainers ?? [], restartPolicy },
  };
}

/** What the rows of the table are about. */
const STATUSES: Readonly<Record<string, readonly ContainerStatus[]>> = {
  "only container never started, waiting": [status("a", WAITING)],
  "one container running, another waiting without earlier run": [status("a", RUNNING), status("b", WAITING)],
  "one running, another waiting after an earlier run": [status("a", RUNNING), status("b", WAITING, ended(1))],
  "init waiting without earlier run": [
    status("init", WAITING),
    status("a", { waiting: { reason: "PodInitializing" } }),
  ],
};

const state = fc.constantFrom(WAITING, RUNNING, ended(0), ended(1));
const policy = fc.constantFrom<RestartPolicy>("Always", "OnFailure", "Never");

describe("phaseOf()", () => {
  test.each(ROWS)("$case: $phase", ({ case: name, phase }) => {
    const statuses = STATUSES[name] ?? [];
    const names = statuses.map((one) => one.name);
    const pod = podWith(
      names.filter((one) => one !== "init"),
      names.filter((one) => one === "init"),
    );

    expect(statuses).not.toEqual([]);
    expect(phaseOf({ pod, statuses, terminal: false, initialized: true })).toBe(phase);
  });

  test("a container that waits for its first run makes the pod Pending, whatever the others do", () => {
    fc.assert(
      fc.property(state, policy, fc.boolean(), (other, restartPolicy, terminal) => {
        const statuses = [status("a", other), status("b", WAITING)];
        const pod = podWith(["a", "b"], [], restartPolicy);
        expect(phaseOf({ pod, statuses, terminal, initialized: true })).toBe("Pending");
      }),
    );
  });

  test("containers that have all ended for good make it Succeeded exactly when all codes are 0", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 4 }), policy, (codes, restartPolicy) => {
        const statuses = codes.map((code, index) => status(`c${index}`, ended(code)));
        const pod = podWith(
          statuses.map(({ name }) => name),
          [],
          restartPolicy,
        );
        const phase = phaseOf({ pod, statuses, terminal: true, initialized: true });
        expect(phase).toBe(codes.every((code) => code === 0) ? "Succeeded" : "Failed");
      }),
    );
  });

  test("a pod whose containers restart stays Running between their runs", () => {
    const statuses = [status("a", ended(1))];

    expect(phaseOf({ pod: podWith(["a"]), statuses, terminal: false, initialized: true })).toBe("Running");
    expect(phaseOf({ pod: podWith(["a"], [], "OnFailure"), statuses, terminal: false, initialized: true })).toBe(
      "Running",
    );
    expect(phaseOf({ pod: podWith(["a"], [], "Never"), statuses, terminal: false, initialized: true })).toBe("Failed");
  });
});
