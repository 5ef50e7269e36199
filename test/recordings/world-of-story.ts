import type {
  FaultWorld,
  KubernetesObject,
  ImageWorld,
  NodeImageWorld,
  NodeTiming,
  RegistryWorld,
  RepositoryWorld,
  World,
  WorldAction,
} from "../../src/kinds/index.ts";
import { sha256 } from "../../src/base/index.ts";
import type { Action, Story } from "./story.ts";

/** Milliseconds that a kubelet needs before it asks for a sandbox, and the recorder to hear of an event. */
const LOOK = 100;
/** Bytes of a layer. */
const LAYER = 40_000;

/** The hosts of the recorded rig and how they behave. */
const HOSTS: Readonly<Record<string, Partial<RegistryWorld>>> = {
  "registry.corp.test": {},
  "flaky.corp.test": { address: "127.77.0.20" },
  "private.corp.test": { auth: { kind: "basic", users: [{ username: "puller", password: "puller-pass" }] } },
  "faults.corp.test": { faults: rigFaults() },
  "docker.io": { auth: { kind: "token", realm: "auth.docker.io", service: "registry.docker.io", users: [] } },
  "down.corp.test": { address: "127.77.0.99", faults: [always({ kind: "connection-refused" })] },
  "servfail.corp.test": { faults: [always({ kind: "dns-servfail" })] },
  "silent.corp.test": { address: "10.77.0.251", faults: [always({ kind: "connection-timeout" })] },
  "expired.corp.test": { network: { kind: "tls-expired", since: "2024-06-30T12:00:00Z" } },
  "selfsigned.corp.test": { network: { kind: "tls-unknown-authority" } },
  "plain.corp.test:5080": { network: { kind: "plain-http" } },
};

/** What is there before a story pushes anything. */
const STOCK: readonly string[] = [
  "registry.corp.test/team/web:1.0",
  "registry.corp.test/team/exit0:1.0",
  "registry.corp.test/team/crash:1.0",
  "registry.corp.test/team/notexec:1.0",
  "docker.io/library/nginx:1.27",
];

function always(fault: FaultWorld["fault"]): FaultWorld {
  return { from: 0, on: "connect", fault };
}

/** `faults.corp.test/FAULT/…` fails as the rig's fault registry does. */
function rigFaults(): FaultWorld[] {
  return [
    {
      from: 0,
      repository: "rate429/*",
      on: "any",
      fault: {
        kind: "status",
        status: 429,
        code: "TOOMANYREQUESTS",
        message: "You have reached your pull rate limit.",
      },
    },
    { from: 0, repository: "s500/*", on: "any", fault: { kind: "status", status: 500 } },
    { from: 0, repository: "corrupt/*", on: "layer", fault: { kind: "corrupt" } },
    { from: 0, repository: "slow/*", on: "layer", fault: { kind: "slow", bytesPerSecond: LAYER / 20 } },
    {
      from: 0,
      repository: "mediatype/*",
      on: "any",
      fault: { kind: "media-type", mediaType: "application/vnd.example.thing.v1+json" },
    },
  ];
}

/** The recorded story as a world: the same objects, registries, node and commands at the same instants. */
export function worldOfStory(story: Story): World {
  const images = [...STOCK, ...faultImages(story)];
  const latency = isBusy(story) ? latencyOf(story) : 10;
  return {
    name: story.id,
    title: story.id,
    kubelet: story.minor,
    runtime: story.runtime,
    seed: 1,
    start: story.began,
    for: Math.round(story.lastedSeconds * 1000),
    cluster: {
      admission: [],
      objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: story.namespace } }, ...neighboursOf(story)],
    },
    registries: Object.entries(HOSTS).map(([host, rig]) => registryOf(host, { latency, ...rig }, images)),
    nodes: [
      {
        name: "node-1",
        address: "10.77.0.1",
        resolver: "127.77.0.53:53",
        platform: "linux/amd64",
        images: presentImages(story).map((image) => ({ image, size: LAYER, pulled: pulledBefore(image) })),
        kubelet: {
          serializeImagePulls: story.serializeImagePulls,
          registryPullQPS: 0,
          registryBurst: 10,
          imagePullCredentialsVerificationPolicy: "NeverVerifyPreloadedImages",
          preloadedImagesVerificationAllowlist: [],
        },
        timing: isBusy(story) ? timingOf(story) : { sandboxStart: 400, containerStart: 80 },
      },
    ],
    actions: [...story.actions.flatMap((action) => actionsOf(action)), ...leavingsOf(story)].sort(
      (a, b) => a.at - b.at,
    ),
  };
}

