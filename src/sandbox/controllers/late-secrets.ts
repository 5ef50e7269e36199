import { listAt, objectAt, textAt } from "../../base/index.ts";
import type { Pod, PodSpec } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { afterChanges } from "./soon.ts";

type PullSecrets = NonNullable<PodSpec["imagePullSecrets"]>;

/**
 * The wrong belief that a service account's pull secrets reach pods that exist: gives them to every pod without any. In a
 * real cluster they are copied at a pod's creation and never again.
 */
export function startLateSecrets(options: ControllersOptions): void {
  if (options.rules.admission.serviceAccountSecrets === "at-creation") return;
  const { store } = options;
  afterChanges(options, { resources: ["serviceaccounts"], delay: 0 }, () => {
    for (const pod of store.list("pods") as readonly Pod[]) {
      const spec = objectAt(pod, "spec");
      const account = store.get(
        "serviceaccounts",
        pod.metadata.namespace ?? "",
        textAt(spec, "serviceAccountName") ?? "",
      );
      const secrets = listAt(account, "imagePullSecrets");
      if (listAt(spec, "imagePullSecrets").length > 0 || secrets.length === 0) continue;
      const changed: Pod = { ...pod, spec: { ...pod.spec, imagePullSecrets: secrets as PullSecrets } };
      store.put("pods", changed);
    }
  });
}
