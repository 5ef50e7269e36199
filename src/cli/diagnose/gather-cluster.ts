import { failed, ok, type Outcome, valueAt } from "../../base/index.ts";
import {
  type ClusterAccess,
  type ClusterTarget,
  type Gathered,
  gatherPods,
  type NotSeen,
  type Reader,
} from "../../cluster/index.ts";
import { type Exchanged, prove } from "../../diagnosis/index.ts";
import { DEFAULT_MINOR, MINORS, type Minor, rulesOf, type Snapshot } from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import { openCluster } from "../../node/index.ts";
import type { MirrorRule } from "../../registry/index.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { ClusterOptions, DiagnoseOptions } from "./options.ts";
import { readAuthorities } from "./read-authorities.ts";
import { readMirrorFiles } from "./read-mirror-files.ts";
import type { RegistrySessions } from "./registry-sessions.ts";

export interface SeenInCluster {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
  readonly exchanged: readonly Exchanged[];
  /** Absent: no registry was asked. What it has been asked it remembers. */
  readonly session?: RegistrySessions;
}

/** Of the time that everything may take, what registries may; some do not answer at all from here. */
const REGISTRY_SHARE = 0.6;

export interface ClusterLook {
  /** Pods and events; cheap, and repeated by those who follow. */
  readonly seen: () => Promise<Outcome<Gathered, Fault>>;
  /** Everything else, only for pods whose remaining causes it tells apart. */
  readonly proven: (gathered: Gathered) => Promise<SeenInCluster>;
}

export type GatherOptions = ClusterOptions & Pick<DiagnoseOptions, "kubelet" | "platform">;

/** Looks at pods and events first, and goes on from there. */
export async function gatherCluster(options: GatherOptions, io: ClusterIo): Promise<Outcome<SeenInCluster, Fault>> {
  const look = await lookIntoCluster(options, io);
  if (!look.ok) return look;
  const gathered = await look.value.seen();
  return gathered.ok ? ok(await look.value.proven(gathered.value)) : gathered;
}

type ClusterIo = Pick<Io, "signal" | "now" | "sleep">;

/** Each look has the whole time that a look may take. */
export async function lookIntoCluster(options: GatherOptions, io: ClusterIo): Promise<Outcome<ClusterLook, Fault>> {
  // The first look has what the login has left of it.
  let first: AbortSignal | undefined = within(options, io);
  const access = await openCluster(options.kubeconfig, first);
  if (!access.ok) return access;
  const extraCa = await readAuthorities(options.registries?.caFiles ?? []);
  if (!extraCa.ok) return extraCa;
  const mirrors = await readMirrorFiles(options.registries?.mirrorFiles ?? []);
  if (!mirrors.ok) return mirrors;
  const readerNow = (): Reader => ({ access: access.value, signal: first ?? within(options, io) });
  const around = { io, extraCa: extraCa.value, mirrors: mirrors.value, server: access.value.server };
  let reader = readerNow();
  let minor: Promise<Minor | undefined> | undefined;
  return ok({
    seen: async () => {
      reader = readerNow();
      first = undefined;
      minor ??= Promise.resolve(options.kubelet ?? minorOf(reader));
      const gathered = await gatherPods(reader, inNamespace(options, access.value));
      return gathered.ok ? gathered : failed(gathered.fault);
    },
    proven: async (gathered) => provenIn(gathered, { options, around, reader, minor: await minor }),
  });
}

function within({ timeout }: Pick<ClusterOptions, "timeout">, { signal }: Pick<Io, "signal">): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
}

interface Proving {
  readonly options: GatherOptions;
  readonly around: Around;
  readonly reader: Reader;
  readonly minor: Minor | undefined;
}

async function provenIn(
  { objects, notSeen }: Gathered,
  { options, around, reader, minor }: Proving,
): Promise<SeenInCluster> {
  const { now } = around.io;
  const kubelet = minor ?? DEFAULT_MINOR;
  const seen = { ...snapshotOfObjects(objects, { now: now(), origin: "cluster" }), notSeen: notSeen.map(notSeenText) };
  const registry = await registryOf(options, around);
  const { platform } = options;
  const ports = {
    reader,
    now,
    rules: rulesOf(kubelet),
    ...(registry && { registry }),
    ...(platform && { platform }),
    mirrors: around.mirrors,
  };
  const proof = await prove(seen, objects, ports);
  return { source: around.server, kubelet, ...proof, ...(registry && { session: registry.session }) };
}

function inNamespace({ target, allNamespaces }: ClusterOptions, { namespace }: ClusterAccess): ClusterTarget {
  return allNamespaces ? target : { namespace, ...target };
}

/** Of the API server; undefined where it does not say, or is one that is not known. */
async function minorOf({ access, signal }: Reader): Promise<Minor | undefined> {
  const answer = await access.send({ method: "GET", path: "/version" }, signal);
  const [major, minor] = ["major", "minor"].map((field) => (answer.ok ? valueAt(answer.value.body, field) : ""));
  return MINORS.find((known) => known === `${String(major)}.${String(minor).replace(/\D+$/, "")}`);
}

interface Around {
  readonly io: ClusterIo;
  /** PEM texts. */
  readonly extraCa: readonly string[];
  readonly mirrors: readonly MirrorRule[];
  /** Address of the API server: a sandbox has registries of its own. */
  readonly server: string;
}

async function registryOf({ registries, timeout }: ClusterOptions, { io, extraCa, server }: Around) {
  if (registries === undefined) return undefined;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(timeout * REGISTRY_SHARE)]);
  const { registrySessions } = await import("./registry-sessions.ts");
  const session = registrySessions({
    ...registries,
    extraCa,
    server,
    clock: io,
  });
  return { session, signal };
}

function notSeenText({ what, fault }: NotSeen): string {
  return `${what} (${fault.message.replace(/^Cannot read [^:]*: /, "")})`;
}
