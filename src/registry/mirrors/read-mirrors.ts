import { failed, isJsonObject, type JsonObject, listAt, objectAt, ok, type Outcome, textAt } from "../../base/index.ts";
import { endpointOf, type MirrorRule } from "./mirror-rule.ts";

/** The rules of one file. `name` is its path, since containerd names the registry by the folder. The fault is a sentence. */
export async function readMirrors(text: string, name: string): Promise<Outcome<readonly MirrorRule[], string>> {
  const isYaml = /\.ya?ml$/.test(name);
  const document = isYaml ? await readYaml(text) : await readToml(text);
  if (!document.ok) return document;
  const { value } = document;
  if (isYaml) return ok(k3sRules(value));
  return "registry" in value ? ok(podmanRules(value)) : containerdRules(value, name);
}

async function readToml(text: string): Promise<Outcome<JsonObject, string>> {
  const { parse, TomlError } = await import("smol-toml");
  try {
    return ok(parse(text) as JsonObject);
  } catch (error) {
    // The library's text quotes the lines around, in which a password may stand.
    if (error instanceof TomlError) return failed(`it is no TOML, line ${error.line}, column ${error.column}`);
    throw error;
  }
}

async function readYaml(text: string): Promise<Outcome<JsonObject, string>> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return failed(`it is no YAML, line ${error.linePos?.[0].line ?? 1}`);
  const value: unknown = document.toJS();
  return isJsonObject(value) ? ok(value) : failed("it holds no mirrors");
}

/** `mirrors: {docker.io: {endpoint: [https://…]}}`; https://docs.k3s.io/installation/private-registry */
function k3sRules(document: JsonObject): readonly MirrorRule[] {
  return Object.entries(objectAt(document, "mirrors")).map(([registry, mirror]) => ({
    registry,
    endpoints: textsAt(mirror, "endpoint").flatMap((address) => endpointOf(address) ?? []),
    upstream: true,
  }));
}

/** `[[registry]]` with `[[registry.mirror]]`; https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md */
function podmanRules(document: JsonObject): readonly MirrorRule[] {
  return listAt(document, "registry").map((registry) => ({
    registry: (textAt(registry, "prefix") ?? textAt(registry, "location") ?? "").replace(/\/.*$/, ""),
    endpoints: listAt(registry, "mirror").flatMap(
      (mirror) => endpointOf(textAt(mirror, "location") ?? "", isSet(mirror, "insecure")) ?? [],
    ),
    upstream: !isSet(registry, "blocked"),
  }));
}

/** `server` and `[host."https://…"]`, in the folder of the registry; https://github.com/containerd/containerd/blob/main/docs/hosts.md */
function containerdRules(document: JsonObject, name: string): Outcome<readonly MirrorRule[], string> {
  const folder = name.split("/").at(-2) ?? "";
  const server = textAt(document, "server");
  const registry = isHost(folder) ? folder.replace("_default", "*") : hostOfServer(server);
  if (registry === undefined)
    return failed("it names no registry: hosts.toml stands in a folder of the registry's name");
  const hosts = Object.entries(objectAt(document, "host")).filter(([, host]) => canPull(host));
  const endpoints = hosts.flatMap(([address]) => endpointOf(address) ?? []);
  // Without a server the registry itself comes last; a server that is one of the mirrors leaves it out.
  const own = hostOfServer(server);
  const upstream = own === undefined || own === registry || !endpoints.some(({ host }) => host === own);
  return ok([{ registry, endpoints, upstream }]);
}

function isHost(folder: string): boolean {
  return folder === "_default" || /[.:]|^localhost$/.test(folder.replace(/^\.+$/, "").replace(/\.d$/, ""));
}

/** Docker Hub's images are named otherwise than its server. */
function hostOfServer(server: string | undefined): string | undefined {
  const host = server === undefined ? undefined : endpointOf(server)?.host;
  return host === "registry-1.docker.io" ? "docker.io" : host;
}

function canPull(host: unknown): boolean {
  const capabilities = textsAt(host, "capabilities");
  return capabilities.length === 0 || capabilities.includes("pull") || capabilities.includes("resolve");
}

function textsAt(value: unknown, key: string): readonly string[] {
  return listAt(value, key).filter((each) => typeof each === "string");
}

function isSet(value: unknown, key: string): boolean {
  return isJsonObject(value) && value[key] === true;
}
