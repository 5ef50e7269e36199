import type { Now } from "../../base/index.ts";
import {
  gatherAccounts,
  gatherNodes,
  gatherPullSecrets,
  gatherSiblings,
  isPod,
  type NotSeen,
  type PullSecrets,
  type Reader,
} from "../../cluster/index.ts";
import type { KubernetesObject, Platform, Pod, RegistryFacts, Rules, Snapshot } from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import type { MirrorRule, RegistrySession } from "../../registry/index.ts";
import { parseImage } from "../../reference/index.ts";
import { imagesOf, loginsOf } from "../logins/index.ts";
import { weigh, type Weighed } from "../verdicts/index.ts";
import { doneKey, nextSteps, type Step } from "./plan.ts";
import type { ProbeId } from "./probes.data.ts";
import { type Exchanged, RegistryProbes } from "./registry-probes.ts";

export type { Exchanged } from "./registry-probes.ts";

export interface ProofPorts {
  readonly reader: Reader;
  /** Absent: no registry is asked. */
  readonly registry?: {
    /** That may ask these hosts, those of the second list over plain HTTP. */
    readonly session: (hosts: readonly string[], plain: readonly string[]) => RegistrySession;
    readonly signal: AbortSignal;
  };
  readonly now: Now["now"];
  readonly rules: Rules;
  /** Of nodes that do not say. */
  readonly platform?: Platform;
  /** Mirrors that nodes ask, where a file of theirs was given. */
  readonly mirrors?: readonly MirrorRule[];
}

export interface Proof {
  readonly snapshot: Snapshot;
  /** Every question that was put to a registry, in order. */
  readonly exchanged: readonly Exchanged[];
}

/** More rounds than probes can follow one another. */
const MOST_ROUNDS = 6;
const OF_REGISTRY: ReadonlySet<ProbeId> = new Set([
  "manifest",
  "platform",
  "blobs",
  "unsent",
  "repositories",
  "mirrors",
  "reach",
  "hosts",
]);

interface State {
  snapshot: Snapshot;
  secrets: PullSecrets;
  readonly done: Set<string>;
}

/** Looks at what tells the remaining causes apart, round by round, until nothing does any more. `objects` are those of the snapshot. */
export async function prove(
  snapshot: Snapshot,
  objects: readonly KubernetesObject[],
  ports: ProofPorts,
): Promise<Proof> {
  const none: PullSecrets = { secrets: [], absent: [], elsewhere: [], notSeen: [] };
  const state: State = { snapshot, secrets: none, done: new Set() };
  const pods = new Map(objects.filter(isPod).map((pod) => [podKey(pod.metadata), pod]));
  const probes = ports.registry && probesOf(ports.registry, [...pods.values()], ports);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const weighed = weigh(state.snapshot, { rules: ports.rules });
    const steps = nextSteps(weighed, state.done).filter(({ probe }) => probes !== undefined || !OF_REGISTRY.has(probe));
    if (steps.length === 0) break;
    for (const { probe, of } of steps) for (const each of of) state.done.add(doneKey(probe, each));
    const found = await Promise.all(steps.map((step) => made(step, { state, pods, ports, probes })));
    state.snapshot = found.reduce(added, state.snapshot);
  }
  return { snapshot: state.snapshot, exchanged: probes?.exchanged ?? [] };
}

/** Only hosts of the pods' own images are asked, and those that their secrets and neighbours name. */
function probesOf(
  { session, signal }: NonNullable<ProofPorts["registry"]>,
  pods: readonly Pod[],
  { now, rules, platform, mirrors = [] }: ProofPorts,
): RegistryProbes {
  const images = new Set(pods.flatMap(imagesOf));
  const hosts = [...images].flatMap((image) => {
    const parsed = parseImage(image, rules.reference);
    return parsed.ok ? parsed.value.host : [];
  });
  const instead = mirrors.flatMap(({ endpoints }) => endpoints);
  // No login goes to a mirror, but it does to a host of images.
  const plain = instead.filter(({ plainHttp, host }) => plainHttp && !hosts.includes(host)).map(({ host }) => host);
  const asked = session([...new Set([...hosts, ...instead.map(({ host }) => host)])], plain);
  const others = (more: readonly string[]): RegistrySession => session(more, []);
  return new RegistryProbes({ session: asked, others, signal, now, rules, mirrors, ...(platform && { platform }) });
}

