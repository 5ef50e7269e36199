import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import type { ContainerState, ContainerStatus } from "../../kinds/index.ts";
import { logSource } from "./logs.ts";

interface StateCase {
  readonly state: "running" | "terminated" | "waiting";
  readonly reason?: string;
  readonly terminated_id?: string;
  readonly last_terminated_id?: string;
  readonly ok: boolean;
  readonly ok_previous: boolean;
}

interface MessageCase {
  readonly reason?: string;
  readonly case?: string;
  readonly message?: string;
  readonly result?: string;
}

const TABLE = readUpstream("kubectl_logs") as {
  readonly cases: readonly StateCase[];
  readonly messages_derived: readonly MessageCase[];
};

const ASKED = { pod: "p", container: "web", previous: false };

function statusWith(state: ContainerState, lastState: ContainerState = {}): ContainerStatus {
  return {
    name: "web",
    state,
    lastState,
    ready: false,
    restartCount: 0,
    image: "i",
    imageID: "",
    containerID: "r://1",
  };
}

function ended(containerID: string): ContainerState {
  return { terminated: { exitCode: 1, containerID } };
}

function statusOf({ state, reason = "", terminated_id = "", last_terminated_id }: StateCase): ContainerStatus {
  const last = last_terminated_id === undefined ? {} : ended(last_terminated_id);
  if (state === "running") return statusWith({ running: { startedAt: "2026-11-23T06:00:00Z" } }, last);
  return statusWith(state === "terminated" ? ended(terminated_id) : { waiting: { reason } }, last);
}

/** The derived rows that are about a state and not about a waiting reason. */
const SPECIAL: Readonly<Record<string, readonly [readonly ContainerStatus[], previous: boolean]>> = {
  "waiting, previous run without container id": [[statusWith({ waiting: {} }, ended(""))], false],
  "--previous without previous run": [[statusWith({ running: { startedAt: "" } })], true],
  "no status for the container yet": [[], false],
  "no state at all": [[statusWith({})], false],
};

describe("logSource()", () => {
  test.each(TABLE.cases)("$state $reason $terminated_id $last_terminated_id", (row) => {
    const containerStatuses = [statusOf(row)];

    expect(logSource({ containerStatuses }, ASKED).ok).toBe(row.ok);
    expect(logSource({ containerStatuses }, { ...ASKED, previous: true }).ok).toBe(row.ok_previous);
  });

  test.each(TABLE.messages_derived.filter(({ reason }) => reason !== undefined))(
    'waiting with reason "$reason"',
    ({ reason = "", message }) => {
      const containerStatuses = [statusWith({ waiting: { reason } })];

      expect(logSource({ containerStatuses }, ASKED)).toEqual({ ok: false, message });
    },
  );

  test.each(Object.entries(SPECIAL))("%s", (name, [containerStatuses, previous]) => {
    const message = TABLE.messages_derived.find((row) => row.case === name)?.message;

    expect(message).toBeDefined();
    expect(logSource({ containerStatuses }, { ...ASKED, previous })).toEqual({ ok: false, message });
  });

  test("shows the run before while a container waits", () => {
    const containerStatuses = [statusWith({ waiting: { reason: "ErrImagePull" } }, ended("r://0"))];

    expect(logSource({ containerStatuses }, ASKED)).toEqual({ ok: true, id: "r://0" });
  });

  test("finds init and ephemeral containers", () => {
    const running = [statusWith({ running: { startedAt: "" } })];

    expect(logSource({ initContainerStatuses: running }, ASKED).ok).toBe(true);
    expect(logSource({ ephemeralContainerStatuses: running }, ASKED).ok).toBe(true);
  });
});
