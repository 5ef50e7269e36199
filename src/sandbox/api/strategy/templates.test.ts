import { expect, test } from "vitest";

import { testCluster } from "../../../../test/cluster.ts";
import type { Minor } from "../../../kinds/index.ts";

/** What a server of a minor keeps of a cron job. */
function specOf(minor: Minor): unknown {
  const cluster = testCluster({ minor, controllers: false });
  const containers = [{ name: "app", image: "nginx" }];
  const jobTemplate = { spec: { template: { spec: { restartPolicy: "Never", containers } } } };
  const spec = { schedule: "@daily", jobTemplate };
  const metadata = { name: "nightly", namespace: "default" };
  const body = { apiVersion: "batch/v1", kind: "CronJob", metadata, spec };
  cluster.api.handle({ verb: "create", resource: "cronjobs", namespace: "default", name: "nightly", body });
  return cluster.store.get("cronjobs", "default", "nightly")?.["spec" as never];
}

test("a cron job's only template is that of its jobs", () => {
  expect(specOf("1.35")).toMatchObject({ jobTemplate: { metadata: {}, spec: { template: { metadata: {} } } } });
  expect(specOf("1.35")).not.toHaveProperty("template");
});

test("older servers write the zero time into both templates of a cron job", () => {
  const metadata = { creationTimestamp: null };
  expect(specOf("1.33")).toMatchObject({ jobTemplate: { metadata, spec: { template: { metadata } } } });
  expect(specOf("1.33")).not.toHaveProperty("template");
});

test("pods of a stateful set may mount what its claims are called", () => {
  const cluster = testCluster({ controllers: false });
  const create = (mount: string): string => {
    const containers = [{ name: "app", image: "nginx", volumeMounts: [{ name: mount, mountPath: "/data" }] }];
    const template = { metadata: { labels: { app: "store" } }, spec: { containers } };
    const claim = { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: {} } };
    const selector = { matchLabels: { app: "store" } };
    const spec = { selector, serviceName: "store", template, volumeClaimTemplates: [claim] };
    const body = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "store" }, spec };
    const at = { resource: "statefulsets", namespace: "default", name: "store" };
    const answer = cluster.api.handle({ verb: "create", ...at, body, query: { dryRun: "All" } });
    return answer.ok ? "" : answer.status.message;
  };
  expect(create("data")).toBe("");
  expect(create("other")).toContain('spec.template.spec.containers[0].volumeMounts[0].name: Not found: "other"');
});
