import { isJsonObject, type JsonObject, listAt } from "../../../base/index.ts";
import { findResource } from "../../../kinds/index.ts";
import { type Table, tableText } from "../../out/index.ts";
import { combined, type Failure, isNotFound, saying } from "../failure.ts";
import type { Place } from "../server.ts";
import type { Session } from "../session.ts";
import { displayName, foundAt, readTargets } from "../targets.ts";

const TABLES =
  "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";
const OUTPUTS = ["wide", "name"];

/** `kubectl get`: tables that the server has worked out, one for each type, or names. */
export async function get(session: Session): Promise<Failure | undefined> {
  const { flags } = session;
  const output = flags.text("output");
  if (output !== undefined && !OUTPUTS.includes(output)) {
    return saying(
      `unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${OUTPUTS.join(",")}`,
    );
  }
  const everywhere = flags.isOn("all-namespaces");
  const targets = readTargets(everywhere ? { ...session, namespace: "" } : session);
  if (!targets.ok) return targets.fault;
  const found: Answer[] = [];
  const failures: Failure[] = [];
  for (const place of targets.value.places) {
    const answer = await session.server.send("GET", place, { ...queryOf(session, place), ...acceptOf(output) });
    if (answer.ok) found.push({ place, table: answer.value });
    else if (!(flags.isOn("ignore-not-found") && isNotFound(answer.fault)))
      failures.push(await missing(session, place, answer.fault));
  }
  show(session, found, failures.length > 0);
  return combined(failures);
}

interface Answer {
  readonly place: Place;
  /** A table, or for `-o name` an object or a list. */
  readonly table: JsonObject;
}

function acceptOf(output: string | undefined): { readonly accept?: string } {
  return output === "name" ? {} : { accept: TABLES };
}

function queryOf({ flags }: Session, place: Place): { readonly query?: Readonly<Record<string, string | undefined>> } {
  if (place.name !== undefined) return {};
  return {
    query: { labelSelector: flags.text("selector"), fieldSelector: flags.text("field-selector"), limit: "500" },
  };
}

/** Where the whole namespace is missing, that is what is said. */
async function missing(session: Session, { namespace }: Place, failure: Failure): Promise<Failure> {
  if (!isNotFound(failure) || namespace === "") return failure;
  const type = findResource("namespaces");
  const answer = type === undefined ? undefined : await session.server.get({ type, namespace: "", name: namespace });
  return answer?.ok === false ? answer.fault : failure;
}

function show(session: Session, answers: readonly Answer[], failed: boolean): void {
  const isName = session.flags.text("output") === "name";
  const shown = answers.filter(({ table }) => (isName ? objectsOf(table) : listAt(table, "rows")).length > 0);
  if (shown.length === 0 && !failed && !session.flags.isOn("ignore-not-found")) return session.warn(nothing(session));
  if (isName) return showNames(session, shown);
  const texts = merged(shown).map(({ place, table }, _, all) =>
    tableText(table as unknown as Table, optionsOf(session, place, all.length > 1)),
  );
  session.print(texts.join("\n"));
}

function objectsOf(answer: JsonObject): readonly JsonObject[] {
  return Array.isArray(answer["items"]) ? listAt(answer, "items").filter(isJsonObject) : [answer];
}

/** Objects of one type that were named one by one share a table. */
function merged(answers: readonly Answer[]): Answer[] {
  const types = [...new Set(answers.map(({ place }) => place.type))];
  return types.flatMap((type) => {
    const own = answers.filter(({ place }) => place.type === type);
    const [first] = own;
    const rows = own.flatMap(({ table }) => listAt(table, "rows"));
    return first === undefined ? [] : [{ place: first.place, table: { ...first.table, rows } }];
  });
}

function optionsOf({ flags }: Session, { type }: Place, withKind: boolean): Parameters<typeof tableText>[1] {
  return {
    wide: flags.text("output") === "wide",
    noHeaders: flags.isOn("no-headers"),
    showLabels: flags.isOn("show-labels"),
    columnLabels: flags.list("label-columns").flatMap((labels) => labels.split(",")),
    withNamespace: flags.isOn("all-namespaces") && type.namespaced,
    ...(withKind ? { withKind: type.group === "" ? type.kind : `${type.kind}.${type.group}` } : {}),
  };
}

function showNames(session: Session, answers: readonly Answer[]): void {
  for (const { place, table } of answers) {
    for (const object of objectsOf(table)) session.print(`${displayName(foundAt(place, object).place)}\n`);
  }
}

function nothing({ flags, namespace }: Session): string {
  return flags.isOn("all-namespaces") ? "No resources found\n" : `No resources found in ${namespace} namespace.\n`;
}
