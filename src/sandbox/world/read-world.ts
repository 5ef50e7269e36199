import * as v from "valibot";

import { failed, ok, type Outcome } from "../../base/index.ts";
import type { KubernetesObject, World } from "../../kinds/index.ts";
import type { ReadOptions, WorldFault } from "./contract.ts";
import { worldFault } from "./fault.ts";
import { worldFileSchema } from "./file-schema.ts";
import type { WorldFile } from "./file.ts";
import { worldOfFile } from "./of-file.ts";
import { strayName } from "./stray-names.ts";
import { readManifests } from "./read-manifests.ts";
import { readYaml, type YamlDocument } from "./yaml.ts";

/** Reads a world file (YAML, `world: 1`); a fault names line and column and what was wanted there. */
export async function readWorld(text: string, options: ReadOptions): Promise<Outcome<World, WorldFault>> {
  const documents = await readYaml(text, options.name, "WORLD_SYNTAX");
  if (!documents.ok) return documents;
  const [document, second] = documents.value;
  if (document === undefined || second !== undefined) {
    return failed(worldFault("WORLD_SYNTAX", { source: options.name }, "a world file is one YAML document"));
  }
  const file = checked(document);
  if (!file.ok) return file;
  const stray = strayName(file.value);
  if (stray !== undefined) return failed(worldFault(stray.code, document.place(stray.path), stray.problem));
  const objects = await objectsOfFiles(file.value, options);
  if (!objects.ok) return objects;
  return ok(worldOfFile(file.value, nameOf(options.name), objects.value));
}

/** `worlds/wrong-tag.yaml` is the world `wrong-tag`. */
function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.ya?ml$/, "");
}

function checked(document: YamlDocument): Outcome<WorldFile, WorldFault> {
  const result = v.safeParse(worldFileSchema, document.value, { abortEarly: true });
  if (result.success) return ok(result.output);
  const issue = result.issues[0];
  const path = issue.path?.map((item) => item.key as string | number) ?? [];
  return failed(worldFault("WORLD_SCHEMA", document.place(path), problemOf(issue, path)));
}

function problemOf(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): string {
  const where = path.length === 0 ? "the file" : `\`${pathText(path)}\``;
  if (path.length === 0 && issue.type === "strict_object")
    return "it is no world file: `world: 1` and a title are wanted";
  if (issue.type === "strict_object" && issue.expected === "never") return `${where} is not a field of a world file`;
  if (issue.received === "undefined") return `${where} is missing`;
  const wanted = issue.message.startsWith("must ") ? issue.message : `must be ${wantedOf(issue)}`;
  return `${where} ${wanted}`;
}

/** What the schema wanted; never what the file holds, which may be a password. */
function wantedOf(issue: v.BaseIssue<unknown>): string {
  return issue.expected === null ? `a valid ${issue.type.replaceAll("_", " ")}` : issue.expected;
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
}

async function objectsOfFiles(
  file: WorldFile,
  options: ReadOptions,
): Promise<Outcome<readonly KubernetesObject[], WorldFault>> {
  const objects: KubernetesObject[] = [];
  for (const path of file.cluster?.files ?? []) {
    const text = options.readFile?.(path);
    if (text === undefined) {
      return failed(
        worldFault("WORLD_FILE", { source: options.name }, `the file ${path} that it names cannot be read`),
      );
    }
    const read = await readManifests(text, { ...options, name: path });
    if (!read.ok) return read;
    objects.push(...read.value);
  }
  return ok(objects);
}
