import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import fc from "fast-check";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";

import { testProgram } from "../src/node/test-programs.ts";
import { API_RESOURCES, type KubernetesObject } from "../src/kinds/index.ts";
import { cli, type CliRun } from "./cli.ts";
import { testCluster, type TestCluster } from "./cluster.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { expectNothingOf, passwords } from "./passwords.ts";
import { serve } from "./serve.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 240_000 });
afterEach(() => vi.unstubAllEnvs());

const HOST = "registry.example";
const TYPE = "kubernetes.io/dockerconfigjson";

/** A pod that its registry refuses, and the pull secret that it names, whose login is old. */
function failing(old: string, type: string): readonly KubernetesObject[] {
  const config = JSON.stringify({ auths: { [HOST]: { username: "puller", password: old } } });
  const waiting = { reason: "ErrImagePull", message: "failed to authorize: 401 Unauthorized" };
  const metadata = { namespace: "default" };
  return [
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { ...metadata, name: "regcred", uid: "regcred" },
      type,
      data: { ".dockerconfigjson": Buffer.from(config).toString("base64") },
    },
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...metadata, name: "web", uid: "web" },
      spec: { imagePullSecrets: [{ name: "regcred" }], containers: [{ name: "app", image: `${HOST}/shop/web:1` }] },
      status: { phase: "Pending", containerStatuses: [{ name: "app", state: { waiting } }] },
    },
  ] as readonly object[] as readonly KubernetesObject[];
}

/** An API server that gives up after so many changes, and answers with what it was sent. */
async function apiServer(
  cluster: TestCluster,
): Promise<{ readonly url: string; readonly bear: (changes: number) => void }> {
  let left = Infinity;
  const { url, close } = await serve(async (request) => {
    if (request.method !== "GET" && (left -= 1) < 0)
      return new Response(await request.text(), { status: 500, headers: { "content-type": "text/plain" } });
    return cluster.api.fetch(request);
  });
  onTestFinished(close);
  return { url, bear: (changes) => (left = changes) };
}

/** A program that says the password wherever a program can say something. */
const TELLS = `PASSWORD=$(cat "$HERE/password"); echo "$PASSWORD" >&2
case "$(cat "$HERE/how")" in
  fails) echo "$PASSWORD"; exit 3 ;;
  garbles) echo "{\\"Secret\\": \\"$PASSWORD" ;;
  *) cat "$HERE/answer" ;;
esac`;

/** Waits on a clock of its own. */
async function run(argv: readonly string[], stdin: string): Promise<CliRun> {
  let waited = 0;
  const sleep = (milliseconds: number): Promise<void> => Promise.resolve(void (waited += milliseconds));
  return cli([...argv, "--verbose"], { stdin, io: { sleep, now: () => Date.now() + waited } });
}

/** Everything but what secrets hold. */
function readable({ store }: TestCluster): string {
  const objects = API_RESOURCES.flatMap(({ resource }) => store.list(resource));
  return JSON.stringify(objects.map((object) => (object.kind === "Secret" ? object.metadata : object)));
}

const HOWS = ["answers", "fails", "garbles"];

test("no password is printed or put beside a secret by `fix`, undone, interrupted, or fed by programs that tell", async () => {
  const cluster = testCluster({ controllers: false });
  const server = await apiServer(cluster);
  const plugin = testProgram("login-program", TELLS);
  const helper = testProgram("docker-credential-tells", TELLS);
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: plugin.path, interactiveMode: "Never" };
  const folder = dirname(helper.path);
  vi.stubEnv("DOCKER_CONFIG", folder);
  vi.stubEnv("PATH", `${folder}:${process.env["PATH"]}`);
  writeFileSync(join(folder, "config.json"), JSON.stringify({ auths: { [HOST]: {} }, credsStore: "tells" }));
  const kubeconfig = join(folder, "kubeconfig");

  const put = (old: string, type: string): void => {
    for (const resource of ["pods", "secrets"])
      for (const { metadata } of cluster.store.list(resource))
        cluster.store.remove(resource, "default", metadata.name ?? "");
    for (const object of failing(old, type)) cluster.store.put(`${object.kind.toLowerCase()}s`, object);
  };
  const say = (program: typeof plugin, password: string, how: string): void => {
    const at = dirname(program.path);
    const status = { token: encodeURIComponent(password) };
    const answer =
      program === plugin ? { ...exec, kind: "ExecCredential", status } : { Username: "puller", Secret: password };
    writeFileSync(join(at, "password"), password);
    writeFileSync(join(at, "how"), how);
    writeFileSync(join(at, "answer"), JSON.stringify(answer));
  };

  const property = fc.asyncProperty(
    passwords,
    passwords,
    fc.record({ type: fc.constantFrom(TYPE, "Opaque"), changes: fc.nat(5) }),
    async (password, old, { type, changes }) => {
      const flags = ["fix", "pod/web", "--kubeconfig", kubeconfig, "--offline"];
      const ways = [["--username", "puller", "--password-stdin"], ["--from-docker"]];
      const runs: CliRun[] = [];
      const again = async (...more: readonly string[]): Promise<CliRun> => {
        // Another name each time: a login is asked for once in a process.
        writeFileSync(
          kubeconfig,
          kubeconfigText({
            server: server.url,
            user: { exec: { ...exec, args: [`${runs.length}`, password.slice(13)] } },
          }),
        );
        const each = await run([...flags, ...more], password);
        runs.push(each);
        return each;
      };
      for (const how of HOWS) {
        server.bear(Infinity);
        put(old, type);
        say(plugin, password, how);
        say(helper, password, "answers");
        expect((await again(...(ways[0] ?? []))).code).toBe(how === "answers" ? 1 : 3);
      }
      say(plugin, password, "answers");
      for (const how of HOWS) {
        say(helper, password, how);
        expect((await again("--from-docker")).code).toBe(how === "answers" ? 1 : 2);
      }
      say(helper, password, "answers");
      for (const way of ways) {
        put(old, type);
        await again(...way, "--dry-run", "server");
        server.bear(changes);
        await again(...way, "--apply", "--yes");
        server.bear(Infinity);
        expect([0, 4]).toContain((await again(...way, "--apply", "--yes", "-o", "json")).code);
        for (const secret of [password, old]) expectNothingOf(secret, [{ code: 0, out: readable(cluster), err: "" }]);
        await again("--undo", "-o", "yaml");
        server.bear(changes);
        await again("--undo", "--apply", "--yes");
        server.bear(Infinity);
        await again("--undo", "--apply", "--yes");
        for (const secret of [password, old]) expectNothingOf(secret, [{ code: 0, out: readable(cluster), err: "" }]);
      }
      expectNothingOf(password, runs);
      expectNothingOf(old, runs);
      expect(runs.some(({ out }) => out.includes("login of puller"))).toBe(true);
      const isCut = runs.some(({ out }) => out.includes("whether it was changed is not known"));
      expect(isCut || changes > 0).toBe(true);
    },
  );
  await fc.assert(property, {
    numRuns: 4,
    endOnFailure: true,
    examples: [["aaaaaaaaaaaa'aaaaaaaaaaaa", 'bbbbbbbbbbbb"bbbbbbbbbbbb', { type: TYPE, changes: 0 }]],
  });
});
