import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** Commands that only look, with what a real cluster's answer is known by (stdout and stderr together). */
const COMMANDS: readonly (readonly [line: string, shows: RegExp])[] = [
  ["get pods -o wide", /^NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\n/],
  ["get pods -o name", /^pod\/web-\w+-\w+\n/],
  ["get pods -o json", /^\{\n {4}"apiVersion": "v1",\n {4}"items": \[/],
  ["get pods -o yaml", /^apiVersion: v1\nitems:\n- apiVersion: v1\n/],
  ["get pods -o jsonpath={.items[*].status.phase}", /^Running$/],
  ["get pods -o go-template={{range.items}}{{.kind}}{{end}}", /^Pod$/],
  ["get pods -o custom-columns=N:.metadata.name,I:.spec.containers[*].image", /^N +I\nweb-\S+ +nginx:1\.27\n/],
  ["get pods --show-labels", /LABELS\n.*app=web,pod-template-hash=/],
  ["get pods -L app", /APP\n.* web\n/],
  ["get pods --no-headers", /^web-/],
  ["get pods --sort-by=.metadata.creationTimestamp", /^NAME/],
  ["get pods --field-selector=status.phase=Running,spec.nodeName=node-1", /^NAME.*\nweb-/],
  ["get pods --field-selector=metadata.name!=x -l app=web,tier!=back", /^NAME.*\nweb-/],
  ["get pods,deploy,svc -A", /^NAMESPACE +NAME/],
  ["get --raw /readyz", /^ok$/],
  ["get events --sort-by=.lastTimestamp", /^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/],
  ["get events -o wide", /^LAST SEEN +TYPE +REASON +OBJECT +SUBOBJECT +SOURCE +MESSAGE +FIRST SEEN +COUNT +NAME\n/],
  ["events --types=Normal", /Successfully assigned default\/web-/],
  ["events -o json", /"kind": "(?:Event)?List"/],
  ["logs deploy/web", /^(?!.*rror)/],
  ["logs -l app=web --prefix --tail=1", /^(?!.*rror)/],
  ["logs deploy/web --previous", /^Error from server \(BadRequest\): previous terminated container "nginx" in pod/],
  ["describe all", /Name: +web/],
  ["api-versions", /^admissionregistration\.k8s\.io\/v1\n[^]*\nv1\n$/],
  ["api-resources --namespaced=false -o wide", /^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND +VERBS +CATEGORIES\n/],
  ["api-resources --verbs=list --sort-by=kind", /Deployment/],
  ["cluster-info", /Kubernetes control plane.* is running at .*https:\/\/127\.0\.0\.1:/],
  ["version", /Server Version: v1\.\d+\.\d+/],
  ["auth can-i --list", /^Resources +Non-Resource URLs +Resource Names +Verbs\n\*\.\* +\[\] +\[\] +\[\*\]\n/],
  ["auth can-i create pods --subresource=exec", /^yes\n/],
  ["auth can-i get /metrics --as=jane", /^no\n/],
  ["auth can-i get secrets -n kube-system --as=system:serviceaccount:default:default", /^no\n/],
  ["auth whoami", /Username +kubernetes-admin/],
  ["config get-contexts -o name", /pullwhy/],
  ["explain secret.type", /FIELD: type <string>/],
  ["rollout history deploy/web", /REVISION +CHANGE-CAUSE\n1 +/],
  ["top pods", /^error: Metrics API not available\n$/],
  ["top nodes", /^error: Metrics API not available\n$/],
  ["exec deploy/web -- ls", /exec is not available in this sandbox: its containers run no programs/],
  ["attach deploy/web", /attach is not available in this sandbox/],
  [
    "port-forward deploy/web 18080:80",
    /portforward is not available in this sandbox: its containers listen on no ports/,
  ],
  ["proxy --help", /Creates a proxy server/],
  ["get nothing", /the server doesn't have a resource type "nothing"/],
  ["get pod nothing", /Error from server \(NotFound\): pods "nothing" not found/],
];

/** What a kubectl asks for in a version that servers have off, with the kubectl. */
const UNDESCRIBED: readonly string[] = ["1.31 servicecidrs.networking.k8s.io"];

describe.each<KubectlMinor>(["1.31", "1.36"])("kubectl %s looks", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;
  beforeAll(async () => {
    if (isMissing) return;
    sandbox = await startTestSandbox(minor, { world: "playground", actions: [] });
    await sandbox.run("create deployment web --image=nginx:1.27");
    await sandbox.run("rollout status deploy/web --timeout=60s");
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing)("in every way, and each answer is that of a real cluster", async () => {
    const wrong: string[] = [];
    for (const [line, shows] of COMMANDS) {
      const { stdout, stderr } = await sandbox.run(line);
      if (!shows.test(stdout + stderr)) wrong.push(`${line}: ${stdout}${stderr}`);
    }
    expect(wrong).toEqual([]);
  });

  test.skipIf(isMissing)(
    "at every resource there is, as a list and in detail",
    async () => {
      const { stdout } = await sandbox.run("api-resources --verbs=list,get -o name");
      const resources = stdout.trim().split("\n");
      expect(resources.length).toBeGreaterThan(50);
      const wrong: string[] = [];
      for (const resource of resources) {
        for (const line of [`get ${resource} -A`, `describe ${resource} -A`]) {
          const { stderr, exitCode } = await sandbox.run(line);
          if (line.startsWith("describe") && UNDESCRIBED.includes(`${minor} ${resource}`)) continue;
          const isTold = stderr === "" || /No resources found|deprecated/.test(stderr);
          if (exitCode !== 0 || !isTold) wrong.push(`${line}: ${stderr}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
