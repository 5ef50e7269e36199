import { failed, ok, type Outcome, valueAt } from "../../base/index.ts";
import {
  type ClusterAccess,
  type ClusterTarget,
  gatherPods,
  gatherPullSecrets,
  isPod,
  type NotSeen,
  type Reader,
} from "../../cluster/index.ts";
import { diagnose, findCause, loginsOf } from "../../diagnosis/index.ts";
import {
  DEFAULT_MINOR,
  MINORS,
  type Minor,
  type Pod,
  rulesOf,
  type Snapshot,
  type Verdict,
} from "../../kinds/index.ts";
import { snapshotOfObjects } from "../../kubectl/index.ts";
import { openCluster, readSources } from "../../node/index.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import type { RegistryAnswers, RegistryQuestions } from "./ask-registries.ts";
import type { ClusterOptions } from "./options.ts";

export interface SeenInCluster {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
}

/** What a verdict must be about for logins and the registry's answers to matter. */
const REGISTRY_DECIDES: ReadonlySet<string> = new Set(["auth", "reference", "policy", "platform", "rate", "registry"]);
/** Of the time that everything may take, what registries may; some do not answer at all from here. */
const REGISTRY_SHARE = 0.5;
/** Bytes. */
const LARGEST_AUTHORITIES = 4_000_000;

/** Looks at pods and events first; at pull secrets and registries only for pods that these may explain. */
export async function gatherCluster(
  options: ClusterOptions & { readonly kubelet: Minor | undefined },
  io: Pick<Io, "signal" | "now" | "sleep">,
): Promise<Outcome<SeenInCluster, Fault>> {
  const access = await openCluster(options.kubeconfig);
  if (!access.ok) return access;
  const extraCa = await readAuthorities(options.registries?.caFiles ?? []);
  if (!extraCa.ok) return extraCa;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(options.timeout)]);
  const reader = { access: access.value, signal };
  const target = inNamespace(options, access.value);
  const [minor, gathered] = await Promise.all([options.kubelet ?? minorOf(reader), gatherPods(reader, target)]);
  if (!gathered.ok) return failed(gathered.fault);
  const { objects, notSeen } = gathered.value;
  const kubelet = minor ?? DEFAULT_MINOR;
  const snapshot = snapshotOfObjects(objects, { now: io.now(), origin: "cluster" });
  const seen = { reader, kubelet, io, options, extraCa: extraCa.value, pods: objects.filter(isPod) };
  const whole = await withProof({ ...snapshot, notSeen: notSeen.map(notSeenText) }, seen);
  return ok({ source: access.value.server, kubelet, snapshot: whole });
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

interface Seen {
  readonly reader: Reader;
  readonly kubelet: Minor;
  readonly io: Pick<Io, "signal" | "now" | "sleep">;
  readonly options: ClusterOptions;
  /** PEM texts. */
  readonly extraCa: readonly string[];
  readonly pods: readonly Pod[];
}

async function withProof(snapshot: Snapshot, seen: Seen): Promise<Snapshot> {
  const { reader, kubelet, io, pods } = seen;
  const rules = rulesOf(kubelet);
  const open = new Set(
    diagnose(snapshot, { rules })
      .filter(isForRegistry)
      .flatMap((verdict) => verdict.pods),
  );
  const asking = pods.filter(({ metadata }) => open.has(`${metadata.namespace}/${metadata.name}`));
  const found = await gatherPullSecrets(reader, asking);
  const { secrets } = found;
  const { registries, notSeen } = await answersTo({ pods: asking, secrets, rules }, seen);
  const facts = snapshotOfObjects(secrets, { now: io.now(), origin: "cluster" }).secrets;
  const gone = found.absent.map((full) => ({ ...nameOf(full), absent: true as const }));
  return {
    ...snapshot,
    secrets: [...facts, ...gone, ...found.elsewhere.map(nameOf)],
    logins: loginsOf({ pods: asking, secrets, rules, now: io.now() }),
    registries,
    notSeen: [...(snapshot.notSeen ?? []), ...found.notSeen.map(notSeenText), ...notSeen],
  };
}

async function answersTo(
  questions: Omit<RegistryQuestions, "options" | "server">,
  { reader, io, options, extraCa }: Seen,
): Promise<RegistryAnswers> {
  const { registries, timeout } = options;
  if (registries === undefined || questions.pods.length === 0) return { registries: [], notSeen: [] };
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(timeout * REGISTRY_SHARE)]);
  const { askRegistries } = await import("./ask-registries.ts");
  return askRegistries(
    { ...questions, options: { ...registries, extraCa }, server: reader.access.server },
    { clock: io, signal },
  );
}

async function readAuthorities(files: readonly string[]): Promise<Outcome<readonly string[], Fault>> {
  const sources = await readSources(files, { limit: LARGEST_AUTHORITIES });
  return sources.ok ? ok(sources.value.map(({ text }) => text)) : sources;
}

function nameOf(full: string): { readonly namespace: string; readonly name: string } {
  const [namespace = "", name = ""] = full.split("/");
  return { namespace, name };
}

function isForRegistry({ cause, alternatives }: Verdict): boolean {
  const causes = [cause, ...alternatives.map((other) => other.cause)];
  return causes.some((id) => REGISTRY_DECIDES.has(findCause(id)?.family ?? ""));
}

function notSeenText({ what, fault }: NotSeen): string {
  return `${what} (${fault.message.replace(/^Cannot read [^:]*: /, "")})`;
}
