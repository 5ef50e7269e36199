import { type KubernetesObject, type Minor, rulesOf } from "../../src/kinds/index.ts";
import { tableOf } from "../../src/kubectl/index.ts";

interface TableRowInput {
  readonly object: KubernetesObject;
  readonly now: string;
}

/** One object as a row of the server's table, with its columns. */
export function answerTableRow({ object, now }: TableRowInput, minor: Minor): unknown {
  const options = { now: Date.parse(now), rules: rulesOf(minor).printer };
  const { columnDefinitions, rows } = tableOf(object.kind, [object], options);
  return { columnDefinitions, cells: rows[0]?.cells, conditions: rows[0]?.conditions ?? [] };
}
