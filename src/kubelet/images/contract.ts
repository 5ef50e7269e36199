import type { Awaitable, Clock } from "../../base/index.ts";
import type { ServiceAccountCoordinates } from "../../credentials/index.ts";
import type {
  KubeletConfiguration,
  ObjectReference,
  PullPolicy,
  Recorder,
  Rules,
  SecretObject,
} from "../../kinds/index.ts";
import type { EventSink, ImageService } from "../ports.ts";
import type { PullRecordFiles } from "./pull-record-files.ts";

/** One container's (or image volume's) wish for an image. */
export interface EnsureImageRequest {
  readonly pod: PodIdentity;
  /** What events are about, with the container's field path. */
  readonly object: ObjectReference;
  /** Name of the container or volume, for the trace. */
  readonly container: string;
  readonly image: string;
  readonly policy: PullPolicy;
  /** The pod's pull secrets that could be read, in order. */
  readonly secrets: readonly SecretObject[];
  /** Seq of the sync that asks. */
  readonly cause?: number;
}

export interface PodIdentity {
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName?: string;
  /** `namespace/name`, where it is written already: a trace has it in each entry. */
  readonly key?: string;
}

/** `reason` becomes `waiting.reason`, `message` becomes `waiting.message`; `decision` is the seq of the trace entry that says so. */
export type EnsureImageResult =
  | { readonly ok: true; readonly imageRef: string; readonly decision: number }
  | { readonly ok: false; readonly reason: string; readonly message: string; readonly decision: number };

export interface ImageManagerOptions {
  readonly rules: Rules;
  readonly configuration: KubeletConfiguration;
  readonly clock: Clock;
  readonly images: ImageService;
  readonly events: EventSink;
  readonly recorder: Recorder;
  readonly credentials: NodeCredentials;
  /** What earlier processes of this kubelet have left on the disk; nothing when absent. */
  readonly records?: PullRecordFiles;
  /** The process is killed: calls in progress never come back and leave no more traces. */
  readonly signal?: AbortSignal;
}

/** Where the node's own credentials come from; asked anew at each look-up. */
export interface NodeCredentials {
  /** Text of `config.json` and `.dockercfg` in the kubelet's root directory. */
  readonly files: () => { readonly configJson?: string; readonly dockercfg?: string };
  /** Credential provider plugins, in name order; absent where none are set up. */
  readonly plugins?: readonly CredentialPlugin[];
  /** Uid of a service account that exists. */
  readonly serviceAccountUid: (namespace: string, name: string) => string | undefined;
}

/** A credential provider as the kubelet configures it, with what it would answer. */
export interface CredentialPlugin {
  readonly name: string;
  readonly matchImages: readonly string[];
  readonly serviceAccountMode: boolean;
  readonly answer: (request: PluginRequest) => Readonly<Record<string, { username: string; password: string }>>;
}

export interface PluginRequest {
  /** Completed name without tag and digest. */
  readonly image: string;
  readonly serviceAccount?: { readonly namespace: string; readonly name: string; readonly uid: string };
}

/** What the image manager is to the rest of the kubelet. */
export interface ImageManager {
  /** A promise only where a call of the runtime had to be waited for. */
  ensureImageExists(request: EnsureImageRequest): Awaitable<EnsureImageResult>;
  /** The window under `<podUID>_<image>`, seconds; 0 without an entry. */
  backOffSeconds(podUid: string, image: string): number;
  /** After image garbage collection: drops the records of images that are gone. */
  prune(presentRefs: readonly string[]): void;
  /** What lies under `<kubelet root>/image_manager`; outlives the process where it was handed in. */
  readonly records: PullRecords;
}

/** Pull intents and pulled records (KEP-2535), readable for conformance and the page. */
export interface PullRecords {
  intents(): readonly string[];
  pulled(): readonly PulledRecord[];
}

export interface PulledRecord {
  readonly imageRef: string;
  readonly credentialMapping: Readonly<Record<string, ImagePullCredentials>>;
}

export interface ImagePullCredentials {
  readonly nodePodsAccessible?: true;
  readonly kubernetesSecrets?: readonly SecretCoordinates[];
  readonly kubernetesServiceAccounts?: readonly ServiceAccountCoordinates[];
}

export interface SecretCoordinates {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly credentialHash: string;
}
