import { ManualClock, SeededRandom } from "../../src/base/index.ts";
import { API_RESOURCES, type KubernetesObject, type Minor, rulesOf } from "../../src/kinds/index.ts";
import { type ApiAnswer, type ApiServer, type ApiServerOptions, createApiServer } from "../../src/sandbox/api/index.ts";
import { createStore, type Store } from "../../src/sandbox/store/index.ts";
import { comparable } from "./comparable.ts";

interface Input {
  readonly operation: "create" | "update";
  readonly kind: string;
  readonly namespace?: string;
  readonly object: KubernetesObject;
  readonly old?: KubernetesObject;
  readonly fieldValidation?: string;
}

/** The plugins that were off where the vectors were recorded. */
const ADMISSION_OFF = ["ServiceAccount", "DefaultTolerationSeconds", "Priority"];

/** POST or PUT of an object: what is stored, or the Status. */
export function answerAdmission(input: Input, minor: Minor): unknown {
  const { kind, namespace = "", object, old, fieldValidation } = input;
  const resource = API_RESOURCES.find((type) => type.kind === kind)?.resource ?? "";
  const { api } = emptyServer(minor, namespace);
  const query = fieldValidation === undefined ? {} : { fieldValidation };
  const about = { resource, namespace, query };
  const given = [object.metadata?.uid ?? ""];
  if (input.operation === "create") {
    return answerOf(api.handle({ verb: "create", ...about, name: "", body: object }), given);
  }
  api.handle({ verb: "create", ...about, name: "", body: old });
  const name = old?.metadata.name ?? "";
  return answerOf(api.handle({ verb: "update", ...about, name, body: object }), given);
}

/**
 * A server without controllers that holds the namespaces `default`, `kube-system` and the one given. Containers may not be
 * privileged, as the recorded server was started with `--allow-privileged=false`.
 */
export function emptyServer(
  minor: Minor,
  namespace: string,
  more: Partial<ApiServerOptions> = {},
): { readonly api: ApiServer; readonly store: Store } {
  const store = createStore({ resourceVersion: 100 });
  const rules = rulesOf(minor);
  const api = createApiServer({
    rules: { ...rules, admission: { ...rules.admission, allowsPrivileged: false } },
    admission: [],
    admissionOff: ADMISSION_OFF,
    store,
    clock: new ManualClock(Date.parse("2026-01-01T00:00:00Z")),
    random: new SeededRandom(1),
    recorder: { record: () => 0 },
    ...more,
  });
  for (const name of new Set(["default", "kube-system", namespace])) {
    if (name === "") continue;
    const body = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
    api.handle({ verb: "create", resource: "namespaces", namespace: "", name: "", body });
  }
  return { api, store };
}

function answerOf(answer: ApiAnswer, given: readonly string[]): unknown {
  if ("text" in answer) return { text: answer.text };
  const { warnings = [] } = answer;
  const told = warnings.length === 0 ? {} : { warnings };
  if (!answer.ok) return { status: comparable(answer.status, given), ...told };
  return { object: comparable(answer.object), ...told };
}
