import type { Pod } from "../src/kinds/index.ts";
import type { TestCluster } from "./cluster.ts";

/** Stands for every kubelet: pods run and are ready a moment after they have a node, and end when they are deleted. */
export function startFakeKubelet({ api, store, clock }: TestCluster, works: (pod: Pod) => boolean = () => true): void {
  store.watch(({ resource, type, object }) => {
    const pod = object as Pod;
    if (resource !== "pods" || type === "DELETED" || pod.spec.nodeName === undefined) return;
    const { namespace = "", name = "", deletionTimestamp } = pod.metadata;
    clock.start(async () => {
      await clock.sleep(500);
      const address = { resource: "pods", namespace, name } as const;
      if (deletionTimestamp !== undefined) {
        api.handle({ verb: "delete", ...address, query: { gracePeriodSeconds: "0" } });
      } else if (pod.status?.phase === "Pending" && works(pod)) {
        const { resourceVersion: _version, ...metadata } = pod.metadata;
        api.handle({
          verb: "update",
          ...address,
          subresource: "status",
          body: { ...pod, metadata, status: running(pod) },
        });
      }
    });
  });
}

function running(pod: Pod): Pod["status"] {
  return {
    ...pod.status,
    phase: "Running",
    conditions: [...(pod.status?.conditions ?? []), { type: "Ready", status: "True" }],
    containerStatuses: pod.spec.containers.map(({ name, image = "" }) => ({
      name,
      image,
      imageID: "sha256:0",
      state: { running: { startedAt: "2026-11-23T06:00:00Z" } },
      lastState: {},
      ready: true,
      restartCount: 0,
      started: true,
    })),
  };
}
