import type { WorldFile } from "./file.ts";

export interface StrayName {
  readonly code: "WORLD_SCHEMA" | "WORLD_ACTION";
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** The first name in a world file that leads nowhere, or that two have. */
export function strayName({ registries = [], nodes = [], actions = [] }: WorldFile): StrayName | undefined {
  const hosts = registries.map(({ host }) => host);
  const names = nodes.length === 0 ? ["node-1"] : nodes.map(({ name }, index) => name ?? `node-${index + 1}`);
  return twice("registries", "host", hosts) ?? twice("nodes", "name", names) ?? lost(actions, hosts, names);
}

function twice(list: string, field: string, values: readonly string[]): StrayName | undefined {
  const index = values.findIndex((value, at) => values.indexOf(value) !== at);
  if (index === -1) return undefined;
  return {
    code: "WORLD_SCHEMA",
    path: [list, index],
    problem: `\`${list}[${index}].${field}\` is that of another one: ${values[index]}`,
  };
}

function lost(
  actions: NonNullable<WorldFile["actions"]>,
  hosts: readonly string[],
  names: readonly string[],
): StrayName | undefined {
  for (const [index, action] of actions.entries()) {
    const stray =
      ("registry" in action && unknown("registry", action.registry, hosts)) ||
      ("node" in action && unknown("node", action.node, names));
    if (stray === false || stray === undefined) continue;
    const problem = `\`actions[${index}].${stray.field}\` names none that is there: ${stray.wanted}`;
    return { code: "WORLD_ACTION", path: ["actions", index, stray.field], problem };
  }
  return undefined;
}

function unknown(
  field: string,
  name: string,
  known: readonly string[],
): { readonly field: string; readonly wanted: string } | undefined {
  if (known.includes(name)) return undefined;
  return { field, wanted: known.length === 0 ? "the world has none" : `one of ${known.join(", ")} is wanted` };
}
