import type { Secret } from "../../base/index.ts";
import type { FaultWorld, RegistryChange } from "../../kinds/index.ts";
import type { Cluster } from "../run/index.ts";
import type { PassingRecorder } from "./passing-recorder.ts";

/** The hand on the cluster's clock. */
export interface TimeControl {
  /** 0: it stands still. */
  speed: number;
  /** Goes ahead by so many milliseconds, or until it is enough. */
  jump(milliseconds: number, enough: () => boolean): Promise<void>;
}

export interface ControlOptions {
  readonly token: Secret;
  readonly recorder: PassingRecorder;
  readonly time: TimeControl;
}

/** What a control request may ask for (`POST /pullwhy/v1`, JSON). */
export type ControlRequest =
  | { readonly do: "speed"; readonly speed: number }
  /** To the next thing that happens, or to the next pull. */
  | { readonly do: "step" | "next-attempt" }
  | { readonly do: "registry"; readonly host: string; readonly change: RegistryChange };

export interface ControlAnswer {
  /** Milliseconds that the clock has gone ahead by. */
  readonly ahead: number;
  readonly speed: number;
  /** What it stopped at; absent where nothing came. */
  readonly at?: string;
  /** Faults of each registry that were added since the start and not repaired. */
  readonly faults: Readonly<Record<string, readonly Omit<FaultWorld, "from">[]>>;
}

export const CONTROL_PATH = "/pullwhy/v1";
/** How far a jump goes that finds nothing: longer than any back-off. */
const FARTHEST = 10 * 60_000;

export type Control = (request: Request) => Promise<Response>;

/** Answers whoever shows the token of the owner: what the sandbox is made to do beside what kubectl can say. */
export function createControl(cluster: Cluster, options: ControlOptions): Control {
  const faults = new Map<string, Omit<FaultWorld, "from">[]>();
  return async (request) => {
    if (request.headers.get("authorization") !== `Bearer ${options.token.reveal()}`) {
      return Response.json({ message: "Unauthorized" }, { status: 401 });
    }
    const asked = request.method === "POST" ? ((await request.json()) as ControlRequest) : undefined;
    const before = cluster.clock.now();
    const at = await carriedOut(asked, cluster, { ...options, faults });
    if (at === NO_REGISTRY) return Response.json({ message: at }, { status: 404 });
    const answer: ControlAnswer = {
      ahead: cluster.clock.now() - before,
      speed: options.time.speed,
      faults: Object.fromEntries(faults),
      ...(at === undefined ? {} : { at }),
    };
    return Response.json(answer);
  };
}

const NO_REGISTRY = "no registry of the sandbox has this host";

type Means = ControlOptions & { readonly faults: Map<string, Omit<FaultWorld, "from">[]> };

async function carriedOut(
  asked: ControlRequest | undefined,
  cluster: Cluster,
  means: Means,
): Promise<string | undefined> {
  switch (asked?.do) {
    case "speed":
      means.time.speed = asked.speed;
      return undefined;
    case "step":
      return goOn(means, () => true);
    case "next-attempt":
      return goOn(means, (kind, data) => kind === "decision" && (data as { state: string }).state === "pulling");
    case "registry":
      return changeRegistry(asked, cluster, means.faults);
    default:
      return undefined;
  }
}

async function goOn(
  { time, recorder }: ControlOptions,
  wanted: (kind: string, data: unknown) => boolean,
): Promise<string | undefined> {
  const found: string[] = [];
  const stop = recorder.listen((kind, data, about) => {
    if (about.pod !== undefined && wanted(kind, data)) found.push(`pod ${about.pod}: ${sentenceOf(kind, data)}`);
  });
  await time.jump(FARTHEST, () => found.length > 0);
  stop();
  return found[0];
}

/** One of its words says it best. */
function sentenceOf(kind: string, data: unknown): string {
  const { message, status, reason, image, state, trigger } = data as Readonly<Record<string, string | undefined>>;
  if (kind === "decision" && state === "pulling") return `pulls ${image}`;
  return `${kind} ${message ?? status ?? reason ?? trigger ?? image ?? ""}`.trim();
}

function changeRegistry(
  { host, change }: Extract<ControlRequest, { do: "registry" }>,
  { network, clock, start }: Cluster,
  faults: Means["faults"],
): string | undefined {
  const registry = network.registry(host);
  if (registry === undefined) return NO_REGISTRY;
  registry.change("fault" in change ? { fault: lasting(change.fault, clock.now() - start) } : change);
  if ("fault" in change) faults.set(host, [...(faults.get(host) ?? []), change.fault]);
  if ("repair" in change) faults.delete(host);
  return undefined;
}

/** A request says how long a fault lasts, a world until when. */
function lasting({ until, ...fault }: Omit<FaultWorld, "from">, now: number): Omit<FaultWorld, "from"> {
  return until === undefined ? fault : { ...fault, until: now + until };
}