function registryOf(
  host: string,
  rig: Partial<RegistryWorld> & Pick<RegistryWorld, "latency">,
  images: readonly string[],
): RegistryWorld {
  const own = images.filter((image) => image.startsWith(`${host}/`));
  return {
    host,
    network: { kind: "ok" },
    auth: { kind: "none" },
    faults: [],
    repositories: own.map((image) => repositoryOf(image, host)),
    ...rig,
  };
}

function repositoryOf(image: string, host: string): RepositoryWorld {
  const [name = "", tag = ""] = image.slice(host.length + 1).split(/:(?=[^:]*$)/);
  return { name, public: host === "docker.io", tags: [imageWorld(name, tag)] };
}

function imageWorld(name: string, tag: string): ImageWorld {
  const [fault] = name.split("/");
  return {
    tag,
    platforms: platformsOf(name),
    size: LAYER,
    content: tag,
    format: "docker",
    ...(fault === "chart" ? { artifact: "chart" as const } : {}),
    ...(name === "team/web" ? { programs: [] } : {}),
    ...(name === "team/exit0" ? { exitCode: 0, runsFor: 0 } : {}),
    ...(name === "team/crash" ? { exitCode: 3, runsFor: 0 } : {}),
  };
}

function platformsOf(name: string): readonly string[] {
  if (name === "team/notexec") return ["linux/s390x"];
  return name.startsWith("arch/") ? ["linux/s390x", "linux/arm64"] : ["linux/amd64"];
}

/** An image that lies there is the same as one that is pulled. */
function pulledBefore(image: string): NonNullable<NodeImageWorld["pulled"]> {
  const programs = image.includes("/team/web:") ? { programs: [] } : {};
  return { names: [image], id: `sha256:${sha256(image)}`, unpacked: LAYER, ...programs };
}

/** Seven pods at once: what is seen of them depends on how fast the machine was. */
export function isBusy({ id }: Story): boolean {
  return id === "zz-not-pulls";
}

/** How fast the recorded machine was: from a pod's placement to the first word about its images, from creation to start. */
function timingOf(story: Story): NodeTiming {
  const sandboxes = between(story, ["Scheduled"], ["Pulling", "Pulled"]).map((took) => Math.max(LOOK, took - LOOK));
  const starts = between(story, ["Created"], ["Started", "Failed"]);
  const [sandboxStart = 400] = sandboxes.toSorted((a, b) => a - b);
  const containerStart = starts.toSorted((a, b) => a - b)[Math.floor(starts.length / 2)] ?? 80;
  return { sandboxStart, containerStart, spread: Math.max(sandboxStart, ...sandboxes) / sandboxStart - 1 };
}

/** Requests of a pull: a reference, a manifest, a config and a layer. */
const REQUESTS = 4;

