import { type Table, tableText, type TableTextOptions } from "../../src/kubectl/index.ts";

interface GetTextInput {
  readonly columnDefinitions: Table["columnDefinitions"];
  readonly rows: readonly { readonly cells: readonly unknown[]; readonly metadata?: object }[];
  readonly options: TableTextOptions;
}

/** A table as `kubectl get` prints it. */
export function answerGetText({ columnDefinitions, rows, options }: GetTextInput): unknown {
  const table = { columnDefinitions, rows: rows.map(({ cells, metadata = {} }) => ({ cells, object: { metadata } })) };
  return { text: tableText(table, options) };
}
