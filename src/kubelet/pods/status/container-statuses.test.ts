import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../../conformance/vectors.ts";
import { type ContainerState, type ContainerStatus, type Pod, rulesOf } from "../../../kinds/index.ts";
import type { ContainerList } from "../references.ts";
import type { RuntimeView, SeenContainer } from "../runtime-view.ts";
import { containerStatuses } from "./container-statuses.ts";

interface Expectation {
  readonly waiting?: string;
  readonly running?: true;
  readonly terminated?: number;
  readonly last?: string;
}

interface Row {
  readonly name: string;
  readonly container: string;
  readonly runtime: readonly string[];
  readonly old_last_terminated?: true;
  readonly reason: string | null;
  readonly expect: Expectation;
  readonly expect_as_init?: Expectation;
}

const { api_status: TABLE } = readUpstream("status_and_requeue") as {
  readonly api_status: { readonly restart_policy: "OnFailure"; readonly cases: readonly Row[] };
};

/** The port's runtime always knows in which state a container is. */
const ROWS = TABLE.cases.filter(({ runtime }) => !runtime.includes("unknown"));

function viewOf({ container, runtime }: Row): RuntimeView {
  return {
    sandbox: { ip: "10.0.0.1", ready: true },
    containers: runtime.map((text, age) => seen(container, text, age)),
  };
}

function seen(name: string, text: string, age: number): SeenContainer {
  const [state, code] = text.split(":");
  const base = {
    id: `r://${age}`,
    name,
    image: "i",
    imageRef: "sha256:i",
    createdAt: -age,
    attempt: 0,
    specImage: "i",
  };
  if (state === "running") return { ...base, state: "running", startedAt: -age };
  return { ...base, state: "exited", startedAt: -age, finishedAt: -age, exitCode: Number(code) };
}

function statusOf(row: Row, list: ContainerList): ContainerStatus | undefined {
  const containers = [{ name: row.container, image: "i" }];
  const spec = list === "containers" ? { containers } : { containers: [], initContainers: containers };
  const pod: Pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "p", uid: "u" },
    spec: { ...spec, restartPolicy: TABLE.restart_policy },
  };
  const old = {
    name: row.container,
    state: { waiting: {} },
    lastState: row.old_last_terminated ? { terminated: { exitCode: 1 } } : {},
    ready: false,
    restartCount: 0,
    image: "i",
    imageID: "",
  };
  const [status] = containerStatuses(
    {
      pod,
      view: viewOf(row),
      old: { containerStatuses: [old], initContainerStatuses: [old] },
      reasonOf: () => (row.reason === null ? undefined : { reason: row.reason, message: "" }),
      rules: rulesOf("1.35"),
      hostIP: "10.0.0.1",
      terminal: false,
      pastDeadline: false,
    },
    list,
  );
  return status;
}

function check(status: ContainerStatus | undefined, { waiting, running, terminated, last }: Expectation): void {
  const state: ContainerState = status?.state ?? {};
  expect(state.waiting?.reason).toBe(waiting);
  expect(state.running !== undefined).toBe(running ?? false);
  expect(state.terminated?.exitCode).toBe(terminated);
  const [lastState, code] = last?.split(":") ?? [];
  expect(Object.keys(status?.lastState ?? {})).toEqual(lastState === undefined ? [] : [lastState]);
  if (code !== undefined) expect(status?.lastState.terminated?.exitCode).toBe(Number(code));
}

describe("containerStatuses()", () => {
  test.each(ROWS)("$name", (row) => {
    check(statusOf(row, "containers"), row.expect);
  });

  test.each(ROWS.filter((row) => row.expect_as_init))("$name, as an init container", (row) => {
    check(statusOf(row, "initContainers"), row.expect_as_init ?? {});
  });

  test("leaves out only the row about a state that the runtime cannot tell", () => {
    expect(TABLE.cases.length - ROWS.length).toBe(1);
  });
});
