import { isJsonObject } from "../../../base/index.ts";
import { jsonKind } from "./scalar.ts";

/** Why a value does not fit its field, in the words of the two readers that the real server has. */
export interface Misfit {
  /** Go's JSON decoder: bodies, and what JSON and merge patches make of an object. */
  readonly decoder: string;
  /** apimachinery's converter of unstructured objects: what a strategic patch makes of an object. */
  readonly converter: string;
}

interface Place {
  /** Type that the field belongs to. */
  readonly owner: string;
  /** JSON names without list positions. */
  readonly path: string;
}

/** The value's JSON kind, or text, is not what the Go type takes. */
export function misfit(value: unknown, type: string, { owner, path }: Place): Misfit {
  const number = typeof value === "number" && type.startsWith("int") ? ` ${value}` : "";
  return {
    decoder: `json: cannot unmarshal ${jsonKind(value)}${number} into Go struct field ${owner}.${path} of type ${type}`,
    converter: converterFault(goKind(value), type),
  };
}

/** The text means nothing; both readers use the type's own parser. */
export function unreadable(fault: string): Misfit {
  return { decoder: fault, converter: fault };
}

/** The converter knows conversions between integers, and of whole floats; a conversion that only Go knows is refused. */
function converterFault(kind: string, type: string): string {
  if (type.startsWith("map[")) return `cannot restore map from ${kind}`;
  if (type.startsWith("[]")) return `cannot restore slice from ${kind}`;
  if (type.startsWith("v1.")) return `cannot restore struct from: ${kind}`;
  const isGoConversion = kind === "int64" ? type === "string" : kind === "float64" && type.startsWith("int");
  return isGoConversion ? `cannot convert ${kind} to ${type}` : `unrecognized type: ${type}`;
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return "slice";
  if (isJsonObject(value)) return "map";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return jsonKind(value);
}
