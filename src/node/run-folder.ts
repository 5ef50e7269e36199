import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Where running programs of this user leave word of themselves; readable by this user only. */
export function runFolder(): string {
  const { XDG_RUNTIME_DIR: xdg } = process.env;
  const folder = xdg ? join(xdg, "pullwhy") : join(tmpdir(), `pullwhy-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  // In a temp folder that all share, somebody else could have made it.
  if (process.getuid !== undefined && uid !== process.getuid()) throw new Error(`${folder} is somebody else's`);
  chmodSync(folder, 0o700);
  return folder;
}

/** Writes a file that only this user reads, whole or not at all. */
export function writePrivate(path: string, text: string): void {
  const part = `${path}.${process.pid}`;
  writeFileSync(part, text, { mode: 0o600 });
  renameSync(part, path);
}

/** Files that go when this process ends, however it does, or when the answer is called. */
export function keptWhileRunning(paths: readonly string[]): () => void {
  const remove = (): void => {
    process.removeListener("exit", remove);
    for (const path of paths) rmSync(path, { force: true });
  };
  process.once("exit", remove);
  return remove;
}

/** The JSON files of the folder, by name without ending; what cannot be read is left out. */
export function jsonFiles(folder: string): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".json")) continue;
    try {
      found.set(file.slice(0, -".json".length), JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown);
    } catch {
      // Another process may be removing it just now.
    }
  }
  return found;
}

/** Whether a process of this id runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
