import type { World } from "../../kinds/index.ts";
import { fileOfWorld } from "./file-of-world.ts";

/** The text of a world file that gives this world when it is read. It holds what is secret. */
export async function writeWorld(world: World, remarks: readonly string[] = []): Promise<string> {
  const { stringify } = await import("yaml");
  const head = remarks.map((remark) => `# ${remark}\n`).join("");
  return `${head}${stringify(fileOfWorld(world), { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
