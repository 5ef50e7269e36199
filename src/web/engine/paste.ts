import { diagnose } from "../../diagnosis/index.ts";
import {
  type ContainerFacts,
  type KubernetesObject,
  type Minor,
  type PodFacts,
  type RegistryWorld,
  rulesOf,
  type Snapshot,
  type Verdict,
  type World,
} from "../../kinds/index.ts";
import { readPaste } from "../../kubectl/index.ts";
import { type RegistryAnswer, showWorld, worldOfObjects } from "../../sandbox/index.ts";

/** What a paste tells, and the same pod as a world that can be run. */
export interface PasteAnswer {
  readonly verdicts: readonly Verdict[];
  /** Absent where the paste names no image, or the cause is none that the sandbox can play. */
  readonly world?: World;
  /** How many pods were seen. */
  readonly pods: number;
  readonly understood: boolean;
}

const HOUR = 3_600_000;
/** The name of a world that is made of a paste. */
const OWN_WORLD = "your-pod";

/** How a registry answers that a cause is the cause of. The rest is played by the pod itself: its name, its policy. */
const ANSWERS: Readonly<Record<string, RegistryAnswer>> = {
  "tag-not-found": "not-found",
  "repository-not-found": "not-found",
  "digest-not-found": "not-found",
  "image-retired": "not-found",
  "auth-missing": "unauthorized",
  "auth-wrong-credentials": "unauthorized",
  "auth-token-expired": "unauthorized",
  "auth-insufficient-scope": "unauthorized",
  "pull-secret-missing": "unauthorized",
  "pull-secret-wrong-namespace": "unauthorized",
  "pull-secret-malformed": "unauthorized",
  "pull-secret-host-mismatch": "unauthorized",
  "registry-account-blocked": "denied",
  "registry-ip-blocked": "denied",
  "anonymous-rate-limit": "rate-limited",
  "authenticated-rate-limit": "rate-limited",
  "registry-throttled": "rate-limited",
  "registry-5xx": "unavailable",
  "tcp-refused": "down",
  "tcp-timeout": "timeout",
  "egress-blocked": "timeout",
  "no-route": "timeout",
  "dns-nxdomain": "no-such-host",
  "dns-resolver-failure": "no-such-host",
  "registry-cluster-dns-name": "no-such-host",
  "tls-unknown-authority": "unknown-authority",
  "tls-intercepted": "unknown-authority",
  "tls-ca-bundle-stale": "unknown-authority",
  "invalid-image-name": "ok",
  "image-placeholder-unsubstituted": "ok",
  "never-pull-not-present": "ok",
};

/** Reads a paste, judges it, and makes a world of its pod in which the same goes wrong. */
export async function pasteAnswer(text: string, kubelet: Minor): Promise<PasteAnswer> {
  const snapshot = await readPaste(text);
  const verdicts = diagnose(snapshot, { rules: rulesOf(kubelet) });
  const world = await faithful(worldOf(snapshot, verdicts, kubelet), verdicts);
  const understood = snapshot.pods.length + snapshot.events.length + snapshot.messages.length > 0;
  return { verdicts, pods: snapshot.pods.length, understood, ...(world === undefined ? {} : { world }) };
}

const MINUTE = 60_000;

/** The world, if what kubectl shows of it after a minute is judged as the paste was. */
async function faithful(world: World | undefined, verdicts: readonly Verdict[]): Promise<World | undefined> {
  if (world === undefined) return undefined;
  const { stdout } = await showWorld(world, "describe pods -A", { for: MINUTE });
  const again = diagnose(await readPaste(stdout), { rules: rulesOf(world.kubelet) });
  return again.some(({ cause }) => verdicts.some((verdict) => verdict.cause === cause)) ? world : undefined;
}

function worldOf({ pods }: Snapshot, verdicts: readonly Verdict[], kubelet: Minor): World | undefined {
  const verdict = verdicts.find(({ cause }) => cause in ANSWERS);
  const answer = ANSWERS[verdict?.cause ?? ""];
  if (verdict === undefined || answer === undefined) return undefined;
  const pod = pods.find((each) => each.containers.some(({ image }) => image !== undefined)) ?? podOfVerdict(verdict);
  if (pod === undefined) return undefined;
  const made = worldOfObjects([objectOf(pod, verdict)], { name: OWN_WORLD, answer });
  if (!made.ok) return undefined;
  const kind = verdict.cause === "auth-insufficient-scope" ? "token" : "basic";
  const registries = made.value.registries.map((registry) => withLogin(registry, kind));
  return { ...made.value, registries, kubelet, title: titleOf(pod), about: verdict.summary, for: HOUR };
}

/** A registry that asks for a login knows one, so that something can be done in the world. */
function withLogin(registry: RegistryWorld, kind: "token" | "basic"): RegistryWorld {
  if (registry.auth.kind === "none") return registry;
  const users = [{ username: "puller", password: "puller-pass" }];
  return { ...registry, auth: kind === "basic" ? { kind, users } : { kind, realm: registry.host, users } };
}

function titleOf({ name }: PodFacts): string {
  return `The next hour of ${name ?? "your pod"}`;
}

/** A message alone names an image, and no pod. */
function podOfVerdict({ image, pods }: Verdict): PodFacts | undefined {
  if (image === undefined) return undefined;
  const name = pods[0]?.split("/").at(-1);
  return { ...(name === undefined ? {} : { name }), containers: [{ kind: "container", image }] };
}

/** The pod as its author may have written it. */
function objectOf(pod: PodFacts, { cause }: Verdict): KubernetesObject {
  const { name = "your-pod", namespace, pullSecrets = [], serviceAccount } = pod;
  const never = cause === "never-pull-not-present" ? { policy: "Never" as const } : {};
  const containers = pod.containers.map((container) => ({ ...never, ...container }));
  const ofKind = (wanted: ContainerFacts["kind"]): readonly object[] =>
    containers.filter(({ kind, image }) => kind === wanted && image !== undefined).map(containerOf);
  const init = ofKind("init");
  const spec = {
    ...(serviceAccount === undefined || serviceAccount === "default" ? {} : { serviceAccountName: serviceAccount }),
    ...(pullSecrets.length === 0 ? {} : { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) }),
    ...(init.length === 0 ? {} : { initContainers: init }),
    containers: ofKind("container"),
  };
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: "v1", kind: "Pod", metadata, spec } as KubernetesObject;
}

function containerOf({ name, image, policy }: ContainerFacts, index: number): object {
  return {
    name: name ?? `container-${index + 1}`,
    image,
    ...(policy === undefined ? {} : { imagePullPolicy: policy }),
  };
}
