import type { FaultPoint, FaultWorld, RegistryFault } from "../../kinds/index.ts";

/** What a request asks for, as far as faults tell requests apart. */
export type RequestPoint = "manifest" | "config" | "layer" | "token" | "other";

type ConnectFault = Extract<RegistryFault, { readonly kind: `dns-${string}` | `connection-${string}` | "no-route" }>;

/** The faults of one registry over time; of several that act, the newest counts. */
export class Faults {
  #all: readonly FaultWorld[];

  constructor(worlds: readonly FaultWorld[]) {
    this.#all = worlds;
  }

  add(fault: FaultWorld): void {
    this.#all = [...this.#all, fault];
  }

  repair(): void {
    this.#all = [];
  }

  /** What happens to a request at `time` (milliseconds since the start). */
  ofRequest(point: RequestPoint, head: boolean, scope: Scope): RegistryFault | undefined {
    return this.#newest(scope, ({ on, fault }) => hits(on, point, head) && !(on === "any" && isConnectFault(fault)));
  }

  /** How connecting to the registry (`connect`) or to its token service (`token`) ends. */
  ofConnect(to: "connect" | "token", scope: Scope): ConnectFault | undefined {
    const fault = this.#newest(scope, ({ on, fault }) => (on === to || on === "any") && isConnectFault(fault));
    return fault !== undefined && isConnectFault(fault) ? fault : undefined;
  }

  /** Whether a redirect to this host acts at `time`. */
  leadsTo(host: string, time: number): boolean {
    return this.#all.some(
      (world) => isActive(world, time) && world.fault.kind === "redirect" && world.fault.to === host,
    );
  }

  #newest({ repository, time }: Scope, fits: (fault: FaultWorld) => boolean): RegistryFault | undefined {
    return this.#all.findLast((fault) => isActive(fault, time) && covers(fault.repository, repository) && fits(fault))
      ?.fault;
  }
}

export interface Scope {
  readonly repository: string;
  readonly time: number;
}

export function isConnectFault(fault: RegistryFault): fault is ConnectFault {
  return fault.kind.startsWith("dns-") || fault.kind.startsWith("connection-") || fault.kind === "no-route";
}

function isActive({ from, until = Infinity }: FaultWorld, time: number): boolean {
  return from <= time && time < until;
}

function covers(pattern: string | undefined, repository: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith("*") ? repository.startsWith(pattern.slice(0, -1)) : pattern === repository;
}

function hits(on: FaultPoint, point: RequestPoint, head: boolean): boolean {
  switch (on) {
    case "any":
      return true;
    case "manifest-get":
      return point === "manifest" && !head;
    case "blob":
      return point === "config" || point === "layer";
    default:
      return on === point;
  }
}