/** Milliseconds of one request, as slow as pulls were then. */
function latencyOf({ events }: Story): number {
  const pulls = events.flatMap(({ object }) => {
    const [, seconds, milliseconds] =
      /Successfully pulled .* in (?:([\d.]+)s|([\d.]+)ms) \(/.exec(object.message) ?? [];
    if (seconds !== undefined) return Number(seconds) * 1000;
    return milliseconds === undefined ? [] : Number(milliseconds);
  });
  return Math.round((pulls.toSorted((a, b) => a - b)[Math.floor(pulls.length / 2)] ?? 40) / REQUESTS);
}

/** Milliseconds from an event of a pod to the one that follows it, where they are these. */
function between({ events }: Story, from: readonly string[], to: readonly string[]): number[] {
  const begun = new Map<string, number>();
  return events.flatMap(({ t, object: { reason, involvedObject } }) => {
    const before = begun.get(involvedObject.name);
    if (from.includes(reason)) begun.set(involvedObject.name, t);
    else begun.delete(involvedObject.name);
    return before !== undefined && to.includes(reason) ? (t - before) * 1000 : [];
  });
}

/** When pods of other stories left the node, which ran them all: each time one is tried again that fits nowhere. */
function leavings(story: Story): number[] {
  const { events } = story;
  if (!isBusy(story)) return [];
  const tries = events.filter(({ object }) => object.reason === "FailedScheduling");
  const again = tries.filter(({ object }, index) => {
    const { uid } = object.involvedObject;
    return tries.slice(0, index).some((other) => other.object.involvedObject.uid === uid);
  });
  return again.map(({ t }) => Math.round(t * 1000) - SCHEDULED);
}

/** Milliseconds until the scheduler has tried, and the recorder has heard of it. */
const SCHEDULED = 10;
const ELSEWHERE = "elsewhere";

function neighboursOf(story: Story): KubernetesObject[] {
  return leavings(story).map((_, index) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `neighbour-${index}`, namespace: ELSEWHERE },
    spec: { nodeName: "node-1", containers: [{ name: "main", image: "registry.corp.test/elsewhere/web:1.0" }] },
  }));
}

function leavingsOf(story: Story): WorldAction[] {
  return leavings(story).map((at, index) => ({
    at,
    run: `kubectl -n ${ELSEWHERE} delete pod neighbour-${index} --force --grace-period=0`,
    exits: 0,
  }));
}

/** Images that earlier stories had pulled: they were found present, and this story had not pulled them. */
function presentImages({ events }: Story): string[] {
  const pulled = new Set<string>();
  const present = events.flatMap(({ object: { reason, message } }) => {
    const [, image = ""] = /image "([^"]+)"/.exec(message) ?? [];
    if (reason === "Pulling") pulled.add(image);
    return reason === "Pulled" && message.includes("already present") && !pulled.has(image) ? [image] : [];
  });
  return [...new Set(present)];
}

/** The fault registry has every name that is asked for. */
function faultImages(story: Story): string[] {
  const asked = story.requests.filter((request) => request.host === "faults.corp.test" && request.method === "HEAD");
  const images = asked.map(({ path = "" }) => /^\/v2\/(.+)\/manifests\/(.+)$/.exec(path));
  return [...new Set(images.map((match) => `faults.corp.test/${match?.[1]}:${match?.[2]}`))];
}

function actionsOf(action: Action): WorldAction[] {
  const at = Math.round(effectOf(action) * 1000);
  switch (action.do) {
    case "push image":
      return pushes(at, action.image ?? "");
    case "registry down":
      return [{ at, registry: action.host ?? "", change: { fault: always({ kind: "connection-refused" }) } }];
    case "registry up":
      return [{ at, registry: action.host ?? "", change: { repair: true } }];
    case "kubectl":
      return [
        {
          at,
          run: ["kubectl", ...(action.argv ?? [])].map(quoted).join(" "),
          exits: action.code ?? 0,
          ...(action.stdin === undefined ? {} : { stdin: JSON.stringify(action.stdin) }),
        },
      ];
    default:
      return [];
  }
}

/** The machine was busy: a command took up to seconds. What it changed is there when it ends; a deletion waits for its end. */
function effectOf({ t, until = t, argv = [] }: Action): number {
  return argv.includes("delete") ? t : until;
}

/** The flaky hosts serve what lies in registry.corp.test. */
function pushes(at: number, image: string): WorldAction[] {
  const [host = "", ...rest] = image.split("/");
  const [repository = "", tag = ""] = rest.join("/").split(/:(?=[^:]*$)/);
  const change = { push: { repository, image: imageWorld(repository, tag) } };
  const hosts = host === "registry.corp.test" ? [host, "flaky.corp.test"] : [host];
  return hosts.map((registry) => ({ at, registry, change }));
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
