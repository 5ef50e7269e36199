import type { World } from "../../kinds/index.ts";
import type { Run } from "../engine/index.ts";

/** A world that ships, as the list shows it. */
export interface WorldEntry {
  readonly name: string;
  readonly title: string;
  readonly about: string;
}

/** A world with the run of it that was made when the page was built, with the world's own seed and minor. */
export interface WorldData {
  readonly world: World;
  readonly run: Run;
}

export function loadWorlds(): Promise<readonly WorldEntry[]> {
  return load("worlds");
}

/** Undefined where no world of this name ships. */
export async function loadWorld(name: string): Promise<WorldData | undefined> {
  return /^[a-z0-9-]+$/.test(name) ? load<WorldData>(`world/${name}`).catch(() => undefined) : undefined;
}

async function load<T>(name: string): Promise<T> {
  const response = await fetch(new URL(`data/${name}.json`, document.baseURI));
  if (!response.ok) throw new Error(`Cannot load ${name}: the server answers ${response.status}`);
  return response.json() as Promise<T>;
}
