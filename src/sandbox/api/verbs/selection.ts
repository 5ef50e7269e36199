import { ok } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { parseFieldSelector } from "../selectors/field-selector.ts";
import { parseLabelSelector } from "../selectors/label-selector.ts";
import { badRequest } from "../status/status-error.ts";
import { worded } from "../validate/wordings.ts";
import { type Call, refuse, type Step } from "../step.ts";

/** Whether an object is selected. */
export interface Selects {
  (object: KubernetesObject): boolean;
  /** No selector was given. */
  readonly isEverything: boolean;
}

/** Keys are label keys to the newer ones, qualified names to the older. */
function selectorWords(fault: string, rules: Rules): string {
  const isNew = Number(rules.minor.split(".")[1]) >= 35;
  return worded(
    isNew ? fault.replace("a qualified name must consist", "a valid label key must consist") : fault,
    rules,
  );
}

/** What the selectors of the query leave. */
export function selectorOf({ server, request, type }: Call): Step<Selects> {
  const { labelSelector = "", fieldSelector = "" } = request.query ?? {};
  if (labelSelector === "" && fieldSelector === "") return ok(Object.assign(() => true, { isEverything: true }));
  const labels = parseLabelSelector(labelSelector);
  if (!labels.ok) return refuse(badRequest(selectorWords(labels.fault, server.rules)));
  const fields = parseFieldSelector(fieldSelector, type.key);
  if (!fields.ok) return refuse(badRequest(fields.fault));
  const selects = (object: KubernetesObject): boolean =>
    labels.value(object.metadata.labels ?? {}) && fields.value(object);
  return ok(Object.assign(selects, { isEverything: false }));
}
