import type { AddressKind, TransportFault } from "../base/index.ts";
import type { Role } from "./answer.ts";
import type { Evidence, Identity, NotSent, Probe, RegistryError } from "./evidence.ts";

/** What came of a request, with every hop of it as evidence. */
export type Reply = Answer | Fault | Unsent;

interface About {
  readonly role: Role;
  /** The last host that was asked or was to be asked. */
  readonly host: string;
  readonly as: Identity;
  readonly evidence: readonly Evidence[];
}

export interface Answer extends About {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
  readonly cut: boolean;
  readonly addressKind: AddressKind | undefined;
  readonly errors: readonly RegistryError[];
}

export interface Fault extends About {
  readonly kind: "fault";
  readonly fault: TransportFault;
}

export interface Unsent extends About {
  readonly kind: "not-sent";
  readonly why: NotSent;
}

/** A request as the rest of the room sees it. */
export interface Outgoing {
  readonly probe: Probe;
  readonly role: Role;
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly as: Identity;
  readonly headers: Readonly<Record<string, string>>;
  readonly maxBody: number;
  readonly follow: boolean;
}

export function headerOf(answer: Answer, name: string): string | undefined {
  return answer.headers[name]?.join(", ");
}

export function isSuccess(reply: Reply): reply is Answer {
  return reply.kind === "answer" && reply.status >= 200 && reply.status < 300;
}
