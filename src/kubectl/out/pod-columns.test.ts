import { describe, expect, test } from "vitest";

import { readUpstream, readVectors } from "../../../conformance/vectors.ts";
import { DEFAULT_MINOR, isMinor, type Minor, type Pod, rulesOf } from "../../kinds/index.ts";
import { podColumns, podStatusColumn, restartsText } from "./pod-columns.ts";

const NOW = Date.parse("2026-11-23T06:00:00Z");

/** [READY, STATUS, RESTARTS] */
function row(pod: Pod, now: number, minor: Minor = DEFAULT_MINOR): string[] {
  const columns = podColumns(pod, rulesOf(minor).printer);
  return [columns.ready, columns.status, restartsText(columns, now)];
}

interface UpstreamStatus {
  readonly state: "running" | "waiting" | "terminated" | null;
  readonly reason?: string;
  readonly exitCode?: number;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly restarts?: number;
  readonly last_finished_s_ago?: number;
}

interface UpstreamRow {
  readonly name: string;
  readonly phase?: string;
  readonly pod_reason?: string;
  readonly scheduled_reason?: string;
  readonly ready_condition?: boolean;
  readonly initialized?: boolean;
  readonly deleted?: boolean;
  readonly containers?: number;
  readonly init?: number;
  readonly statuses?: readonly UpstreamStatus[];
  readonly init_statuses?: readonly UpstreamStatus[];
  readonly row: readonly string[];
}

function statusOf(status: UpstreamStatus, name: string): object {
  const { reason, exitCode = 0, last_finished_s_ago: ago } = status;
  const state = status.state === null ? {} : { [status.state]: { reason, exitCode } };
  const finishedAt = ago === undefined ? undefined : new Date(NOW - ago * 1000).toISOString();
  const lastState = finishedAt === undefined ? {} : { terminated: { exitCode: 1, finishedAt } };
  const { started } = status;
  return { name, state, lastState, ready: status.ready ?? false, restartCount: status.restarts ?? 0, started };
}

function podOf(line: UpstreamRow, sidecars: readonly number[] = []): Pod {
  const named = (count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `${index}`,
      ...(sidecars.includes(index) ? { restartPolicy: "Always" } : {}),
    }));
  const conditions = [
    ...(line.scheduled_reason === undefined
      ? []
      : [{ type: "PodScheduled", status: "False", reason: line.scheduled_reason }]),
    ...(line.ready_condition === true ? [{ type: "Ready", status: "True" }] : []),
    ...(line.initialized === true ? [{ type: "Initialized", status: "True" }] : []),
  ];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: line.deleted === true ? { name: "p", deletionTimestamp: "2026-11-23T06:00:00Z" } : { name: "p" },
    spec: {
      containers: Array.from({ length: line.containers ?? 0 }, (_, index) => ({ name: `c${index}` })),
      initContainers: named(line.init ?? 0),
    },
    status: {
      phase: line.phase,
      reason: line.pod_reason,
      conditions,
      initContainerStatuses: (line.init_statuses ?? []).map((status, index) => statusOf(status, `${index}`)),
      containerStatuses: (line.statuses ?? []).map((status, index) => statusOf(status, `c${index}`)),
    },
  } as Pod;
}

const UPSTREAM = readUpstream("kubectl_get") as {
  readonly print_pod: readonly UpstreamRow[];
  readonly print_pod_sidecars: {
    readonly init: number;
    readonly init_restart_always: readonly number[];
    readonly containers: number;
    readonly default_phase: string;
    readonly default_statuses: readonly UpstreamStatus[];
    readonly cases: readonly UpstreamRow[];
  };
};

describe("podColumns() holds Kubernetes' own table", () => {
  test.each(UPSTREAM.print_pod)("$name", (line) => {
    expect(row(podOf(line), NOW)).toEqual(line.row);
  });

  const { cases, ...shared } = UPSTREAM.print_pod_sidecars;
  test.each(cases)("$name", (line) => {
    const full = { ...shared, phase: shared.default_phase, statuses: shared.default_statuses, ...line };
    expect(row(podOf(full, shared.init_restart_always), NOW)).toEqual(line.row);
  });
});

describe("podColumns() holds the recorded rows of the API server", () => {
  const questions = readVectors("kubectl", "table-row").flatMap(({ id, note, versions, input, output }) => {
    const { object, now } = input as { object: Pod; now: string };
    const cells = (output as { cells: unknown[] }).cells.slice(1, 4);
    return versions.filter(isMinor).map((minor) => ({ title: `${id} ${minor} ${note}`, object, now, minor, cells }));
  });
  test.each(questions.filter(({ object }) => object.kind === "Pod"))("$title", ({ object, now, minor, cells }) => {
    expect(row(object, Date.parse(now), minor)).toEqual(cells);
  });
});

describe("podColumns() follows a wrong belief", () => {
  const waiting = (reason: string): UpstreamStatus => ({ state: "waiting", reason });
  const two = podOf({
    name: "two",
    phase: "Pending",
    containers: 2,
    statuses: [waiting("ErrImagePull"), waiting("CreateContainerConfigError")],
    row: [],
  });
  const init = podOf({
    name: "init",
    phase: "Pending",
    containers: 1,
    init: 1,
    init_statuses: [waiting("A")],
    row: [],
  });
  const real = rulesOf(DEFAULT_MINOR).printer;

  test.each([
    { title: "the phase is the status", pod: two, belief: { statusIs: "phase" }, status: "Pending" },
    {
      title: "the last container wins",
      pod: two,
      belief: { firstContainerWins: false },
      status: "CreateContainerConfigError",
    },
    { title: "no prefix for init containers", pod: init, belief: { initPrefix: false }, status: "A" },
  ] as const)("$title", ({ pod, belief, status }) => {
    expect(podStatusColumn(pod, { ...real, ...belief })).toBe(status);
    expect(podStatusColumn(pod, real)).not.toBe(status);
  });
});
