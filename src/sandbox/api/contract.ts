import type { Clock, Random } from "../../base/index.ts";
import type { KubernetesObject, Recorder, Rules } from "../../kinds/index.ts";
import type { Store } from "../store/index.ts";
import type { AuthOptions, UserInfo } from "./auth/user.ts";
import type { CallWebhook, Reviews } from "./webhooks/contract.ts";

/** One request after routing; what `fetch` makes of a URL, and what the kubelet and the controllers send directly. */
export interface ApiRequest {
  readonly verb: "get" | "list" | "create" | "update" | "patch" | "delete" | "deletecollection";
  /** Plural name of the resource; of a custom one, the qualified name. */
  readonly resource: string;
  readonly subresource?: SubresourceName;
  readonly namespace: string;
  readonly name: string;
  readonly body?: unknown;
  /** The body as it was written, where it is JSON. */
  readonly text?: string;
  readonly patchType?: "json" | "merge" | "strategic" | "apply";
  readonly query?: Readonly<Record<string, string>>;
  /** Seq of the trace entry behind the request. */
  readonly cause?: number;
  /** Name under which the writer owns fields. */
  readonly manager?: string;
  /** Who asks, where the server knows its users. */
  readonly user?: UserInfo;
  /** Whose request it is: writes of users stand in the trace. Everything that comes by `fetch` is a user's. */
  readonly actor?: "user";
  /** What webhooks have answered and are to be asked; absent where nobody can wait for them. */
  readonly reviews?: Reviews;
}

export type SubresourceName =
  | "status"
  | "approval"
  | "binding"
  | "log"
  | "scale"
  | "eviction"
  | "ephemeralcontainers"
  | "resize"
  | "token"
  | "finalize"
  | "exec"
  | "attach"
  | "portforward"
  | "proxy";

export type ApiAnswer =
  | {
      readonly ok: true;
      readonly code: number;
      readonly object: KubernetesObject | ObjectList;
      /** Texts of `Warning` headers. */
      readonly warnings?: readonly string[];
    }
  | { readonly ok: true; readonly code: number; readonly text: string }
  | {
      readonly ok: false;
      readonly code: number;
      readonly status: StatusError;
      readonly warnings?: readonly string[];
    };

export interface ObjectList {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly resourceVersion: string;
    /** Where the rest is, of a list that was cut. */
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly KubernetesObject[];
}

/** The `Status` object that the API server answers a failure with. */
export interface StatusError {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: { readonly continue?: string };
  readonly status: "Failure";
  readonly message: string;
  readonly reason: string;
  readonly details?: unknown;
  readonly code: number;
}

export interface ApiServerOptions {
  readonly rules: Rules;
  /** Plugins beside those that are always on, as `--enable-admission-plugins`. */
  readonly admission: readonly string[];
  /** Plugins that are off although they would be on, as `--disable-admission-plugins`. */
  readonly admissionOff?: readonly string[];
  readonly store: Store;
  readonly clock: Clock;
  /** Uids and generated name suffixes. */
  readonly random: Random;
  readonly recorder: Recorder;
  /** Whether `metadata.managedFields` tells who has written what by HTTP; server-side apply tells it always. */
  readonly tracksFields?: boolean;
  /** Who may come in by HTTP; absent: everybody, as an administrator. */
  readonly auth?: AuthOptions;
  /** What is said of types and fields in the OpenAPI documents, asked for when the first of them is read; nothing when absent. */
  readonly descriptions?: () => Promise<ApiDescriptions>;
  /** Asks an admission webhook by HTTPS; absent: none is asked. */
  readonly callWebhook?: CallWebhook;
  /** Answers `pods/log`; absent while no node is there. */
  readonly logs?: (pod: KubernetesObject, query: Readonly<Record<string, string>>) => LogsReply;
}

/** Sentences by type and field, in the names of `src/kinds`; `""` stands for the type itself. */
export type ApiDescriptions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type LogsReply = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** One API server, two doors: typed requests in process, HTTP through `fetch`. */
export interface ApiServer {
  handle(request: ApiRequest): ApiAnswer;
  fetch(request: Request): Promise<Response>;
}
