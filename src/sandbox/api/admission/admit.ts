import { ok } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ApiServerOptions } from "../contract.ts";
import type { Call, Draft, Step } from "../step.ts";
import { ALWAYS_PULL_IMAGES } from "./always-pull-images.ts";
import { DEFAULT_TOLERATION_SECONDS } from "./default-toleration-seconds.ts";
import { LIMIT_RANGER } from "./limit-ranger.ts";
import { NAMESPACE_LIFECYCLE } from "./namespace-lifecycle.ts";
import type { Plugin } from "./plugin.ts";
import { POLICY_FOLLOWS_TAG } from "./policy-follows-tag.ts";
import { PRIORITY } from "./priority.ts";
import { RESOURCE_QUOTA } from "./resource-quota.ts";
import { SERVICE_ADDRESSES } from "./service-addresses.ts";
import { STORAGE_PROTECTION } from "./storage-protection.ts";
import { MUTATING_WEBHOOKS, VALIDATING_WEBHOOKS } from "./webhooks.ts";
import { SERVICE_ACCOUNT } from "./service-account.ts";

/** In the order in which the real server runs them; PolicyFollowsTag exists in wrong beliefs only. */
const PLUGINS: readonly Plugin[] = [
  NAMESPACE_LIFECYCLE,
  LIMIT_RANGER,
  SERVICE_ACCOUNT,
  ALWAYS_PULL_IMAGES,
  PRIORITY,
  DEFAULT_TOLERATION_SECONDS,
  POLICY_FOLLOWS_TAG,
  STORAGE_PROTECTION,
  SERVICE_ADDRESSES,
  MUTATING_WEBHOOKS,
  VALIDATING_WEBHOOKS,
  RESOURCE_QUOTA,
];

/** Runs an object through the plugins that may change it; `old` is what it will replace. */
export function admit(call: Call, draft: Draft, old?: KubernetesObject): Step<Draft> {
  return run(call, { draft, old, look: "admit" });
}

/** Asks the plugins that only look, of an object that is whole and valid. */
export function approve(call: Call, draft: Draft, old?: KubernetesObject): Step<Draft> {
  return run(call, { draft, old, look: "validate" });
}

interface Run {
  readonly draft: Draft;
  readonly old: KubernetesObject | undefined;
  readonly look: "admit" | "validate";
}

function run(call: Call, { draft, old, look }: Run): Step<Draft> {
  return PLUGINS.filter((plugin) => isOn(plugin, call.server)).reduce<Step<Draft>>(
    (step, plugin) => (step.ok ? (plugin[look]?.(call, step.value, old) ?? step) : step),
    ok(draft),
  );
}

function isOn({ name, isDefault }: Plugin, { admission, admissionOff = [] }: ApiServerOptions): boolean {
  return (isDefault && !admissionOff.includes(name)) || admission.includes(name);
}
