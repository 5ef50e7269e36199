import type { KubernetesObject } from "../../src/kinds/index.ts";
import { testCluster } from "../../test/cluster.ts";
import { serve } from "../../test/serve.ts";

/** A cluster of failing pods and a registry that knows why, both on loopback; each request waits. */
export interface FailingFleet {
  readonly url: string;
  /** `METHOD path`, who asked behind it where somebody said; in the order of arrival. */
  readonly asked: string[];
  readonly calls: string[];
  close(): void;
}

export interface FleetOptions {
  readonly pods: number;
  readonly images: number;
  /** Milliseconds that each answer of the API server and of the registry takes. */
  readonly latency: number;
}

const NOT_FOUND = "not found";
const REFUSED = "unexpected status from HEAD request: 401 Unauthorized";
/** Five causes, image by image. */
const KINDS = ["no-tag", "no-repository", "private", "wrong-password", "public"] as const;
type Kind = (typeof KINDS)[number];

export async function serveFleet({ pods, images, latency }: FleetOptions): Promise<FailingFleet> {
  const asked: string[] = [];
  const calls: string[] = [];
  const wait = (): Promise<void> => new Promise((done) => setTimeout(done, latency));
  const registry = await serve(async (request) => {
    await wait();
    const { pathname } = new URL(request.url);
    asked.push(`${request.method} ${pathname} ${request.headers.get("authorization") ?? ""}`);
    return registryAnswer(pathname, request.headers.get("authorization"));
  });
  const cluster = testCluster({ controllers: false });
  const host = new URL(registry.url).host;
  for (const [resource, object] of objectsOf({ pods, images, host })) cluster.store.put(resource, object);
  const api = await serve(async (request) => {
    await wait();
    calls.push(`${request.method} ${new URL(request.url).pathname}`);
    return cluster.api.fetch(request);
  });
  return {
    url: api.url,
    asked,
    calls,
    close: () => {
      api.close();
      registry.close();
    },
  };
}

function registryAnswer(pathname: string, authorization: string | null): Response {
  const kind = KINDS.find((each) => pathname.startsWith(`/v2/${each}/`));
  if (pathname === "/v2/" && authorization === null) return challenge();
  if (kind === "public" && authorization === null) return found();
  if (authorization === null && kind !== "no-tag" && kind !== "no-repository") return challenge();
  if (kind === "wrong-password" || kind === "public") return challenge();
  if (pathname.endsWith("/tags/list") && kind === "no-tag") return Response.json({ tags: ["1.0.0", "1.0.1"] });
  const code = kind === "no-tag" ? "MANIFEST_UNKNOWN" : "NAME_UNKNOWN";
  return Response.json({ errors: [{ code, message: code }] }, { status: 404 });
}

function challenge(): Response {
  return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="fleet"' } });
}

function found(): Response {
  const digest = `sha256:${"a".repeat(64)}`;
  const type = "application/vnd.oci.image.manifest.v1+json";
  return new Response(null, { headers: { "content-type": type, "docker-content-digest": digest } });
}

function* objectsOf({ pods, images, host }: { readonly pods: number; readonly images: number; readonly host: string }) {
  yield ["secrets", secretOf(host)] as const;
  yield ["nodes", NODE] as const;
  for (let index = 0; index < pods; index += 1) {
    const image = index % images;
    const kind = KINDS[image % KINDS.length] ?? "no-tag";
    const name = `${kind}-${index}`;
    yield ["pods", podOf({ name, kind, image: `${host}/${kind}/app-${image}:1.0` })] as const;
    yield ["events", eventOf(name, `${host}/${kind}/app-${image}:1.0`, kind)] as const;
  }
}

const NODE = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "node-1" },
  status: { nodeInfo: { operatingSystem: "linux", architecture: "amd64" } },
} as never;

function secretOf(host: string): KubernetesObject {
  const config = JSON.stringify({ auths: { [host]: { username: "puller", password: "pass" } } });
  const metadata = { name: "regcred", namespace: "default" };
  const data = { ".dockerconfigjson": Buffer.from(config).toString("base64") };
  return { apiVersion: "v1", kind: "Secret", metadata, type: "kubernetes.io/dockerconfigjson", data } as never;
}

function podOf({
  name,
  kind,
  image,
}: {
  readonly name: string;
  readonly kind: Kind;
  readonly image: string;
}): KubernetesObject {
  const waiting = { reason: "ImagePullBackOff", message: `Back-off pulling image "${image}"` };
  const spec = {
    nodeName: "node-1",
    imagePullSecrets: kind === "private" ? [] : [{ name: "regcred" }],
    containers: [{ name: "app", image }],
  };
  const status = { phase: "Pending", containerStatuses: [{ name: "app", image, state: { waiting } }] };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", uid: `uid-${name}` },
    spec,
    status,
  } as never;
}

function eventOf(name: string, image: string, kind: Kind): KubernetesObject {
  const why = kind === "no-tag" || kind === "no-repository" ? `${image}: ${NOT_FOUND}` : REFUSED;
  const message = `Failed to pull image "${image}": failed to resolve reference "${image}": ${why}`;
  const involvedObject = {
    kind: "Pod",
    name,
    namespace: "default",
    uid: `uid-${name}`,
    fieldPath: "spec.containers{app}",
  };
  const metadata = { name: `${name}.1`, namespace: "default" };
  const at = new Date().toISOString();
  const times = { firstTimestamp: at, lastTimestamp: at, count: 3 };
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata,
    involvedObject,
    type: "Warning",
    reason: "Failed",
    message,
    ...times,
  } as never;
}
