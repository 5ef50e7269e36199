import { failed, ok, type Outcome } from "../base/index.ts";
import { decodeEntry, type DockerEntry } from "./docker-entry.ts";
import { fieldName, typeFault, type TypePlace } from "./json-fields.ts";
import { readJson } from "./json-reader.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

/** What a docker config holds, in the order of the text. */
export interface DockerConfig {
  /** By registry key, as written. */
  readonly entries: ReadonlyMap<string, DockerEntry>;
  /** Keys of entries that a later one of the same text replaced. */
  readonly shadowed: readonly string[];
}

export type DockerConfigFormat = "dockerconfigjson" | "dockercfg";

const CONFIG_TYPE = "credentialprovider.DockerConfig";
const CONFIG_JSON_TYPE = "credentialprovider.DockerConfigJSON";
const FIELDS = ["auths", "HttpHeaders"] as const;
const AUTHS = "DockerConfigJSON.auths";
const HEADERS = "DockerConfigJSON.HttpHeaders";

/**
 * Decodes a docker config, one character a byte: `{"auths": {KEY: ENTRY}}` or, in the old format, `{KEY: ENTRY}`. The
 * fault is Go's error text.
 */
export function decodeDockerConfig(text: string, format: DockerConfigFormat): Outcome<DockerConfig, string> {
  const json = readJson(text);
  if (!json.ok) return json;
  return format === "dockercfg" ? decodeEntries(json.value) : decodeConfigJson(json.value);
}

function decodeEntries(value: JsonValue): Outcome<DockerConfig, string> {
  const config = new ConfigBuilder();
  if (value.kind === "null") return ok(config);
  if (value.kind !== "object") return failed(typeFault(value, undefined, CONFIG_TYPE));
  const fault = config.add(value, undefined);
  return fault === undefined ? ok(config) : failed(fault);
}

/** A wrong type is reported at the end, unless an entry fails before. */
function decodeConfigJson(value: JsonValue): Outcome<DockerConfig, string> {
  const config = new ConfigBuilder();
  if (value.kind === "null") return ok(config);
  if (value.kind !== "object") return failed(typeFault(value, undefined, CONFIG_JSON_TYPE));
  let later: string | undefined;
  for (const [name, member] of value.members) {
    const field = fieldName(name, FIELDS);
    if (field === "HttpHeaders") later ??= headersFault(member);
    if (field !== "auths") continue;
    if (member.kind === "null") config.clear();
    else if (member.kind !== "object") later ??= typeFault(member, AUTHS, CONFIG_TYPE);
    else {
      const fault = config.add(member, AUTHS);
      if (fault !== undefined) return failed(fault);
    }
  }
  return later === undefined ? ok(config) : failed(later);
}

/**
 * Go decodes into one map: a second `auths` adds to the first, `null` empties it, of equal keys the last entry stays.
 */
class ConfigBuilder implements DockerConfig {
  readonly entries: Map<string, DockerEntry> = new Map();
  readonly shadowed: string[] = [];

  /** Answers the fault of the first entry that does not decode. */
  add(object: JsonObject, place: TypePlace): string | undefined {
    for (const [key, value] of object.members) {
      const entry = decodeEntry(value, place);
      if (!entry.ok) return entry.fault;
      if (this.entries.has(key)) this.shadowed.push(key);
      this.entries.set(key, entry.value);
    }
    return undefined;
  }

  clear(): void {
    this.shadowed.push(...this.entries.keys());
    this.entries.clear();
  }
}

function headersFault(value: JsonValue): string | undefined {
  if (value.kind === "null") return undefined;
  if (value.kind !== "object") return typeFault(value, HEADERS, "map[string]string");
  const wrong = value.members.find(([, member]) => member.kind !== "string" && member.kind !== "null");
  return wrong && typeFault(wrong[1], HEADERS, "string");
}
