import { failed, ok, type Outcome } from "../../base/index.ts";
import type { FaultPoint, FaultWorld, RegistryFault } from "../../kinds/index.ts";
import type { ControlAnswer } from "../../sandbox/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import { shortDuration } from "../print/short-duration.ts";
import type { ControlOptions } from "./control.ts";

type Request = Pick<ControlOptions, "request" | "done">;

export interface FaultFlags {
  readonly on?: FaultPoint;
  readonly for?: number;
  readonly share?: number;
  readonly client?: string;
  readonly repository?: string;
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly retryAfter?: number;
  readonly rate?: number;
  readonly to?: string;
  readonly mediaType?: string;
  readonly platform?: string;
  readonly alert?: string;
  readonly names?: string;
}

const DAY = 24 * 3_600_000;
const SLOW = 10_000;
const ALLOWANCE = { limit: 100, remaining: 0, window: 21_600_000 } as const;

/** What each fault needs beside its name, with what is taken where nothing is said. */
const MADE: Readonly<Record<string, (flags: FaultFlags) => RegistryFault>> = {
  status: ({ status = 500, code, message, retryAfter }) => ({
    kind: "status",
    status,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message, code: code ?? "UNKNOWN" }),
    ...(retryAfter !== undefined && { retryAfter }),
  }),
  slow: ({ rate = SLOW }) => ({ kind: "slow", bytesPerSecond: rate }),
  redirect: ({ to }) => ({ kind: "redirect", ...(to !== undefined && { to }) }),
  allowance: () => ({ kind: "allowance", ...ALLOWANCE }),
  "media-type": ({ mediaType = "application/octet-stream" }) => ({ kind: "media-type", mediaType }),
  "missing-platform": ({ platform = "linux/amd64" }) => ({ kind: "missing-platform", platform }),
  "tls-alert": ({ alert = "handshake failure" }) => ({ kind: "tls-alert", alert }),
  "tls-wrong-name": ({ names = "other.example" }) => ({ kind: "tls-wrong-name", names: names.split(",") }),
  "tls-expired": () => ({ kind: "tls-expired", since: dayFrom(-1) }),
  "tls-not-yet-valid": () => ({ kind: "tls-not-yet-valid", from: dayFrom(1) }),
};

function dayFrom(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().replace(/\.\d+Z$/, "Z");
}

export function faultRequest(args: readonly string[], flags: FaultFlags): Outcome<Request, Fault> {
  const [what, host, kind] = args;
  if (what === "list") return ok({ request: { do: "look" } });
  if (host === undefined) return failed(cliFault("CLI_USAGE", "Which registry? Its host is wanted: docker.io"));
  if (what === "remove") {
    return ok({ request: { do: "registry", host, change: { repair: true } }, done: `${host} is repaired` });
  }
  if (kind === undefined)
    return failed(cliFault("CLI_USAGE", "What goes wrong? A fault is wanted: connection-refused"));
  const { on = "any", for: length, share, client, repository } = flags;
  const fault = MADE[kind]?.(flags) ?? ({ kind } as RegistryFault);
  const scope = {
    ...(length !== undefined && { until: length }),
    ...(share !== undefined && { share }),
    ...(client !== undefined && { client }),
    ...(repository !== undefined && { repository }),
  };
  const change = { fault: { on, fault, ...scope } };
  return ok({ request: { do: "registry", host, change }, done: `${host} fails with ${kind}` });
}

/** The faults of all registries, a line each. */
export function faultLines(faults: ControlAnswer["faults"]): string {
  const lines = Object.entries(faults).flatMap(([host, all]) => all.map((fault) => `${host} ${faultText(fault)}`));
  return lines.length === 0 ? "No registry has a fault" : lines.join("\n");
}

function faultText({ from, until, on, share, client, repository, fault }: FaultWorld): string {
  const status = fault.kind === "status" ? ` ${fault.status}` : "";
  const parts = [
    `${fault.kind}${status} on ${on}`,
    repository === undefined ? "" : `of ${repository}`,
    share === undefined ? "" : `${share}% of them`,
    client === undefined ? "" : `for ${client}`,
    from === 0 ? "" : `in ${seconds(from)}`,
    until === undefined ? "" : `for ${seconds(until - from)}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function seconds(milliseconds: number): string {
  return shortDuration(Math.ceil(milliseconds / 1000) * 1000);
}