interface Making {
  readonly state: State;
  readonly pods: ReadonlyMap<string, Pod>;
  readonly ports: ProofPorts;
  readonly probes: RegistryProbes | undefined;
}

type Found = Partial<
  Pick<Snapshot, "secrets" | "logins" | "registries" | "nodes" | "accounts" | "siblings" | "notSeen">
>;

async function made({ probe, of }: Step, making: Making): Promise<Found> {
  const { state, ports, pods, probes } = making;
  const own = podsOf(of, pods);
  switch (probe) {
    case "secrets":
      return secretsFound(own, making);
    case "accounts": {
      const { accounts, notSeen } = await gatherAccounts(ports.reader, own);
      return { accounts, notSeen: notSeen.map(notSeenText) };
    }
    case "siblings": {
      const { siblings, notSeen } = await gatherSiblings(ports.reader, own);
      return { siblings, notSeen: notSeen.map(notSeenText) };
    }
    case "nodes": {
      const names = [...new Set(of.flatMap(({ subject }) => subject.pod?.node ?? []))];
      const { nodes, notSeen } = await gatherNodes(ports.reader, names);
      return { nodes, notSeen: notSeen.map(notSeenText) };
    }
    default: {
      const about = { weighed: of, pods, secrets: state.secrets.secrets, snapshot: state.snapshot };
      return (await probes?.make(probe, about)) ?? {};
    }
  }
}

async function secretsFound(pods: readonly Pod[], { state, ports }: Making): Promise<Found> {
  const { now, rules, reader } = ports;
  const found = await gatherPullSecrets(reader, pods);
  state.secrets = found;
  const { secrets, absent, elsewhere, notSeen } = found;
  const facts = snapshotOfObjects(secrets, { now: now(), origin: "cluster" }).secrets;
  const gone = absent.map((full) => ({ ...nameOf(full), absent: true as const }));
  return {
    secrets: [...facts, ...gone, ...elsewhere.map(nameOf)],
    logins: loginsOf({ pods, secrets, rules, now: now() }),
    notSeen: notSeen.map(notSeenText),
  };
}

/** Answers about the same image and login replace earlier ones, which knew less. */
function added(snapshot: Snapshot, found: Found): Snapshot {
  const { registries = [], notSeen = [] } = found;
  const key = ({ image, secret, unsent, mirror, elsewhere }: RegistryFacts): string =>
    `${image} ${secret} ${unsent} ${mirror} ${elsewhere}`;
  const later = new Set(registries.map(key));
  const kept = (snapshot.registries ?? []).filter((each) => !later.has(key(each)));
  return {
    ...snapshot,
    secrets: [...snapshot.secrets, ...(found.secrets ?? [])],
    logins: [...(snapshot.logins ?? []), ...(found.logins ?? [])],
    registries: [...kept, ...registries],
    nodes: [...(snapshot.nodes ?? []), ...(found.nodes ?? [])],
    accounts: [...(snapshot.accounts ?? []), ...(found.accounts ?? [])],
    siblings: [...(snapshot.siblings ?? []), ...(found.siblings ?? [])],
    notSeen: [...new Set([...(snapshot.notSeen ?? []), ...notSeen])],
  };
}

function podsOf(weighed: readonly Weighed[], pods: ReadonlyMap<string, Pod>): readonly Pod[] {
  return [...new Set(weighed.flatMap(({ subject }) => pods.get(podKey(subject.pod ?? {})) ?? []))];
}

function podKey({ namespace = "", name = "" }: { readonly namespace?: string; readonly name?: string }): string {
  return `${namespace}/${name}`;
}

function nameOf(full: string): { readonly namespace: string; readonly name: string } {
  const [namespace = "", name = ""] = full.split("/");
  return { namespace, name };
}

function notSeenText({ what, fault }: NotSeen): string {
  return `${what} (${fault.message.replace(/^Cannot read [^:]*: /, "")})`;
}
