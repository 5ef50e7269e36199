import { failed, ok, type Outcome } from "../../base/index.ts";
import {
  DEFAULT_MINOR,
  type ImageWorld,
  type KubernetesObject,
  type RegistryFault,
  type RegistryNetwork,
  type RegistryWorld,
  rulesOf,
  type World,
} from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { RegistryAnswer, WorldFault } from "./contract.ts";
import { worldFault } from "./fault.ts";
import { asNew, missingServiceAccounts } from "./as-new.ts";
import { worldOfFile } from "./of-file.ts";
import { DEFAULT_IMAGE_SIZE } from "./units.ts";
import { imagesOf, workloadsOf } from "./workloads.ts";

interface WorldOfObjectsOptions {
  readonly name: string;
  readonly answer: RegistryAnswer;
  readonly platform?: string;
}

interface AnswerRow {
  /** The registries hold what the images name. */
  readonly stocked: boolean;
  readonly auth?: "token";
  readonly network?: RegistryNetwork;
  readonly fault?: RegistryFault;
}

/** What each answer makes of a registry. */
const ANSWERS: Readonly<Record<RegistryAnswer, AnswerRow>> = {
  ok: { stocked: true },
  "not-found": { stocked: false },
  unauthorized: { stocked: true, auth: "token" },
  denied: {
    stocked: true,
    fault: { kind: "status", status: 403, code: "DENIED", message: "requested access to the resource is denied" },
  },
  "rate-limited": {
    stocked: true,
    fault: { kind: "status", status: 429, code: "TOOMANYREQUESTS", message: "Too many requests" },
  },
  unavailable: { stocked: true, fault: { kind: "status", status: 503, code: "UNAVAILABLE", message: "Unavailable" } },
  down: { stocked: true, fault: { kind: "connection-refused" } },
  "no-such-host": { stocked: true, fault: { kind: "dns-nxdomain" } },
  "unknown-authority": { stocked: true, network: { kind: "tls-unknown-authority" } },
  timeout: { stocked: true, fault: { kind: "connection-timeout" } },
};

/** A world around somebody's own objects: a registry for every host that their images name, one node, no actions. */
export function worldOfObjects(
  objects: readonly KubernetesObject[],
  options: WorldOfObjectsOptions,
): Outcome<World, WorldFault> {
  const images = workloadsOf(objects).flatMap(({ spec }) => imagesOf(spec));
  if (images.length === 0) {
    const problem = "no pod or pod template with a container image is in it; a Pod, Deployment, Job, … is wanted";
    return failed(worldFault("MANIFEST_EMPTY", { source: options.name }, problem));
  }
  const platform = options.platform ?? "linux/amd64";
  const base = worldOfFile(
    { world: 1, title: `What happens with ${options.name}`, nodes: [{ platform }] },
    options.name,
    [],
  );
  return ok({
    ...base,
    cluster: { ...base.cluster, objects: [...missingServiceAccounts(objects), ...objects.map(asNew)] },
    registries: registriesOf(images, ANSWERS[options.answer], platform),
  });
}

function registriesOf(images: readonly string[], answer: AnswerRow, platform: string): RegistryWorld[] {
  const hosts = new Map<string, Map<string, ImageWorld[]>>();
  for (const image of new Set(images)) {
    const parsed = parseImage(image, rulesOf(DEFAULT_MINOR).reference);
    if (!parsed.ok) continue;
    const { host, path, tag } = parsed.value;
    const repositories = hosts.get(host) ?? new Map<string, ImageWorld[]>();
    const stock = answer.stocked && tag !== "" ? [imageFor(tag, platform)] : [];
    hosts.set(host, repositories.set(path, [...(repositories.get(path) ?? []), ...stock]));
  }
  return [...hosts].map(([host, repositories]) => registryFor(host, repositories, answer));
}

function imageFor(tag: string, platform: string): ImageWorld {
  return { tag, platforms: [platform], size: DEFAULT_IMAGE_SIZE };
}

function registryFor(host: string, repositories: Map<string, ImageWorld[]>, answer: AnswerRow): RegistryWorld {
  return {
    host,
    network: answer.network ?? { kind: "ok" },
    auth: answer.auth === undefined ? { kind: "none" } : { kind: "token", realm: host, users: [] },
    latency: 20,
    repositories: [...repositories].map(([name, tags]) => ({ name, public: false, tags })),
    faults: answer.fault === undefined ? [] : [{ from: 0, on: onOf(answer.fault), fault: answer.fault }],
  };
}

function onOf(fault: RegistryFault): "manifest" | "connect" {
  return fault.kind === "status" ? "manifest" : "connect";
}
