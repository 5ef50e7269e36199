import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../../conformance/vectors.ts";
import { type ContainerStatus, type Pod, rulesOf } from "../../../kinds/index.ts";
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

const OLD_EXIT_CODE = 9;

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
    lastState: row.old_last_terminated ? { terminated: { exitCode: OLD_EXIT_CODE } } : {},
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
      own: undefined,
      reasonOf: () => (row.reason === null ? undefined : { reason: row.reason, message: "" }),
      rules: rulesOf("1.35"),
      hostIP: "10.0.0.1",
      terminal: false,
      ending: undefined,
    },
    list,
  );
  return status;
}

/** A status in the words of the table. */
function told(status: ContainerStatus | undefined): Expectation {
  const { state = {}, lastState = {} }: Partial<ContainerStatus> = status ?? {};
  return {
    ...(state.waiting?.reason === undefined ? {} : { waiting: state.waiting.reason }),
    ...(state.running === undefined ? {} : { running: true }),
    ...(state.terminated === undefined ? {} : { terminated: state.terminated.exitCode }),
    ...(lastState.terminated === undefined ? {} : { last: `terminated:${lastState.terminated.exitCode}` }),
  };
}

/** Where the table names no exit code of the last run, it is that of the old status. */
function wanted({ last, ...rest }: Expectation): Expectation {
  if (last === undefined) return rest;
  return { ...rest, last: last.includes(":") ? last : `${last}:${OLD_EXIT_CODE}` };
}

describe("containerStatuses()", () => {
  test.each(ROWS)("$name", (row) => {
    expect(told(statusOf(row, "containers"))).toEqual(wanted(row.expect));
  });

  test.each(ROWS.filter((row) => row.expect_as_init))("$name, as an init container", (row) => {
    expect(told(statusOf(row, "initContainers"))).toEqual(wanted(row.expect_as_init ?? {}));
  });

  test("leaves out only the row about a state that the runtime cannot tell", () => {
    expect(TABLE.cases.length - ROWS.length).toBe(1);
  });
});
