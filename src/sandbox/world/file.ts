import type {
  FaultPoint,
  KubernetesObject,
  LayerDefect,
  Minor,
  PushedWorld,
  RegistryManner,
  RegistryNetwork,
  RuntimeName,
} from "../../kinds/index.ts";
import type { NodeFile, NodeImageFile, SettingsFile, SizeFile } from "./node-file.ts";

/**
 * A world file as a person writes it: everything that has a sensible default may be left out. Durations are Go's
 * (`90s`, `3m10s`), sizes are bytes or `64KiB`, `2MiB`.
 */
export interface WorldFile {
  readonly world: 1;
  readonly title: string;
  readonly about?: string;
  readonly kubelet?: Minor;
  readonly runtime?: RuntimeName;
  readonly seed?: number;
  readonly start?: string;
  readonly for?: string;
  readonly cluster?: {
    readonly admission?: readonly "AlwaysPullImages"[];
    readonly objects?: readonly KubernetesObject[];
    readonly state?: readonly KubernetesObject[];
    readonly files?: readonly string[];
  };
  readonly registries?: readonly RegistryFile[];
  readonly nodes?: readonly NodeFile[];
  readonly actions?: readonly ActionFile[];
}

/** What a client meets before HTTP, where a word says it all. */
export type SimpleNetwork = "ok" | "plain-http" | "tls-unknown-authority" | "tls-silent" | "not-tls";

export interface RegistryFile {
  readonly host: string;
  readonly like?: RegistryManner;
  readonly address?: string;
  readonly network?: SimpleNetwork | Exclude<RegistryNetwork, { readonly kind: SimpleNetwork }>;
  readonly auth?:
    | "none"
    | { readonly kind: "basic"; readonly users?: readonly UserFile[] }
    | {
        readonly kind: "token";
        readonly realm?: string;
        readonly service?: string;
        readonly users?: readonly UserFile[];
      };
  readonly latency?: string;
  readonly repositories?: readonly RepositoryFile[];
  readonly faults?: readonly FaultFile[];
}

export interface UserFile {
  readonly username: string;
  readonly password: string;
  readonly repositories?: readonly string[];
  readonly until?: string;
}

export interface RepositoryFile {
  readonly name: string;
  readonly public?: boolean;
  readonly tags?: readonly TagFile[];
  readonly pushed?: readonly PushedWorld[];
}

/** A bare tag is a small image for linux/amd64 and linux/arm64. */
export type TagFile = string | ImageFile;

export interface ImageFile {
  readonly tag: string;
  readonly platforms?: readonly string[];
  readonly size?: SizeFile;
  readonly exitCode?: number;
  readonly runsFor?: string;
  readonly readyAfter?: string;
  readonly failsAfter?: string;
  readonly log?: string;
  readonly programs?: readonly string[];
  readonly content?: string;
  readonly artifact?: "chart";
  readonly format?: "oci" | "docker";
  readonly layer?: LayerDefect;
}

export interface FaultFile {
  readonly from?: string;
  readonly until?: string;
  readonly repository?: string;
  readonly on?: FaultPoint;
  readonly share?: number;
  readonly client?: string;
  readonly fault: FaultKindFile;
}

export type FaultKindFile =
  | { readonly kind: SimpleFault }
  | Exclude<RegistryNetwork, { readonly kind: SimpleNetwork }>
  | { readonly kind: "missing-platform"; readonly platform?: string }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfter?: string;
    }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "redirect"; readonly to?: string }
  | {
      readonly kind: "allowance";
      readonly limit: number;
      readonly remaining: number;
      readonly window?: string;
      readonly source?: string;
    }
  | { readonly kind: "media-type"; readonly mediaType: string };

export type SimpleFault =
  | "dns-nxdomain"
  | "dns-servfail"
  | "dns-timeout"
  | "connection-refused"
  | "connection-timeout"
  | "connection-reset"
  | "no-route"
  | "corrupt"
  | "truncate"
  | "hang"
  | "stall"
  | "empty"
  | "twice"
  | "html"
  | Exclude<SimpleNetwork, "ok">;

export type ActionFile = { readonly at: string } & (
  | {
      readonly run: string;
      /** What `-f -` reads: text, an object, or several. */
      readonly stdin?: string | KubernetesObject | readonly KubernetesObject[];
      /** The exit code that the command ends with here; 0 when absent. */
      readonly exits?: number;
    }
  | { readonly registry: string; readonly push: { readonly repository: string; readonly image: TagFile } }
  | { readonly registry: string; readonly untag: { readonly repository: string; readonly tag: string } }
  | { readonly registry: string; readonly visibility: { readonly repository: string; readonly public: boolean } }
  | { readonly registry: string; readonly fault: Omit<FaultFile, "from"> }
  | { readonly registry: string; readonly repair: true }
  | { readonly node: string; readonly load: NodeImageFile }
  | { readonly node: string; readonly remove: { readonly image: string } }
  | { readonly node: string; readonly restartKubelet: true }
  | { readonly node: string; readonly configure: SettingsFile }
);
