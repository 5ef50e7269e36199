import { type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { type Table, tableOf } from "../../../kubectl/index.ts";
import { customTable } from "../custom/custom-table.ts";
import type { PrinterColumn } from "../resources/served.ts";
import type { ObjectList } from "../contract.ts";
import type { Form } from "./negotiate.ts";

const META = "meta.k8s.io/v1";

export interface TableContext {
  readonly kind: string;
  readonly rules: Rules;
  readonly now: number;
  /** `includeObject`: what rows carry of their objects. */
  readonly includes: string;
  /** Columns of a custom resource. */
  readonly columns?: readonly PrinterColumn[];
}

/** An answer in the form that the client takes; a Status stays as it is. */
export function represented(body: KubernetesObject | ObjectList, as: Form["as"], context: TableContext): object {
  if (body.kind === "Status" || as === "object") return isList(body) ? bareList(body) : body;
  if (as === "table") return tableBody(body, context);
  return isList(body) ? partialList(body) : partial(body);
}

export function isList(body: KubernetesObject | ObjectList): body is ObjectList {
  return "items" in body && Array.isArray(body.items);
}

/** `meta.k8s.io/v1 Table`; rows carry the metadata of their object. */
export function tableBody(
  body: KubernetesObject | ObjectList,
  { kind, rules, now, includes, columns }: TableContext,
): JsonObject {
  const objects = isList(body) ? body.items : [body];
  const { columnDefinitions, rows } =
    columns === undefined ? tableOf(kind, objects, { now, rules: rules.printer }) : customRows(objects, columns, now);
  const { resourceVersion, continue: next, remainingItemCount } = objectAt(body, "metadata");
  return {
    kind: "Table",
    apiVersion: META,
    metadata: {
      resourceVersion,
      ...(next === undefined || !isList(body) ? {} : { continue: next }),
      ...(remainingItemCount === undefined ? {} : { remainingItemCount }),
    },
    columnDefinitions: columnDefinitions.map((column) => ({ ...column, description: "" })),
    rows: rows.map(({ cells, conditions, object }) => ({
      cells,
      ...(conditions === undefined ? {} : { conditions }),
      ...rowObject(object, includes),
    })),
  };
}

type Rows = Pick<Table, "rows"> & { readonly columnDefinitions: readonly object[] };

function customRows(objects: readonly KubernetesObject[], columns: readonly PrinterColumn[], now: number): Rows {
  const { columnDefinitions, cells } = customTable(columns);
  return { columnDefinitions, rows: objects.map((object) => ({ cells: cells(object, now), object })) };
}

function rowObject(object: unknown, includes: string): JsonObject {
  if (includes === "None") return {};
  return { object: includes === "Object" ? object : partial(object) };
}

export function partial(object: unknown): JsonObject {
  return { kind: "PartialObjectMetadata", apiVersion: META, metadata: objectAt(object, "metadata") };
}

function partialList({ metadata, items }: ObjectList): JsonObject {
  return { kind: "PartialObjectMetadataList", apiVersion: META, metadata, items: items.map(partial) };
}

/** Items of a list of one kind do not say what they are. */
function bareList({ kind, apiVersion, metadata, items }: ObjectList): JsonObject {
  return { kind, apiVersion, metadata, items: items.map(bare) };
}

function bare(item: KubernetesObject): object {
  const { kind: _kind, apiVersion: _version, ...rest } = item;
  return rest;
}

/** The kind that the rows of a table are of. */
export function itemKind(body: object): string {
  return (textAt(body, "kind") ?? "").replace(/List$/, "");
}
