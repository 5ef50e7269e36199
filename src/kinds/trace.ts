import type { ContainerState, EventType, PodPhase, PullPolicy } from "./kubernetes.ts";
import type { World } from "./world.ts";

/** The append-only log of one run. Equal world, seed and minor give equal bytes. */
export interface Trace {
  readonly v: 1;
  /** The world's name. */
  readonly scenario: string;
  readonly seed: number;
  readonly kubelet: string;
  /** ISO 8601 instant of t = 0. */
  readonly start: string;
  /** The world that was run, with placeholders for what is secret. */
  readonly world: World;
  readonly entries: Entries;
}

/** A trace's entries, by seq. They are made whenever they are read, since a fleet's hour has a million. An array is one too. */
export interface Entries extends Iterable<Entry> {
  readonly length: number;
  at(seq: number): Entry | undefined;
  some(test: (entry: Entry) => boolean): boolean;
  find(test: (entry: Entry) => boolean): Entry | undefined;
  filter(test: (entry: Entry) => boolean): Entry[];
  flatMap<T>(values: (entry: Entry) => T | readonly T[]): T[];
}

/** `t` is virtual milliseconds since the start; `cause` is the seq of the entry that led to this one. */
export interface EntryBase {
  readonly seq: number;
  readonly t: number;
  /** `namespace/name`. */
  readonly pod?: string;
  readonly container?: string;
  readonly node?: string;
  readonly cause?: number;
}

export type Entry = { [K in EntryKind]: EntryBase & { readonly kind: K; readonly data: EntryData[K] } }[EntryKind];

export type EntryKind = keyof EntryData;

/** What each kind of entry says. */
export interface EntryData {
  readonly user: UserData;
  readonly api: ApiData;
  readonly admission: AdmissionData;
  readonly schedule: { readonly node: string };
  readonly sync: SyncData;
  readonly decision: DecisionData;
  readonly backoff: BackoffData;
  readonly credential: CredentialData;
  readonly dns: { readonly host: string; readonly answer: string };
  readonly tcp: { readonly host: string; readonly result: string };
  readonly tls: { readonly host: string; readonly result: string };
  readonly http: HttpData;
  readonly cri: CriData;
  readonly event: EventData;
  readonly status: StatusData;
  readonly node: { readonly change: string; readonly image?: string };
  readonly secret: { readonly namespace: string; readonly name: string; readonly change: string };
}

/** Something that a person did: the command, and when it has ended, what it answered. Changes of a registry end at once. */
export type UserData =
  | { readonly run: string; readonly at: "begin" }
  | {
      readonly run: string;
      readonly at: "end";
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    };

export interface ApiData {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  readonly code: number;
  /** The Status message where the request was refused. */
  readonly message?: string;
}

/** One field that the API server set or copied, and which plugin or default did it. */
export interface AdmissionData {
  readonly plugin: string;
  readonly path: string;
  readonly value: string;
}

export type SyncTrigger = "created" | "updated" | "deleted" | "retry" | "resync" | "pleg" | "probe" | "restart";

export interface SyncData {
  readonly trigger: SyncTrigger;
  /** The how-manieth sync of this pod on this kubelet, from 1. */
  readonly number: number;
}

/**
 * What the image manager decided for one image, with the states of `machine()` that it went through. A pull makes two
 * decisions: one that begins it and ends in `pulling`, and one that goes on from there.
 */
export interface DecisionData {
  readonly image: string;
  readonly policy: PullPolicy;
  /** Id of the state in which the decision ended. */
  readonly state: string;
  readonly path: readonly string[];
  /** The waiting reason; absent when the image may be used. */
  readonly reason?: string;
  readonly message?: string;
  /** Milliseconds of the window that have passed and its length, where the back-off decided. */
  readonly elapsed?: number;
  readonly window?: number;
}

/** A window that was armed (or restarted) by a failed pull. */
export interface BackoffData {
  readonly key: string;
  readonly window: number;
  /** Virtual milliseconds since the start. */
  readonly until: number;
  /** The how-manieth failed pull under this key. */
  readonly failures: number;
}

/** A credential that is offered for an image; never the password. */
export interface CredentialData {
  readonly image: string;
  /** `secret NAMESPACE/NAME`, `node`, `plugin NAME`, or `anonymous`. */
  readonly source: string;
  readonly key?: string;
  readonly username?: string;
}

export interface HttpData {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly auth: "none" | "basic" | "bearer";
  /** Headers that matter to the story, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly took: number;
}

export interface CriData {
  readonly call:
    | "ImageStatus"
    | "PullImage"
    | "RunPodSandbox"
    | "CreateContainer"
    | "StartContainer"
    | "StopContainer"
    | "ContainerExited";
  readonly image?: string;
  /** `begin` for a pull, `end` with the result of any call. */
  readonly at: "begin" | "end";
  readonly grpcCode?: string;
  readonly message?: string;
  readonly imageRef?: string;
  readonly exitCode?: number;
}

/** An event that reached the API server. What the spam filter holds back is no entry, but the next one's count tells of it. */
export interface EventData {
  readonly action: "create" | "patch";
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  /** As the API server shows it afterwards. */
  readonly count: number;
  readonly fieldPath: string;
}

/** A pod status that was published. */
export interface StatusData {
  readonly phase: PodPhase;
  /** The STATUS column of `kubectl get pods`. */
  readonly status: string;
  readonly ready: string;
  readonly restarts: number;
  readonly containers: readonly { readonly name: string; readonly state: ContainerState; readonly init?: true }[];
}

/** Who and what an entry is about. */
export interface About {
  readonly pod?: string;
  readonly container?: string | undefined;
  readonly node?: string;
  readonly cause?: number | undefined;
}

/** Takes entries; gives each its time and seq and answers the seq. */
export interface Recorder {
  /** The clock's instant of t = 0, for entries that name another instant; 0 when absent. */
  readonly start?: number;
  record<K extends EntryKind>(kind: K, data: EntryData[K], about?: About): number;
}
