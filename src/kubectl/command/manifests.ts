import { failed, isJsonObject, type JsonObject, listAt, ok, type Outcome, textAt } from "../../base/index.ts";
import { API_RESOURCES, apiVersionOf, type ApiResource } from "../../kinds/index.ts";
import { type Failure, saying } from "./failure.ts";
import { type Found, placeOf } from "./targets.ts";
import type { Session } from "./session.ts";

/** An object of a manifest, where it belongs, and the file it comes from. */
export interface Manifest extends Found {
  /** `STDIN`, or the path as written. */
  readonly source: string;
}

/** Everything that `-f` names, in order; lists are taken apart. */
export async function readManifests(session: Session): Promise<Outcome<readonly Manifest[], Failure>> {
  const manifests: Manifest[] = [];
  for (const path of session.flags.list("filename").flatMap((value) => value.split(","))) {
    const text = path === "-" ? session.stdin : await session.readFile(path);
    if (text === undefined) return failed(saying(`the path ${JSON.stringify(path)} does not exist`));
    const read = await readText(session, text, path === "-" ? "STDIN" : path);
    if (!read.ok) return read;
    manifests.push(...read.value);
  }
  return manifests.length === 0 ? failed(saying("no objects passed to this command")) : ok(manifests);
}

async function readText(
  session: Session,
  text: string,
  source: string,
): Promise<Outcome<readonly Manifest[], Failure>> {
  const documents = await parse(text, source);
  if (!documents.ok) return documents;
  const manifests: Manifest[] = [];
  for (const object of documents.value) {
    const manifest = manifestOf(session, object, source);
    if (!manifest.ok) return manifest;
    manifests.push(manifest.value);
  }
  return ok(manifests);
}

async function parse(text: string, source: string): Promise<Outcome<readonly JsonObject[], Failure>> {
  const json = parseJson(text);
  const values = json === undefined ? await parseYaml(text, source) : ok([json]);
  if (!values.ok) return values;
  const objects: JsonObject[] = [];
  for (const value of values.value) {
    if (value === null || value === undefined) continue;
    if (!isJsonObject(value)) return failed(saying(`error parsing ${source}: a document is no object`));
    objects.push(...(Array.isArray(value["items"]) ? listAt(value, "items").filter(isJsonObject) : [value]));
  }
  return ok(objects);
}

/** A text that begins with a brace is tried as JSON first, as kubectl does. */
function parseJson(text: string): unknown {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function parseYaml(text: string, source: string): Promise<Outcome<readonly unknown[], Failure>> {
  const { parseAllDocuments } = await import("yaml");
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: "silent" });
  const values: unknown[] = [];
  for (const document of "empty" in documents ? [] : documents) {
    const [problem] = document.errors;
    if (problem !== undefined)
      return failed(saying(`error parsing ${source}: ${problem.message.split("\n")[0] ?? ""}`));
    values.push(document.toJS());
  }
  return ok(values);
}

function manifestOf(session: Session, object: JsonObject, source: string): Outcome<Manifest, Failure> {
  const type = typeOf(object);
  if (type === undefined) return failed(saying(noMatch(object, source)));
  const metadata = isJsonObject(object["metadata"]) ? object["metadata"] : {};
  const own = textAt(metadata, "namespace");
  const wanted = session.flags.text("namespace");
  if (own !== undefined && wanted !== undefined && own !== wanted && type.namespaced) {
    return failed(
      saying(
        `the namespace from the provided object ${JSON.stringify(own)} does not match the namespace ${JSON.stringify(wanted)}. You must pass '--namespace=${own}' to perform this operation.`,
      ),
    );
  }
  const place = placeOf({ namespace: own ?? session.namespace }, type);
  const placed = type.namespaced ? { ...object, metadata: { ...metadata, namespace: place.namespace } } : object;
  return ok({ place: { ...place, name: textAt(metadata, "name") ?? "" }, object: placed, source });
}

function typeOf(object: JsonObject): ApiResource | undefined {
  return API_RESOURCES.find((type) => type.kind === object["kind"] && apiVersionOf(type) === object["apiVersion"]);
}

function noMatch(object: JsonObject, source: string): string {
  const [kind, version] = [textAt(object, "kind"), textAt(object, "apiVersion")];
  if (kind === undefined) return `unable to decode ${JSON.stringify(source)}: Object 'Kind' is missing`;
  if (version === undefined) return `unable to decode ${JSON.stringify(source)}: Object 'apiVersion' is missing`;
  const name = JSON.stringify(textAt(object, "metadata", "name") ?? "");
  const namespace = JSON.stringify(textAt(object, "metadata", "namespace") ?? "");
  const what = `name: ${name} namespace: ${namespace} from ${JSON.stringify(source)}`;
  return `resource mapping not found for ${what}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(version)}\nensure CRDs are installed first`;
}
