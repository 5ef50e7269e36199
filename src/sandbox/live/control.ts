import type { Now, Secret } from "../../base/index.ts";
import type { FaultWorld, RegistryChange, World } from "../../kinds/index.ts";
import type { Cluster } from "../run/index.ts";
import { imagesOnNodes, recordedTrace, savedWorld } from "./looks.ts";
import type { PassingRecorder } from "./passing-recorder.ts";
import type { RecentRecorder } from "./recent-recorder.ts";

/** The hand on the cluster's clock. */
export interface TimeControl {
  /** 0: it stands still. */
  speed: number;
  /** Goes ahead by so many milliseconds, or until it is enough. */
  jump(milliseconds: number, enough: () => boolean): Promise<void>;
}

export interface ControlOptions {
  readonly token: Secret;
  /** The time of the clients. */
  readonly real: Now;
  readonly recorder: PassingRecorder;
  readonly time: TimeControl;
  /** What has happened lately. */
  readonly recent: RecentRecorder;
  /** The actions of the world that have not happened. */
  readonly actions: () => World["actions"];
}

/** What a control request may ask for (`POST /pullwhy/v1`, JSON). */
export type ControlRequest =
  | { readonly do: "speed"; readonly speed: number }
  /** To the next thing that happens, or to the next pull. */
  | { readonly do: "step" | "next-attempt" }
  | { readonly do: "registry"; readonly host: string; readonly change: RegistryChange }
  /** Answered with `{file}`, a list of `NodeImages`, a `Trace` of the last so many milliseconds. */
  | { readonly do: "save" | "images" }
  | { readonly do: "record"; readonly last: number };

export interface ControlAnswer {
  /** Milliseconds that the clock has gone ahead by. */
  readonly ahead: number;
  readonly speed: number;
  /** What it stopped at; absent where nothing came. */
  readonly at?: string;
  /** The faults that each registry has now or later, with instants from now on. */
  readonly faults: Readonly<Record<string, readonly FaultWorld[]>>;
}

export const CONTROL_PATH = "/pullwhy/v1";
/** How far a jump goes that finds nothing: longer than any back-off. */
const FARTHEST = 10 * 60_000;

export type Control = (request: Request) => Promise<Response>;

/** Answers whoever shows the token of the owner: what the sandbox is made to do beside what kubectl can say. */
export function createControl(cluster: Cluster, options: ControlOptions): Control {
  return async (request) => {
    if (request.headers.get("authorization") !== `Bearer ${options.token.reveal()}`) {
      return Response.json({ message: "Unauthorized" }, { status: 401 });
    }
    const asked = request.method === "POST" ? ((await request.json()) as ControlRequest) : undefined;
    const look = await looked(asked, cluster, options);
    if (look !== undefined) return Response.json(look, { status: "message" in look ? 409 : 200 });
    const before = cluster.clock.now();
    const at = await carriedOut(asked, cluster, options);
    if (at === NO_REGISTRY) return Response.json({ message: at }, { status: 404 });
    const answer: ControlAnswer = {
      ahead: cluster.clock.now() - before,
      speed: options.time.speed,
      faults: faultsOf(cluster),
      ...(at === undefined ? {} : { at }),
    };
    return Response.json(answer);
  };
}

const NO_REGISTRY = "no registry of the sandbox has this host";

/** What only shows the sandbox; undefined for what changes it. */
async function looked(
  asked: ControlRequest | undefined,
  cluster: Cluster,
  { recent, actions, real }: ControlOptions,
): Promise<object | undefined> {
  switch (asked?.do) {
    case "save":
      return savedWorld(cluster, actions(), real);
    case "images":
      return imagesOnNodes(cluster);
    case "record":
      return recordedTrace(cluster, recent, asked.last);
    default:
      return undefined;
  }
}

function faultsOf({ world, network }: Cluster): ControlAnswer["faults"] {
  const all = world.registries.map(({ host }) => [host, network.registry(host)?.now()?.faults ?? []] as const);
  return Object.fromEntries(all.filter(([, faults]) => faults.length > 0));
}

async function carriedOut(
  asked: ControlRequest | undefined,
  cluster: Cluster,
  means: ControlOptions,
): Promise<string | undefined> {
  switch (asked?.do) {
    case "speed":
      means.time.speed = asked.speed;
      return undefined;
    case "step":
    case "next-attempt":
      return goAhead(asked.do, means);
    case "registry":
      return changeRegistry(asked, cluster);
    default:
      return undefined;
  }
}

/** Goes ahead to the next thing that happens to a pod, or to the next pull; answers what it stopped at. */
export function goAhead(what: "step" | "next-attempt", hand: Hand): Promise<string | undefined> {
  if (what === "step") return goOn(hand, () => true);
  return goOn(hand, (kind, data) => kind === "decision" && (data as { state: string }).state === "pulling");
}

type Hand = Pick<ControlOptions, "time" | "recorder">;

async function goOn(
  { time, recorder }: Hand,
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
): string | undefined {
  const registry = network.registry(host);
  if (registry === undefined) return NO_REGISTRY;
  registry.change("fault" in change ? { fault: lasting(change.fault, clock.now() - start) } : change);
  return undefined;
}

/** A request says how long a fault lasts, a world until when. */
function lasting({ until, ...fault }: Omit<FaultWorld, "from">, now: number): Omit<FaultWorld, "from"> {
  return until === undefined ? fault : { ...fault, until: now + until };
}
