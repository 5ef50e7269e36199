import type { KubernetesObject } from "./kubernetes.ts";
import type { Minor } from "./minor.ts";
import type { NodeChange, NodeWorld } from "./node-world.ts";
import type { RuntimeName } from "./runtime-name.ts";

/**
 * A world: the initial state (cluster, registries, node, network) and the actions over time. World, seed and minor
 * decide every byte of the trace. All durations are milliseconds since the start.
 */
export interface World {
  readonly name: string;
  readonly title: string;
  readonly about?: string;
  readonly kubelet: Minor;
  readonly runtime: RuntimeName;
  readonly seed: number;
  /** ISO 8601. */
  readonly start: string;
  /** How long the run goes on. */
  readonly for: number;
  readonly cluster: ClusterWorld;
  readonly registries: readonly RegistryWorld[];
  readonly nodes: readonly NodeWorld[];
  readonly actions: readonly WorldAction[];
}

export interface ClusterWorld {
  /** Admission plugins beside those that are always on. */
  readonly admission: readonly "AlwaysPullImages"[];
  /** Applied in order at the start. Objects without a namespace go to `default`. */
  readonly objects: readonly KubernetesObject[];
  /**
   * Objects as another cluster had them, put back with their uids, owners and statuses before anything else; kubelets and
   * controllers find them as after a restart.
   */
  readonly state?: readonly KubernetesObject[];
}

export interface RegistryWorld {
  /** `registry.example` or `registry.example:5000`; Docker Hub is `docker.io`. */
  readonly host: string;
  /** Whose answers it gives; as the host's name says when absent. */
  readonly like?: RegistryManner;
  /** IPv4 address of the host; one made from the name when absent. */
  readonly address?: string;
  /** What a client meets before HTTP. */
  readonly network: RegistryNetwork;
  readonly auth: RegistryAuth;
  readonly repositories: readonly RepositoryWorld[];
  readonly faults: readonly FaultWorld[];
  /** Added to each answer. */
  readonly latency: number;
}

/** Registries that answer in their own way. */
export const REGISTRY_MANNERS = [
  "distribution",
  "docker-hub",
  "ghcr",
  "quay",
  "ecr",
  "acr",
  "gar",
  "harbor",
  "gitlab",
] as const;

export type RegistryManner = (typeof REGISTRY_MANNERS)[number];

export type RegistryNetwork =
  | { readonly kind: "ok" }
  | { readonly kind: "plain-http" }
  | { readonly kind: "tls-unknown-authority" }
  | { readonly kind: "tls-expired"; readonly since: string }
  | { readonly kind: "tls-not-yet-valid"; readonly from: string }
  | { readonly kind: "tls-wrong-name"; readonly names: readonly string[] }
  /** The server breaks the handshake off with an alert, in Go's words: `handshake failure`, `certificate required`. */
  | { readonly kind: "tls-alert"; readonly alert: string }
  /** Takes connections and says nothing; speaks something that is neither TLS nor HTTP. */
  | { readonly kind: "tls-silent" | "not-tls" };

export type RegistryAuth =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly users: readonly RegistryUser[] }
  | {
      readonly kind: "token";
      /** Host of the token service, at `/token` there unless a path follows: `registry.example/service/token`. */
      readonly realm: string;
      /** What the registry calls itself towards the token service; the host when absent. */
      readonly service?: string;
      readonly users: readonly RegistryUser[];
    };

export interface RegistryUser {
  readonly username: string;
  readonly password: string;
  /** Repositories that this user may pull and change (a trailing `/*` covers what is below); all when absent. */
  readonly repositories?: readonly string[];
  /** The login ends then. */
  readonly until?: number;
}

export interface RepositoryWorld {
  readonly name: string;
  /** May be pulled without a login although the registry asks for one elsewhere. */
  readonly public: boolean;
  readonly tags: readonly ImageWorld[];
  /** What clients pushed, byte by byte. */
  readonly pushed?: readonly PushedWorld[];
}

/** A blob, or a manifest with its media type and the tags that name it. */
export interface PushedWorld {
  readonly digest: string;
  /** Base64. */
  readonly data: string;
  readonly manifest?: { readonly mediaType: string; readonly tags: readonly string[] };
}

export interface ImageWorld {
  readonly tag: string;
  /** `linux/amd64`, …; more than one makes it an index. */
  readonly platforms: readonly string[];
  /** Bytes of the layer. */
  readonly size: number;
  /** What the container does: it runs on, or ends with this code after `runsFor` milliseconds. */
  readonly exitCode?: number;
  readonly runsFor?: number;
  /** The program listens only after so long: until then probes are refused, where a container has some. */
  readonly readyAfter?: number;
  /** From then on it answers probes that it is not well. */
  readonly failsAfter?: number;
  /** What a container's `command` finds in it, by path, beside its own program; anything when absent. */
  readonly programs?: readonly string[];
  /** What the program writes when it starts. */
  readonly log?: string;
  /** Content that differs between tags although nothing else does. */
  readonly content?: string;
  /** No container image: a Helm chart. */
  readonly artifact?: "chart";
  /** Media types of the manifest and what it names; `oci` when absent. */
  readonly format?: "oci" | "docker";
  readonly layer?: LayerDefect;
}

