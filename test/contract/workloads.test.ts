import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const [OLD, NEW] = ["nginx:1.27", "nginx:latest"];

function workload(kind: string, name: string, more: object = {}): string {
  const template = {
    metadata: { labels: { app: name } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [{ name: "main", image: OLD, ports: [{ containerPort: 80 }] }],
    },
  };
  const spec = { selector: { matchLabels: { app: name } }, template, ...more };
  return JSON.stringify({ apiVersion: "apps/v1", kind, metadata: { name }, spec });
}

describe.each<KubectlMinor>(["1.31", "1.36"])("kubectl %s and what makes pods", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;
  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground", actions: [] });
  });
  afterAll(() => sandbox?.stop());

  /** What kubectl prints, on either stream, and its exit code where it is not 0. */
  async function run(line: string, stdin?: string): Promise<string> {
    const { stdout, stderr, exitCode } = await sandbox.run(line, stdin === undefined ? {} : { stdin });
    return `${stdout}${stderr}${exitCode === 0 ? "" : `exit ${exitCode}`}`;
  }

  test.skipIf(isMissing).each([
    ["StatefulSet", "db", { replicas: 2, serviceName: "db" }],
    ["DaemonSet", "agent", {}],
    ["Deployment", "shop", { replicas: 2 }],
  ])("a %s is rolled out, remembered, and rolled back", async (kind, name, more) => {
    const done = kind === "StatefulSet" ? "roll out complete: 2 new pods" : "successfully rolled out";
    await run("apply -f -", workload(kind, name, more));
    const target = `${kind.toLowerCase()}/${name}`;
    expect(await run(`rollout status ${target} --timeout=60s`)).toContain(done);
    expect(await run(`set image ${target} main=${NEW}`)).toContain("image updated");
    expect(await run(`rollout status ${target} --timeout=60s`)).toContain(done);
    expect(await run(`rollout history ${target}`)).toMatch(/REVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>\n/);
    expect(await run(`rollout history ${target} --revision=1`)).toContain(OLD);
    expect(await run(`rollout undo ${target}`)).toContain("rolled back");
    expect(await run(`rollout status ${target} --timeout=60s`)).toContain(done);
    expect(await run(`get ${target} -o jsonpath={..image}`)).toBe(OLD);
    expect(await run(`get pods -l app=${name} -o jsonpath={..spec.containers[*].image}`)).not.toContain(NEW);
    expect(await run(`rollout restart ${target}`)).toContain("restarted");
    expect(await run(`rollout status ${target} --timeout=60s`)).toContain(done);
    expect(await run(`delete ${target} --cascade=foreground`)).toContain("deleted");
    expect(await run(`get pods -l app=${name}`)).toContain("No resources found");
  });

  test.skipIf(isMissing)("a Deployment is paused and resumed", async () => {
    await run("apply -f -", workload("Deployment", "calm"));
    await run("rollout status deploy/calm --timeout=60s");
    expect(await run("rollout pause deploy/calm")).toBe("deployment.apps/calm paused\n");
    await run(`set image deploy/calm main=${NEW}`);
    expect(await run("get pods -l app=calm -o jsonpath={..spec.containers[*].image}")).toBe(OLD);
    expect(await run("rollout resume deploy/calm")).toBe("deployment.apps/calm resumed\n");
    expect(await run("rollout status deploy/calm --timeout=60s")).toContain("successfully rolled out");
    expect(await run("get pods -l app=calm -o jsonpath={..spec.containers[*].image}")).toBe(NEW);
  });

  test.skipIf(isMissing)("what is orphaned stays, and is taken up again", async () => {
    await run("apply -f -", workload("Deployment", "free"));
    await run("rollout status deploy/free --timeout=60s");
    const before = await run("get pods -l app=free -o name");
    expect(await run("delete deploy free --cascade=orphan")).toContain("deleted");
    expect(await run("get pods -l app=free -o name")).toBe(before);
    await run("apply -f -", workload("Deployment", "free"));
    expect(await run("rollout status deploy/free --timeout=60s")).toContain("successfully rolled out");
    expect(await run("get pods -l app=free -o name")).toBe(before);
    const owner = "jsonpath={.items[0].metadata.ownerReferences[0].kind}";
    expect(await run(`get rs -l app=free -o ${owner}`)).toBe("Deployment");
  });

  test.skipIf(isMissing)("a pod whose label is changed is let go, and replaced", async () => {
    await run("apply -f -", workload("Deployment", "seen"));
    await run("rollout status deploy/seen --timeout=60s");
    const pod = (await run("get pods -l app=seen -o name")).trim();
    await run(`label ${pod} --overwrite app=seen-aside`);
    await sandbox.jump(1_000);
    expect(await run("get pods -l app=seen -o name")).not.toContain(pod);
    expect(await run("get pods -l app=seen -o name")).toContain("pod/seen-");
    expect(await run(`get ${pod} -o jsonpath={.metadata.ownerReferences}`)).toBe("");
  });

  test.skipIf(isMissing)("a service has the addresses of its pods", async () => {
    await run("apply -f -", workload("Deployment", "web", { replicas: 2 }));
    await run("rollout status deploy/web --timeout=60s");
    expect(await run("expose deployment web --port=8080 --target-port=80")).toBe("service/web exposed\n");
    await sandbox.jump(500);
    const ips = (await run("get pods -l app=web -o jsonpath={.items[*].status.podIP}")).split(" ");
    expect(await run("get endpointslices -l kubernetes.io/service-name=web")).toMatch(/^web-\w+ +IPv4 +80 +\d+\./m);
    const described = await run("describe service web");
    for (const ip of ips) expect(described).toContain(`${ip}:80`);
    await run("scale deployment web --replicas=0");
    await run("wait --for=delete pod -l app=web --timeout=30s");
    await sandbox.jump(500);
    expect(await run("get endpoints web --no-headers")).toMatch(/^web +<none> /m);
  });

  test.skipIf(isMissing)("a disruption budget keeps its pods from being evicted", async () => {
    await run("apply -f -", workload("Deployment", "kept", { replicas: 2 }));
    await run("rollout status deploy/kept --timeout=60s");
    expect(await run("create pdb kept --selector=app=kept --min-available=2")).toContain("created");
    await sandbox.jump(500);
    expect(await run("get pdb kept --no-headers")).toMatch(/^kept +2 +N\/A +0 /);
    const drained = await run("drain node-1 --pod-selector=app=kept --timeout=1s");
    expect(drained).toContain("Cannot evict pod as it would violate the pod's disruption budget.");
    expect(await run("delete pdb kept")).toContain("deleted");
    expect(await run("drain node-1 --pod-selector=app=kept --timeout=30s")).toContain("node/node-1 drained");
    expect(await run("get node node-1 --no-headers")).toContain("Ready,SchedulingDisabled");
    await sandbox.jump(500);
    const unscheduled = await run("get events --field-selector reason=FailedScheduling");
    expect(unscheduled).toContain("0/1 nodes are available: 1 node(s) were unschedulable.");
    expect(await run("uncordon node-1")).toBe("node/node-1 uncordoned\n");
    expect(await run("rollout status deploy/kept --timeout=60s")).toContain("successfully rolled out");
  });

  test.skipIf(isMissing)("a claim is bound to a volume, and its pod waits for it", async () => {
    const claim = (storageClassName?: string): string =>
      JSON.stringify({
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: storageClassName ?? "data" },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, storageClassName },
      });
    await run("apply -f -", claim());
    expect(await run("wait --for=jsonpath={.status.phase}=Bound pvc/data --timeout=10s")).toContain("condition met");
    expect(await run("get pvc data --no-headers")).toMatch(/^data +Bound +pvc-[\w-]+ +1Gi +RWO +standard /);
    await run("apply -f -", claim("manual"));
    const volumes = [{ name: "d", persistentVolumeClaim: { claimName: "manual" } }];
    const overrides = JSON.stringify({ spec: { volumes } });
    await run(`run waits --image=${OLD} --overrides=${overrides}`);
    await sandbox.jump(500);
    expect(await run("describe pod waits")).toContain("pod has unbound immediate PersistentVolumeClaims");
    expect(await run("describe pvc manual")).toContain('storageclass.storage.k8s.io "manual" not found');
  });

  test.skipIf(isMissing)("jobs come from cron jobs, by hand and by their schedule", async () => {
    const spec = { template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image: OLD }] } } };
    const cron = { schedule: "*/5 * * * *", concurrencyPolicy: "Forbid", jobTemplate: { spec } };
    await run(
      "apply -f -",
      JSON.stringify({ apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "nightly" }, spec: cron }),
    );
    expect(await run("get jobs")).toContain("No resources found");
    expect(await run("create job manual --from=cronjob/nightly")).toBe("job.batch/manual created\n");
    await sandbox.jump(5 * 60_000);
    expect(await run("get jobs -o name")).toMatch(/job\.batch\/nightly-\d+\n/);
    expect(await run("get cronjob nightly --no-headers")).toMatch(/^nightly +\*\/5 \* \* \* \* +<none> +False +1 /);
    await run(
      "apply -f -",
      JSON.stringify({
        apiVersion: "batch/v1",
        kind: "CronJob",
        metadata: { name: "nightly" },
        spec: { ...cron, suspend: true },
      }),
    );
    expect(await run("delete cronjob nightly")).toContain("deleted");
    await sandbox.jump(500);
    expect(await run("get jobs -o name")).toBe("");
  });

  test.skipIf(isMissing)("an autoscaler keeps the bounds, and says that nobody measures", async () => {
    await run("apply -f -", workload("Deployment", "few"));
    await run("rollout status deploy/few --timeout=60s");
    await run("autoscale deployment few --min=2 --max=3");
    expect(await run("wait deploy/few --for=jsonpath={.status.readyReplicas}=2 --timeout=30s")).toContain(
      "condition met",
    );
    await sandbox.jump(20_000);
    const described = await run("describe hpa few");
    expect(described).toContain("New size: 2; reason: Current number of replicas below Spec.MinReplicas");
    expect(described).toMatch(/ScalingActive +False +FailedGetResourceMetric/);
    expect(described).toContain("the server could not find the requested resource (get pods.metrics.k8s.io)");
    expect(await run("get hpa few --no-headers")).toMatch(/^few +Deployment\/few +cpu: <unknown>\/80% +2 +3 +2 /);
  });

  test.skipIf(isMissing)("a pod of another scheduler is left alone, without a word", async () => {
    const overrides = JSON.stringify({ spec: { schedulerName: "mine" } });
    await run(`run alone --image=${OLD} --overrides=${overrides}`);
    await sandbox.jump(60_000);
    expect(await run("get pod alone --no-headers")).toMatch(/^alone +0\/1 +Pending /);
    expect(await run("events --for pod/alone")).toContain("No events found");
  });
});
