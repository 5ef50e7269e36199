import { base64, isJsonObject, type JsonObject, ok, type Outcome, failed, utf8Bytes } from "../../../base/index.ts";
import { type ApiResource, apiVersionOf, findResource } from "../../../kinds/index.ts";
import { type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { placeOf } from "../targets.ts";
import { CREATE_MANAGER, createManifest } from "./create.ts";

/** What a `kubectl create KIND NAME` makes of its flags, beside kind and name. */
type Maker = (session: Session, name: string) => Outcome<JsonObject, Failure> | Promise<Outcome<JsonObject, Failure>>;

/** `kubectl create namespace`, `… configmap`, `… secret generic` and so on. */
export async function createNamespace(session: Session): Promise<Failure | undefined> {
  return createObject(session, "namespaces", () => ok({}));
}

export async function createServiceAccount(session: Session): Promise<Failure | undefined> {
  return createObject(session, "serviceaccounts", () => ok({}));
}

export async function createConfigMap(session: Session): Promise<Failure | undefined> {
  return createObject(session, "configmaps", async (inner) => {
    const data = await literalsAndFiles(inner);
    return data.ok ? ok({ data: data.value }) : data;
  });
}

export async function createGenericSecret(session: Session): Promise<Failure | undefined> {
  return createObject(session, "secrets", async (inner) => {
    const texts = await literalsAndFiles(inner);
    if (!texts.ok) return texts;
    const type = inner.flags.text("type");
    return ok({ data: encoded(texts.value), ...(type === undefined ? {} : { type }) });
  });
}

export async function createDockerRegistrySecret(session: Session): Promise<Failure | undefined> {
  return createObject(session, "secrets", dockerSecret);
}

export async function createDeployment(session: Session): Promise<Failure | undefined> {
  return createObject(session, "deployments", (inner, name) => {
    const images = inner.flags.list("image");
    if (images.length === 0) return failed(saying('required flag(s) "image" not set'));
    const labels = { app: name };
    const containers = images.map((image) => ({ name: containerName(image), image }));
    const spec = { containers };
    const replicas = Number(inner.flags.text("replicas") ?? "1");
    return ok({
      metadata: { labels },
      spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    });
  });
}

/** The last part of the repository, without tag and digest. */
function containerName(image: string): string {
  const [last = ""] = (image.split("/").at(-1) ?? "").split(/[:@]/);
  return last.replaceAll(/[^a-z0-9-]/g, "-");
}

/** How kubectl calls what it cannot create; a namespace has no such words. */
const WHAT: Readonly<Record<string, string>> = {
  configmaps: "configmap:",
  deployments: "deployment:",
  secrets: "secret",
  serviceaccounts: "serviceaccount:",
};

async function createObject(session: Session, resource: string, make: Maker): Promise<Failure | undefined> {
  const type = findResource(resource);
  const [name, ...more] = session.args;
  if (type === undefined || name === undefined || more.length > 0) {
    return saying(`exactly one NAME is required, got ${session.args.length}`);
  }
  const made = await make(session, name);
  if (!made.ok) return made.fault;
  const place = { ...placeOf(session, type), name };
  const object = objectOf(type, made.value, place);
  return createManifest(session, { place, object, source: "", what: WHAT[resource] ?? "" }, CREATE_MANAGER);
}

function objectOf(
  type: ApiResource,
  fields: JsonObject,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): JsonObject {
  const own = isJsonObject(fields["metadata"]) ? fields["metadata"] : {};
  const metadata = { ...own, name, ...(namespace === "" ? {} : { namespace }) };
  return { apiVersion: apiVersionOf(type), kind: type.kind, ...fields, metadata };
}

async function literalsAndFiles(session: Session): Promise<Outcome<Readonly<Record<string, string>>, Failure>> {
  const data: Record<string, string> = {};
  for (const literal of session.flags.list("from-literal")) {
    const at = literal.indexOf("=");
    if (at < 1) return failed(saying(`invalid literal source, expected key=value`));
    data[literal.slice(0, at)] = literal.slice(at + 1).replace(/^(["'])(.*)\1$/s, "$2");
  }
  for (const source of session.flags.list("from-file")) {
    const at = source.indexOf("=");
    const path = source.slice(at + 1);
    const text = await session.readFile(path);
    if (text === undefined) return failed(saying(`error reading ${path}: no such file or directory`));
    data[at === -1 ? (path.split("/").at(-1) ?? path) : source.slice(0, at)] = text;
  }
  return ok(data);
}

function encoded(texts: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, base64(utf8Bytes(text))]));
}

const DOCKER_TYPE = "kubernetes.io/dockerconfigjson";
const DOCKER_KEY = ".dockerconfigjson";
const DOCKER_HUB = "https://index.docker.io/v1/";

async function dockerSecret(session: Session): Promise<Outcome<JsonObject, Failure>> {
  const { flags } = session;
  if (flags.list("from-file").length > 0) {
    const files = await literalsAndFiles(session);
    if (!files.ok) return files;
    const [text = ""] = Object.values(files.value);
    return ok({ type: DOCKER_TYPE, data: encoded({ [DOCKER_KEY]: text }) });
  }
  const missing = ["docker-username", "docker-password"].filter((name) => flags.text(name) === undefined);
  if (missing.length > 0) {
    return failed(
      saying(
        `either --from-file or the combination of --docker-username, --docker-password and --docker-server is required`,
      ),
    );
  }
  const [username, password, email] = ["username", "password", "email"].map((name) => flags.text(`docker-${name}`));
  const auth = base64(utf8Bytes(`${username ?? ""}:${password ?? ""}`));
  const entry = { username, password, ...(email ? { email } : {}), auth };
  const auths = { [flags.text("docker-server") ?? DOCKER_HUB]: entry };
  return ok({ type: DOCKER_TYPE, data: encoded({ [DOCKER_KEY]: JSON.stringify({ auths }) }) });
}
