import type { FaultPoint, FaultWorld, RegistryFault } from "../../kinds/index.ts";

/** What a request asks for, as far as faults tell requests apart. */
export type RequestPoint = "manifest" | "config" | "layer" | "token" | "other";

type ConnectFault = Extract<
  RegistryFault,
  {
    readonly kind: `dns-${string}` | `connection-${string}` | `tls-${string}` | "no-route" | "plain-http" | "not-tls";
  }
>;

/** The faults of one registry over time; of several that act, the newest counts. */
export class Faults {
  #all: readonly FaultWorld[];
  /** Requests that each fault with a share could have hit. */
  readonly #seen = new Map<FaultWorld, number>();

  constructor(worlds: readonly FaultWorld[]) {
    this.#all = worlds;
  }

  add(fault: FaultWorld): void {
    this.#all = [...this.#all, fault];
  }

  repair(): void {
    this.#all = [];
  }

  /** Those that act at `time` or later, with instants from then on. */
  now(time: number): readonly FaultWorld[] {
    return this.#all.flatMap(({ from, until, ...fault }) => {
      if (until !== undefined && until <= time) return [];
      return [{ ...fault, from: Math.max(0, from - time), ...(until === undefined ? {} : { until: until - time }) }];
    });
  }

  /** What happens to a request at `time` (milliseconds since the start). */
  ofRequest(point: RequestPoint, head: boolean, scope: Scope): RegistryFault | undefined {
    return this.#newest(scope, ({ on, fault }) => hits(on, point, head) && !isOfConnect(on, fault));
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

  #newest({ repository, time, client }: Scope, fits: (fault: FaultWorld) => boolean): RegistryFault | undefined {
    const found = this.#all.findLast(
      (fault) => isActive(fault, time) && covers(fault.repository, repository) && isFor(fault, client) && fits(fault),
    );
    return found === undefined || this.#spares(found) ? undefined : found.fault;
  }

  /** Of a hundred requests `share` are hit, spread evenly. */
  #spares(fault: FaultWorld): boolean {
    if (fault.share === undefined) return false;
    const seen = this.#seen.get(fault) ?? 0;
    this.#seen.set(fault, seen + 1);
    const hit = (requests: number): number => Math.floor((requests * (fault.share ?? 0)) / 100);
    return hit(seen + 1) === hit(seen);
  }
}

export interface Scope {
  readonly repository: string;
  readonly time: number;
  readonly client: Client;
}

/** Header in which a node's runtime names its node. */
export const NODE_HEADER = "x-sandbox-node";

/** Who asks, as far as one can tell. */
export interface Client {
  readonly node?: string;
  readonly userAgent?: string;
}

export function isConnectFault(fault: RegistryFault): fault is ConnectFault {
  return /^(?:dns-|connection-|tls-|no-route$|plain-http$|not-tls$)/.test(fault.kind);
}

/** What is met before HTTP; only a connection can be cut within it. */
function isOfConnect(on: FaultPoint, fault: RegistryFault): boolean {
  return isConnectFault(fault) && (on === "any" || !/^(?:dns-|connection-|no-route$)/.test(fault.kind));
}

function isFor({ client }: FaultWorld, { node, userAgent = "" }: Client): boolean {
  return client === undefined || client === node || userAgent.startsWith(client);
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
