import type { JsonObject } from "../../../base/index.ts";
import type { KubernetesObject, PrinterRules } from "../../../kinds/index.ts";
import { escapeTerminal } from "../escape.ts";
import { stringAt } from "../fields.ts";
import { jsonOf } from "../metadata.ts";
import { alignTabs, DESCRIBE_TABS } from "../tabwriter.ts";
import { describeConfigMap } from "./config-map.ts";
import { describeDeployment } from "./deployment.ts";
import { describeNamespace } from "./namespace.ts";
import { describeNode } from "./node.ts";
import { describePod } from "./pod.ts";
import { describeReplicaSet } from "./replica-set.ts";
import { describeSecret } from "./secret.ts";
import { describeServiceAccount } from "./service-account.ts";
import { templateLines } from "./template.ts";
import type { Describer, Lines, View } from "./view.ts";

export interface DescribeOptions extends Omit<View, "objects"> {
  /** All that the cluster holds, events too, in any order. */
  readonly objects: readonly KubernetesObject[];
}

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  ConfigMap: describeConfigMap,
  Deployment: describeDeployment,
  Namespace: describeNamespace,
  Node: describeNode,
  Pod: describePod,
  ReplicaSet: describeReplicaSet,
  Secret: describeSecret,
  ServiceAccount: describeServiceAccount,
};

/** What `kubectl describe` prints of one object; undefined for kinds that are not described here. */
export function describe(object: KubernetesObject, options: DescribeOptions): string | undefined {
  return describeFields(jsonOf(object), { ...options, objects: options.objects.map(jsonOf) });
}

/** Likewise, of objects whose members are not known. */
export function describeFields(object: JsonObject, view: View): string | undefined {
  const lines = DESCRIBERS[stringAt(object, "kind")]?.(object, view);
  return lines === undefined ? undefined : describedText(lines);
}

/** A pod template alone, as `kubectl rollout history --revision` shows one: with tabs. */
export function templateText(template: JsonObject, rules: PrinterRules): string {
  return templateLines(template, rules)
    .map((line) => `${line}\n`)
    .join("");
}

/** Lines as kubectl prints them: escaped and aligned. */
function describedText(lines: Lines): string {
  return alignTabs(escapeTerminal(lines.map((line) => `${line}\n`).join("")), DESCRIBE_TABS);
}
