import { failed, type Outcome } from "../../base/index.ts";
import type { AdmissionData, KubernetesObject } from "../../kinds/index.ts";
import type { ApiAnswer, ApiRequest, ApiServerOptions, StatusError } from "./contract.ts";
import type { ServedType } from "./resources/served.ts";
import type { Subject } from "./status/status-error.ts";

/** What every step of the pipeline may look at. */
export interface Call {
  readonly server: ApiServerOptions;
  readonly request: ApiRequest;
  readonly type: ServedType;
}

/** The end of a step: what it made, or the Status that the request is refused with. */
export type Step<T> = Outcome<T, StatusError>;

/** An object on its way into the store, with what was set on it that its author did not write. */
export interface Draft {
  readonly object: KubernetesObject;
  readonly notes: readonly AdmissionData[];
}

export function refuse(status: StatusError): { readonly ok: false; readonly fault: StatusError } {
  return failed(status);
}

export function refusal(status: StatusError, warnings: readonly string[] = []): ApiAnswer {
  return { ok: false, code: status.code, status, ...(warnings.length === 0 ? {} : { warnings }) };
}

export function subjectOf({ type, request }: Call): Subject {
  return { type, name: request.name };
}
