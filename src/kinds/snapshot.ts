import type { EventType, PodPhase, PullPolicy } from "./kubernetes.ts";

/**
 * What is known of a cluster at one moment, wherever it was seen: read back from pasted text, from files, or gathered from
 * a live cluster. A field that is absent was not seen, which is not the same as not there.
 */
export interface Snapshot {
  readonly origin: "paste" | "files" | "cluster";
  readonly pods: readonly PodFacts[];
  /** Events, those of pods included, in the order in which they were seen. */
  readonly events: readonly EventFacts[];
  /** Errors of runtimes, kubelets and image tools that stand alone: log lines, CI output, a single waiting message. */
  readonly messages: readonly MessageFacts[];
  readonly secrets: readonly SecretFacts[];
  /** Lines that were read but not understood, in order. */
  readonly notUnderstood: readonly Lines[];
}

/** A range of lines of the pasted text, from 1, both ends included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface Seen {
  /** Where it stands in the paste; absent for objects. */
  readonly lines?: Lines;
}

export interface PodFacts extends Seen {
  readonly name?: string;
  readonly namespace?: string;
  /** `Deployment/web`, or the ReplicaSet that controls the pod. */
  readonly owner?: string;
  readonly uid?: string;
  readonly node?: string;
  readonly phase?: PodPhase;
  /** The STATUS column, where a table was seen. */
  readonly status?: string;
  readonly ageSeconds?: number;
  readonly pullSecrets?: readonly string[];
  readonly serviceAccount?: string;
  readonly containers: readonly ContainerFacts[];
}

export interface ContainerFacts extends Seen {
  readonly name?: string;
  readonly kind: "container" | "init" | "ephemeral" | "volume";
  readonly image?: string;
  readonly imageID?: string;
  readonly policy?: PullPolicy;
  readonly state?: "waiting" | "running" | "terminated";
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly restartCount?: number;
  /** It ran before, whatever it does now. */
  readonly ranBefore?: boolean;
}

export interface EventFacts extends Seen {
  readonly type?: EventType;
  readonly reason?: string;
  readonly message: string;
  readonly count?: number;
  /** Seconds ago. */
  readonly firstSeen?: number;
  readonly lastSeen?: number;
  readonly from?: string;
  /** `Pod/web`; the pod that a describe belongs to where the event does not say. */
  readonly object?: string;
  readonly namespace?: string;
  /** `spec.containers{app}`. */
  readonly fieldPath?: string;
}

export interface MessageFacts extends Seen {
  readonly text: string;
  /** Who said it, where that is visible. */
  readonly speaker?:
    | "kubelet"
    | "containerd"
    | "cri-o"
    | "dockerd"
    | "docker"
    | "podman"
    | "buildah"
    | "skopeo"
    | "crictl"
    | "nerdctl"
    | "ctr";
  readonly image?: string;
  readonly reason?: string;
}

/** What a secret looks like from outside; never what it holds. */
export interface SecretFacts extends Seen {
  readonly name?: string;
  readonly namespace?: string;
  readonly type?: string;
  readonly keys?: readonly string[];
}
