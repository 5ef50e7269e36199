import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { kubectl, type KubectlMinor, type KubectlSetting, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** The first and the last minor that has a kubectl here: bodies are JSON from the one and protobuf from the other. */
const MINORS = ["1.31", "1.36"] as const satisfies readonly KubectlMinor[];

const folder = mkdtempSync(join(tmpdir(), "pullwhy-contract-"));
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox("1.36", { world: "playground", actions: [] });
});

afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

function deployment(image: string, more: object = {}): object {
  const containers = [{ name: "main", image }];
  const template = { metadata: { labels: { app: "shop" } }, spec: { containers, terminationGracePeriodSeconds: 0 } };
  const spec = { replicas: 2, selector: { matchLabels: { app: "shop" } }, template, ...more };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "shop" }, spec };
}

const GOOD = "registry.example/shop/web:1.4.1";
const NEWER = "registry.example/shop/web:1.4.2";

describe.each(MINORS)("kubectl %s", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  const namespace = `k${minor.replace(".", "-")}`;

  /** Runs kubectl in the namespace of its minor; what it printed, and its exit code where it is not 0. */
  async function run(line: string | readonly string[], setting: KubectlSetting = {}): Promise<string> {
    const words = typeof line === "string" ? line.split(" ") : line;
    const { stdout, stderr, exitCode } = await kubectl(minor, ["-n", namespace, ...words], {
      kubeconfig: sandbox.kubeconfig,
      ...setting,
    });
    return `${stdout}${stderr}${exitCode === 0 ? "" : `exit ${exitCode}`}`;
  }

  describe.skipIf(isMissing)("a deployment's life", () => {
    test("a namespace, its secrets and its configuration are created", async () => {
      expect(await run(`create namespace ${namespace}`)).toBe(`namespace/${namespace} created\n`);
      const login = "--docker-server=private.example --docker-username=puller --docker-password=puller-pass";
      expect(await run(`create secret docker-registry regcred ${login}`)).toBe("secret/regcred created\n");
      expect(await run("get secret regcred -o jsonpath={.type}")).toBe("kubernetes.io/dockerconfigjson");
      expect(await run("create configmap settings --from-literal=a=1")).toBe("configmap/settings created\n");
      expect(await run("create serviceaccount builder")).toBe("serviceaccount/builder created\n");
      const again = 'Error from server (AlreadyExists): serviceaccounts "builder" already exists';
      expect(await run("create serviceaccount builder")).toContain(
        again.replace("Error from server (AlreadyExists)", "already exists").slice(-14),
      );
    });

    test("apply creates, leaves alone, changes, and diff tells beforehand", async () => {
      const first = file("d.json", deployment(GOOD));
      expect(await run(["apply", "-f", first])).toBe("deployment.apps/shop created\n");
      expect(await run(["apply", "-f", first])).toBe("deployment.apps/shop unchanged\n");
      expect(await run(["rollout", "status", "deployment/shop", "--timeout=60s"])).toContain("successfully rolled out");
      const second = file("d2.json", deployment(NEWER));
      const difference = await run(["diff", "-f", second]);
      expect(difference).toContain(`-      - image: ${GOOD}`);
      expect(difference).toMatch(/exit 1$/);
      expect(await run(["apply", "-f", second])).toBe("deployment.apps/shop configured\n");
      expect(await run("rollout status deployment/shop --timeout=60s")).toContain("successfully rolled out");
    });

    test("revisions are listed, undone and made anew", async () => {
      expect(await run("rollout history deployment/shop")).toMatch(/REVISION {2}CHANGE-CAUSE\n1 .*\n2 .*\n/);
      expect(await run("rollout undo deployment/shop")).toContain("deployment.apps/shop rolled back\n");
      expect(await run("get deployment shop -o jsonpath={..image}")).toBe(GOOD);
      expect(await run(`set image deployment/shop main=${NEWER}`)).toBe("deployment.apps/shop image updated\n");
      expect(await run("rollout restart deployment/shop")).toBe("deployment.apps/shop restarted\n");
      expect(await run("scale deployment/shop --replicas=1")).toBe("deployment.apps/shop scaled\n");
      expect(await run("rollout status deployment/shop --timeout=60s")).toContain("successfully rolled out");
    });

    test("get prints tables, names, YAML, JSON and paths", async () => {
      expect(await run("get deployment")).toMatch(/NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nshop +1\/1 +1 +1 +\d+s\n/);
      expect(await run("get deploy,rs -o name")).toMatch(/^deployment.apps\/shop\nreplicaset.apps\/shop-/);
      expect(await run("get deployment shop -o yaml")).toMatch(/^apiVersion: apps\/v1\nkind: Deployment\n/);
      const list = JSON.parse(await run("get pods -l app=shop -o json")) as { items: { kind: string }[] };
      expect(list.items[0]?.kind).toBe("Pod");
      const columns = "custom-columns=NAME:.metadata.name,IMAGE:.spec.template.spec.containers[0].image";
      expect(await run(`get deployment -o ${columns}`)).toMatch(/NAME +IMAGE\nshop +registry.example/);
      expect(await run("get pods --field-selector status.phase=Nothing")).toContain("No resources found");
      expect(await run("get all")).toContain("deployment.apps/shop");
    });

    test("every resource is described", async () => {
      for (const [kind, word] of [
        ["deployment/shop", "StrategyType:"],
        ["rs", "Controlled By:"],
        ["pods", "QoS Class:"],
        ["secret/regcred", "kubernetes.io/dockerconfigjson"],
        ["configmap/settings", "Data"],
        ["sa/default", "Image pull secrets:"],
        [`namespace/${namespace}`, "Active"],
        ["nodes", "Container Runtime Version:"],
      ] as const) {
        expect(await run(["describe", ...kind.split(" ")])).toContain(word);
      }
    });
  });

  describe.skipIf(isMissing)("a pod", () => {
    test("is run, changed in every way, and waited for", async () => {
      expect(await run(`run web --image=${GOOD}`)).toBe("pod/web created\n");
      expect(await run("wait --for=condition=Ready pod/web --timeout=60s")).toBe("pod/web condition met\n");
      expect(await run("label pod web tier=front")).toBe("pod/web labeled\n");
      expect(await run(["annotate", "pod", "web", "note=look here"])).toBe("pod/web annotated\n");
      const merge = '{"metadata":{"labels":{"patched":"yes"}}}';
      expect(await run(["patch", "pod", "web", "--type=merge", "-p", merge])).toBe("pod/web patched\n");
      const operations = '[{"op":"remove","path":"/metadata/labels/patched"}]';
      expect(await run(["patch", "pod", "web", "--type=json", "-p", operations])).toBe("pod/web patched\n");
      expect(await run(`set image pod/web web=${NEWER}`)).toBe("pod/web image updated\n");
      const editor = { env: { EDITOR: "sed -i s/1.4.2/1.4.1/" } };
      expect(await run("edit pod web", editor)).toBe("pod/web edited\n");
      expect(await run("get pod web -o jsonpath={.spec.containers[0].image}")).toBe(GOOD);
    });

    test("is watched, also as a table, until the watch is interrupted", async () => {
      const stop = new AbortController();
      const watched = run("get pods -w -l app=seen", { signal: stop.signal });
      const objects = run("get pods -w -l app=seen -o json --output-watch-events", { signal: stop.signal });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await run(`run seen --image=${GOOD} --labels=app=seen`);
      await run("wait --for=condition=Ready pod/seen --timeout=60s");
      await run("label pod seen --overwrite app=left");
      await new Promise((resolve) => setTimeout(resolve, 300));
      stop.abort();
      expect(await watched).toMatch(/NAME +READY +STATUS +RESTARTS +AGE\nseen +0\/1 +Pending[^]*seen +1\/1 +Running/);
      expect(await objects).toMatch(/"type":"ADDED"[^]*"type":"MODIFIED"[^]*"type":"DELETED"/);
    });

    test("tells its events and what it has written", async () => {
      expect(await run("events --for pod/web")).toContain("Pulled");
      expect(await run("get events --field-selector involvedObject.name=web")).toMatch(/LAST SEEN +TYPE +REASON/);
      expect(await run("logs web")).not.toContain("exit");
    });

    test("has no programs to enter and no ports, and says so", async () => {
      expect(await run("exec web -- ls")).toContain("exec is not available in this sandbox");
      expect(await run("attach web")).toContain("attach is not available in this sandbox");
      expect(await run("port-forward pod/web 18080:80")).toContain("portforward is not available in this sandbox");
      expect(await run("top pods")).toBe("error: Metrics API not available\nexit 1");
    });

    test("is deleted, gracefully, at once and by selector", async () => {
      expect(await run("delete pod web")).toMatch(/^pod "web" deleted/);
      expect(await run("get pod web")).toBe('Error from server (NotFound): pods "web" not found\nexit 1');
      expect(await run("delete pods -l app=left --grace-period=0 --force")).toContain('pod "seen" force deleted');
      expect(await run("delete pod web --ignore-not-found")).toBe("");
    });
  });

  describe.skipIf(isMissing)("server-side apply", () => {
    test("owns fields, conflicts, and takes them over by force", async () => {
      const first = file("ssa.json", { ...deployment(GOOD), metadata: { name: "owned" } });
      const other = file("ssa2.json", { ...deployment(NEWER), metadata: { name: "owned" } });
      const applied = "deployment.apps/owned serverside-applied\n";
      expect(await run(["apply", "--server-side", "-f", first])).toBe(applied);
      const conflict = 'conflict with "kubectl": .spec.template.spec.containers[name="main"].image';
      const as = ["apply", "--server-side", "--field-manager=other", "-f", other];
      expect(await run(as)).toContain(`error: Apply failed with 1 conflict: ${conflict}\n`);
      expect(await run([...as, "--force-conflicts"])).toBe(applied);
      expect(await run("get deployment owned -o jsonpath={..image}")).toBe(NEWER);
      expect(await run("delete deployment owned --cascade=foreground")).toContain("deleted");
    });
  });

  describe.skipIf(isMissing)("the server itself", () => {
    test("is known, explains its types and who may do what", async () => {
      expect(await run("version")).toMatch(/Server Version: v1\.\d+\.\d+/);
      expect(await run("api-resources --api-group=apps -o name")).toContain("deployments.apps\n");
      expect(await run("explain pod.spec.containers.imagePullPolicy")).toMatch(
        /FIELD: imagePullPolicy <string>\nENUM:/,
      );
      expect(await run("auth can-i create pods")).toBe("yes\n");
      expect(await run("auth can-i get secrets --as jane")).toBe("no\nexit 1");
      await run("create role reader --verb=get,list --resource=pods");
      await run("create rolebinding readers --role=reader --user=jane");
      expect(await run("auth can-i list pods --as jane")).toBe("yes\n");
      const refused = 'User "jane" cannot list resource "secrets" in API group "" in the namespace';
      expect(await run("get secrets --as jane")).toContain(refused);
    });

    test("serves what a definition defines, by its schema", async () => {
      const [group, plural] = [`${namespace}.example`, "widgets"];
      const size = { type: "integer", minimum: 1 };
      const mode = { type: "string", enum: ["a", "b"], default: "a" };
      const spec = { type: "object", required: ["size"], properties: { size, mode } };
      const version = {
        name: "v1",
        served: true,
        storage: true,
        additionalPrinterColumns: [{ name: "Size", type: "integer", jsonPath: ".spec.size" }],
        schema: { openAPIV3Schema: { type: "object", properties: { spec } } },
      };
      const names = { plural, kind: "Widget" };
      const definition = {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `${plural}.${group}` },
        spec: { group, scope: "Namespaced", names, versions: [version] },
      };
      const widget = (own: object): object => ({
        apiVersion: `${group}/v1`,
        kind: "Widget",
        metadata: { name: "w" },
        spec: own,
      });
      expect(await run(["apply", "-f", file("crd.json", definition)])).toContain("created");
      expect(await run(`wait --for=condition=Established crd/${plural}.${group} --timeout=5s`)).toContain(
        "condition met",
      );
      expect(await run(["apply", "-f", file("w.json", widget({ size: 3 }))])).toBe(`widget.${group}/w created\n`);
      expect(await run(`get ${plural}.${group}`)).toMatch(/NAME +SIZE\nw +3\n/);
      expect(await run(`get ${plural}.${group} w -o jsonpath={.spec.mode}`)).toBe("a");
      const wrong = await run(["apply", "-f", file("w2.json", widget({ size: 0, mode: "z" }))]);
      expect(wrong).toContain("spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1");
      expect(wrong).toContain('spec.mode: Unsupported value: "z": supported values: "a", "b"');
      expect(await run(["apply", "-f", file("w3.json", widget({ size: 4, colour: 1 }))])).toContain(
        'unknown field "spec.colour"',
      );
      expect(await run(`delete crd ${plural}.${group}`)).toContain("deleted");
    });

    test("keeps what the usual commands create", async () => {
      for (const line of [
        "create job once --image=busybox:1.37",
        "create cronjob nightly --image=busybox:1.37 --schedule=@daily",
        "create ingress shop --rule=shop.example/*=shop:80",
        "create service clusterip shop --tcp=80:80",
        "create quota few --hard=pods=100",
        "create poddisruptionbudget shop --selector=app=shop --min-available=1",
        "create role empty --verb=get --resource=pods",
      ]) {
        expect(await run(line)).toMatch(/ created\n$/);
      }
      expect(await run("get service shop")).toMatch(/NAME +TYPE +CLUSTER-IP[^]*shop +ClusterIP +10\.96\./);
      expect(await run("create token default")).toMatch(/^ey[\w.-]+$/m);
      expect(await run(`delete namespace ${namespace}`)).toContain(`namespace "${namespace}" deleted\n`);
    });
  });
});