/** What is wrong with a layer although its digest is right: found only when it is unpacked. */
export type LayerDefect =
  | "encrypted"
  /** A compression that the runtime does not know; bytes that are no gzip; a gzip that holds no tar. */
  | "xz"
  | "not-gzip"
  | "not-tar"
  /** A hard link to a file that is not there. */
  | "broken-link"
  /** The config names another layer. */
  | "wrong-diff-id";

/** What goes wrong, on which requests, from when until when (exclusive; for ever when absent). */
export interface FaultWorld {
  readonly from: number;
  readonly until?: number;
  /** A repository name, or a prefix that ends in `*`; every repository when absent. */
  readonly repository?: string;
  readonly on: FaultPoint;
  /** Of so many requests (or connections) of a hundred; all when absent. */
  readonly share?: number;
  /** Only for this node, or for clients whose `User-Agent` begins so. */
  readonly client?: string;
  readonly fault: RegistryFault;
}

/**
 * Which requests. `manifest-get` spares HEAD (as Docker Hub's pull allowance does); `config` and `layer` are the two
 * kinds of `blob`. Faults of names and connections act on `connect`, `token` (the token service's host) and `any`; on
 * other requests they cut the connection without an answer.
 */
export const FAULT_POINTS = ["connect", "manifest", "manifest-get", "blob", "config", "layer", "token", "any"] as const;

export type FaultPoint = (typeof FAULT_POINTS)[number];

/** Kinds of faults that a word says in full. */
export const SIMPLE_FAULTS = [
  "dns-nxdomain",
  "dns-servfail",
  "dns-timeout",
  "connection-refused",
  "connection-timeout",
  "connection-reset",
  "no-route",
  "corrupt",
  "truncate",
  "hang",
  "stall",
  "empty",
  "twice",
  "html",
  "plain-http",
  "tls-unknown-authority",
  "tls-silent",
  "not-tls",
] as const;

export type RegistryFault =
  /** What a client meets instead of TLS, or in it. */
  | Exclude<RegistryNetwork, { readonly kind: "ok" }>
  /** Tags name an image that has no variant for this platform. */
  | { readonly kind: "missing-platform"; readonly platform: string }
  /** The name does not resolve (NXDOMAIN), the resolver fails, or it does not answer. */
  | { readonly kind: "dns-nxdomain" | "dns-servfail" | "dns-timeout" }
  | { readonly kind: "connection-refused" | "connection-timeout" | "connection-reset" | "no-route" }
  /** Answers with this status and OCI error body; without a code the body is empty. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: number;
    }
  /** Sends bytes that do not match the digest; breaks off in the middle; hangs without an answer. */
  | { readonly kind: "corrupt" | "truncate" | "hang" }
  /** Goes silent in the middle; sends nothing with status 200 (a token service: `{}`); sends everything twice. */
  | { readonly kind: "stall" | "empty" | "twice" }
  /** Sends this many bytes a second. */
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "html" }
  /**
   * Sends who was let in on to another host: for a blob to `/<digest>` there, which is answered if the world has that
   * host, for anything else to the same path. Without `to` it leads to itself, for ever.
   */
  | { readonly kind: "redirect"; readonly to?: string }
  /**
   * Good answers say what may still be pulled, with Docker Hub's headers. Nothing is refused: an allowance that is used
   * up is a `status` on `manifest-get` behind it, which leaves HEAD its headers.
   */
  | {
      readonly kind: "allowance";
      readonly limit: number;
      readonly remaining: number;
      readonly window: number;
      /** Whose it is: an IP address, or an account's id. */
      readonly source?: string;
    }
  | { readonly kind: "media-type"; readonly mediaType: string };

export type WorldAction = { readonly at: number } & (
  | {
      /** A kubectl command line, with what its `-f -` reads. */
      readonly run: string;
      readonly stdin?: string;
      /** The exit code that the command is meant to end with. */
      readonly exits: number;
    }
  | { readonly registry: string; readonly change: RegistryChange }
  | { readonly node: string; readonly change: NodeChange }
);

export type RegistryChange =
  | { readonly push: { readonly repository: string; readonly image: ImageWorld } }
  | { readonly untag: { readonly repository: string; readonly tag: string } }
  /** Opens a repository to everybody, or closes it to those without a login. */
  | { readonly visibility: { readonly repository: string; readonly public: boolean } }
  | { readonly fault: Omit<FaultWorld, "from"> }
  /** Ends every fault. */
  | { readonly repair: true };
