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
  /** What the keys of pull secrets that were read mean for the images of pods. */
  readonly logins?: readonly LoginFacts[];
  /** What registries answered about the images of pods, in the order in which they were asked. */
  readonly registries?: readonly RegistryFacts[];
  /** The nodes of failing pods, and others that may have their images. */
  readonly nodes?: readonly NodeFacts[];
  /** The service accounts of failing pods, as they are now. */
  readonly accounts?: readonly AccountFacts[];
  /** The images of all pods of a namespace. */
  readonly siblings?: readonly SiblingFacts[];
  /** What may be there but was not shown, and why: `secret shop/regcred (forbidden for user dev)`. */
  readonly notSeen?: readonly string[];
  /** Lines that were read but not understood, in order. */
  readonly notUnderstood: readonly Lines[];
}

/** A range of lines of the pasted text, from 1, both ends included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
  /** Which text, where several were read. */
  readonly source?: string;
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
  /** The STATUS column, where a table was seen; else the pod's own reason, such as `Evicted`. */
  readonly status?: string;
  readonly ageSeconds?: number;
  /** The RESTARTS column: of all containers together. */
  readonly restarts?: number;
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
  /** The image that it has run from, in a name that the runtime has for it. */
  readonly ranFrom?: string;
  /** Why it ended the last time, and what the runtime said of that. */
  readonly lastReason?: string;
  readonly lastMessage?: string;
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
  /** How often it was said, where more than once; the lines are those of the first time. */
  readonly count?: number;
}

/** What a secret looks like from outside; never what it holds. */
export interface SecretFacts extends Seen {
  readonly name?: string;
  readonly namespace?: string;
  readonly type?: string;
  readonly keys?: readonly string[];
  /** It was asked for and is not there. */
  readonly absent?: true;
}

/** One key of a pull secret, or a secret that is of no use as a whole, seen with one image of one namespace; never a password. */
export interface LoginFacts {
  /** The pod's. */
  readonly namespace: string;
  /** All that the pod names, in its order: they are judged together. */
  readonly pullSecrets: readonly string[];
  /** As the pod spells it. */
  readonly image: string;
  /** `NAMESPACE/NAME`. */
  readonly secret: string;
  /** Its login is offered for the image. */
  readonly used: boolean;
  /** As in `docs/codes.md`: `CREDENTIALS_MISMATCH`. */
  readonly code: string;
  readonly sentence: string;
  /** Seconds since the login is no good by its own account. */
  readonly expiredFor?: number;
}

export interface NodeFacts {
  readonly name: string;
  /** `linux/arm64`. */
  readonly platform?: string;
  /** `v1.33.1`. */
  readonly kubelet?: string;
  /** `containerd://1.7.27`. */
  readonly runtime?: string;
  /** Names of the images that the kubelet reports, tags and digests alike. */
  readonly images: readonly string[];
  /** Conditions that are not as they should be: `DiskPressure`, `NotReady`. */
  readonly troubles: readonly string[];
}

export interface AccountFacts {
  readonly name: string;
  readonly namespace: string;
  readonly pullSecrets: readonly string[];
}

export interface SiblingFacts {
  readonly namespace: string;
  /** As the pods spell them. */
  readonly images: readonly string[];
}

/** What a registry answered, from where this runs, about one image. */
export interface RegistryFacts {
  /** As the pod spells it. */
  readonly image: string;
  /** `NAMESPACE/NAME` of the secret whose login was sent; absent: asked anonymously. */
  readonly secret?: string;
  readonly answer: RegistryWord;
  /** What was asked, as whom, and what came: `HEAD …/manifests/1.4 with the login of shop/regcred: 404 MANIFEST_UNKNOWN`. */
  readonly text: string;
  /** The registry answers the same for a name that does not exist. */
  readonly mayNotExist?: true;
  /** Tags that are spelled like a missing one, the nearest first. */
  readonly nearTags?: readonly string[];
  /** Repositories of the host that are spelled like a missing one, the nearest first. */
  readonly nearRepositories?: readonly string[];
  /** `linux/arm64`: what there is of an image that was looked into. */
  readonly platforms?: readonly string[];
  /** Host of a mirror that was asked in the registry's stead, anonymously. */
  readonly mirror?: string;
  /** The registry itself is not asked where its mirrors fail. */
  readonly mirrorOnly?: true;
  /** Host of another registry, which was asked for the same path since the image names no host. */
  readonly elsewhere?: string;
  /** The kubelet does not send this login, since its key is for another port or path of the host. */
  readonly unsent?: true;
  /** Why there was no answer, as in `docs/codes.md`: `TRANSPORT_REFUSED`. */
  readonly fault?: string;
  /** Of a refusal for too much: it is an allowance that is used up, no throttling. */
  readonly allowance?: true;
  /** Seconds until an allowance is there again, or the registry wants to be asked again. */
  readonly resetsIn?: number;
}

export type RegistryWord =
  | "found"
  | "tag-not-found"
  | "digest-not-found"
  | "repository-not-found"
  /** The words fit a missing tag and a missing repository. */
  | "not-found"
  | "wants-login"
  | "login-refused"
  | "login-expired"
  | "forbidden"
  /** Because of a scan or a signature. */
  | "withheld"
  | "address-blocked"
  | "rate-limited"
  | "platform-missing"
  | "blob-missing"
  /** A Helm chart, a signature and the like. */
  | "no-image"
  /** What came does not have the digest that it was asked by. */
  | "corrupt"
  | "server-error"
  | "not-a-registry"
  /** Not from here; says nothing of the node. */
  | "unreachable";
