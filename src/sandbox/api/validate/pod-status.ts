import { listAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { isAddress } from "./addresses.ts";
import { invalidField } from "./cause.ts";

/** Addresses that a pod's status names are ones. */
export function podStatusProblems(pod: KubernetesObject): readonly Cause[] {
  return listAt(pod, "status", "podIPs").flatMap((item, index) => {
    const address = textAt(item, "ip") ?? "";
    if (isAddress(address)) return [];
    const detail = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    return [invalidField(`status.podIPs[${index}]`, address, detail)];
  });
}
