import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { readJsonLines } from "../../conformance/vectors.ts";
import type { KubernetesObject, Minor, Pod, RuntimeName } from "../../src/kinds/index.ts";

const ROOT = join(import.meta.dirname, "../../conformance/recordings");

/** One recorded story of a real cluster; times are seconds since it began. */
export interface Story {
  readonly id: string;
  readonly version: string;
  readonly minor: Minor;
  readonly runtime: RuntimeName;
  readonly namespace: string;
  readonly began: string;
  readonly serializeImagePulls: boolean;
  readonly lastedSeconds: number;
  readonly actions: readonly Action[];
  readonly pods: readonly Watched<Pod>[];
  readonly events: readonly Watched<RecordedEvent>[];
  readonly deployments: readonly Watched<KubernetesObject>[];
  readonly replicasets: readonly Watched<KubernetesObject>[];
  readonly looks: readonly Look[];
  readonly requests: readonly RecordedRequest[];
}

export interface Action {
  readonly t: number;
  /** When the command had ended. */
  readonly until?: number;
  readonly do: string;
  readonly argv?: readonly string[];
  readonly stdin?: KubernetesObject & { readonly items?: readonly KubernetesObject[] };
  readonly image?: string;
  readonly host?: string;
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What kubectl showed, and why it was asked then. */
export interface Look {
  readonly t: number;
  /** When it had answered. */
  readonly until: number;
  readonly moment: string;
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Watched<T> {
  readonly t: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: T;
}

export interface RecordedEvent extends KubernetesObject {
  readonly involvedObject: {
    readonly kind: string;
    readonly name: string;
    readonly uid: string;
    readonly fieldPath?: string;
  };
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
}

export interface RecordedRequest {
  readonly t: number;
  readonly host?: string;
  readonly method?: string;
  readonly path?: string;
}

/** Kubernetes versions that were recorded. */
export function recordedVersions(): string[] {
  return readdirSync(ROOT).filter((name) => name.startsWith("v"));
}

export function storiesOf(version: string): string[] {
  return readdirSync(join(ROOT, version));
}

export function readStory(version: string, id: string): Story {
  const folder = join(ROOT, version, id);
  const scenario = JSON.parse(gunzipSync(readFileSync(join(folder, "scenario.json.gz"))).toString()) as {
    namespace: string;
    began: string;
    kubelet: string;
    runtime: string;
    serializeImagePulls: boolean;
    lastedSeconds: number;
  };
  return {
    id,
    version,
    minor: minorOf(scenario.kubelet),
    runtime: minorOf(scenario.runtime.replace("containerd://", "containerd-")) as string as RuntimeName,
    namespace: scenario.namespace,
    began: scenario.began,
    serializeImagePulls: scenario.serializeImagePulls,
    lastedSeconds: scenario.lastedSeconds,
    actions: linesOf(folder, "actions") as Action[],
    pods: linesOf(folder, "pods") as Watched<Pod>[],
    events: linesOf(folder, "events") as Watched<RecordedEvent>[],
    deployments: linesOf(folder, "deployments") as Watched<KubernetesObject>[],
    replicasets: linesOf(folder, "replicasets") as Watched<KubernetesObject>[],
    looks: linesOf(folder, "kubectl") as Look[],
    requests: linesOf(folder, "registry") as RecordedRequest[],
  };
}

function linesOf(folder: string, name: string): unknown[] {
  const path = join(folder, `${name}.jsonl.gz`);
  return existsSync(path) ? readJsonLines(path) : [];
}

/** `v1.33.13` → `1.33`, `containerd-1.6.20~ds1` → `containerd-1.6`. */
function minorOf(version: string): Minor {
  return version.replace(/^v/, "").replace(/^((?:[a-z]+-)?\d+\.\d+).*$/, "$1") as Minor;
}
