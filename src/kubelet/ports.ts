import type { Awaitable, Outcome } from "../base/index.ts";
import type {
  Container,
  EventType,
  KubernetesObject,
  ObjectReference,
  Pod,
  PodStatus,
  SecretObject,
} from "../kinds/index.ts";

/** gRPC status codes by name, as the CRI returns them. */
export type GrpcCode =
  | "Canceled"
  | "Unknown"
  | "InvalidArgument"
  | "DeadlineExceeded"
  | "NotFound"
  | "AlreadyExists"
  | "PermissionDenied"
  | "ResourceExhausted"
  | "FailedPrecondition"
  | "Aborted"
  | "OutOfRange"
  | "Unimplemented"
  | "Internal"
  | "Unavailable"
  | "DataLoss"
  | "Unauthenticated";

/** A CRI call that failed: the gRPC status. */
export interface CriError {
  readonly grpcCode: GrpcCode;
  readonly message: string;
}

/** What ImageStatus says of a present image. */
export interface RuntimeImage {
  /** The runtime's reference (`imageRef`), usually `sha256:…`; `""` is an inspect error. */
  readonly id: string;
  readonly sizeBytes: number;
}

/** A docker auth config as it is sent to the runtime. Strings may hold bytes that are not UTF-8, one per character. */
export interface RuntimeAuth {
  readonly username: string;
  readonly password: string;
  /** Which of the two hold bytes instead of text. */
  readonly binary?: readonly ("username" | "password")[];
}

export interface PullImageRequest {
  /** The pod's string, with `:latest` where it had neither tag nor digest. */
  readonly image: string;
  readonly auth?: RuntimeAuth;
  /** `namespace/name` of the pod that the pull is for. */
  readonly pod: string;
  /** Seq of the trace entry that led to the call. */
  readonly cause?: number;
  /** The kubelet that asks is killed. */
  readonly signal?: AbortSignal;
}

/** The CRI's ImageService, as far as the kubelet's image pull uses it. Calls never reject. */
export interface ImageService {
  imageStatus(image: string, cause?: number): Awaitable<Outcome<RuntimeImage | undefined, CriError>>;
  /** Ends with the runtime's reference of the image. */
  pullImage(request: PullImageRequest): Promise<Outcome<string, CriError>>;
  /** All images, for a kubelet that starts; absent: it finds none. */
  listImages?(): readonly ListedImage[];
  /** Told of a pull that could not be encoded and so is not sent. */
  notSent?(request: PullImageRequest): void;
}

export interface ListedImage {
  /** The runtime's reference. */
  readonly id: string;
  /** Tags and digests by which it is known: `docker.io/library/nginx:1.27`. */
  readonly names: readonly string[];
}

export interface RuntimeContainer {
  /** As statuses show it, with the runtime's name: `containerd://…`. */
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageRef: string;
  readonly state: "created" | "running" | "exited";
  /** Virtual milliseconds since the epoch. */
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly exitCode?: number;
  /** The runtime's own, of a container that could not be started; the exit code says the rest. */
  readonly reason?: string;
  readonly message?: string;
}

/** How a program answers a probe: well; not at all, since it does not listen yet; that it is not well. */
export type ProbeAnswer = "ok" | "refused" | "failing";

export interface StartContainerRequest {
  readonly pod: Pod;
  readonly container: Container;
  readonly imageRef: string;
  /** 0 for the first run of this container. */
  readonly attempt: number;
  readonly cause?: number;
}

/** The CRI's RuntimeService, reduced to what decides about images and pod status. Calls never reject. */
export interface RuntimeService {
  /** Ends with the pod's IP. */
  runPodSandbox(pod: Pod, cause?: number): Promise<Outcome<string, CriError>>;
  createContainer(request: StartContainerRequest): Promise<Outcome<RuntimeContainer, CriError>>;
  startContainer(pod: Pod, id: string, cause?: number): Promise<Outcome<void, CriError>>;
  /** Stops one container, whose image or name was changed while it ran. Absent: such a container runs on. */
  stopContainer?(pod: Pod, id: string, graceSeconds: number): Promise<void>;
  /** Stops containers and sandbox of a pod; `graceSeconds` each. Its containers stay listed, as exited. */
  killPod(pod: Pod, graceSeconds: number): Promise<void>;
  /** The newest container of each name first. */
  containers(podUid: string): readonly RuntimeContainer[];
  /** Asks a container as a probe does. Absent: all is well. */
  probe?(id: string): ProbeAnswer;
  /** What a container has written; absent: nothing. */
  logs?(id: string): string;
  /** Called whenever a container or sandbox of a pod changes its state. */
  onChange(listener: (podUid: string) => void): void;
}

/** What the kubelet asks of the API server. In process, so answers come at once. */
export interface KubeletApi {
  /** undefined: it does not exist, or the kubelet may not see it. */
  secret(namespace: string, name: string): SecretObject | undefined;
  /** undefined: it does not exist. Absent: nobody looks, and every environment is complete. */
  configMap?(namespace: string, name: string): KubernetesObject | undefined;
  /** Uid of a service account. */
  serviceAccount(namespace: string, name: string): string | undefined;
  /** Names of the pull secrets that a service account lists now; asked only under a wrong belief. */
  serviceAccountSecrets?(namespace: string, name: string): readonly string[];
  /** Answers the seq of the trace's status entry. */
  publishStatus(pod: Pod, status: PodStatus, cause?: number): void;
  /** The pod's containers are gone: remove the object. */
  removePod(pod: Pod, cause?: number): void;
  events: EventStore;
}

/** An event as the kubelet writes it. Whole seconds since the epoch. */
export interface WrittenEvent {
  readonly name: string;
  readonly object: ObjectReference;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly firstTimestamp: number;
  readonly lastTimestamp: number;
}

export interface EventStore {
  create(event: WrittenEvent): void;
  /** False when the API server has dropped the event meanwhile. */
  patch(event: WrittenEvent): boolean;
}

/** Takes the events that the kubelet's parts emit; behind it stands the correlator. */
export interface EventSink {
  emit(event: EmittedEvent): void;
}

export interface EmittedEvent {
  readonly object: ObjectReference;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  readonly cause?: number | undefined;
}
