import { jsonEqual, objectAt } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import { COUNTED_RESOURCES, quotaStatus } from "../api/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { afterChanges } from "./soon.ts";

const DELAY = 10;

/** Says of each ResourceQuota what it limits and how much of that is used. */
export function startQuotas(options: ControllersOptions): void {
  const { store } = options;
  const matters = (): boolean => store.list("resourcequotas").length > 0;
  afterChanges(options, { resources: COUNTED_RESOURCES, delay: DELAY, matters }, () => {
    for (const quota of store.list("resourcequotas")) count(options, quota);
  });
}

function count({ api, store, clock }: ControllersOptions, quota: KubernetesObject): void {
  const { namespace = "", name = "" } = quota.metadata;
  const status = quotaStatus(store, quota, clock.now());
  if (jsonEqual(status, objectAt(quota, "status"))) return;
  const { resourceVersion: _any, ...metadata } = quota.metadata;
  const body = { ...quota, metadata, status };
  api.handle({ verb: "update", resource: "resourcequotas", subresource: "status", namespace, name, body });
}
