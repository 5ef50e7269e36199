import { open, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";

import { failed, ok, type Outcome } from "../base/index.ts";
import { readAll } from "./read-all.ts";

/** What was read, and what to call it in a message. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

export interface FileFault {
  readonly code: "NODE_FILE_MISSING" | "NODE_FILE_UNREADABLE" | "NODE_FILE_TOO_BIG";
  readonly message: string;
}

export interface ReadLimits {
  /** Bytes of all sources together. */
  readonly limit: number;
}

const MANIFEST_FILES = "*.{yaml,yml,json}";
const MEBIBYTE = 1024 * 1024;

/**
 * Reads what `-f` names: files, folders (their YAML and JSON files, not those below) and patterns such as
 * `deploy/*.yaml`; in the order given, within one in the order of names.
 */
export async function readSources(
  targets: readonly string[],
  limits: ReadLimits,
): Promise<Outcome<readonly Source[], FileFault>> {
  const sources: Source[] = [];
  let left = limits.limit;
  for (const target of targets) {
    const paths = await pathsOf(target);
    if (paths.length === 0) return failed(missing(target));
    for (const path of paths) {
      const text = await readText(path, { limit: left });
      if (!text.ok) return text;
      left -= Buffer.byteLength(text.value);
      sources.push({ name: path, text: text.value });
    }
  }
  return ok(sources);
}

async function pathsOf(target: string): Promise<string[]> {
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) return matching(MANIFEST_FILES, target);
  if (found !== undefined) return [target];
  return /[*?[{]/.test(target) ? matching(target) : [];
}

/** Paths that match the pattern, in order of names. The library is loaded only here. */
async function matching(pattern: string, folder?: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const where = folder === undefined ? { absolute: isAbsolute(pattern) } : { cwd: folder };
  const paths = await glob(pattern, { expandDirectories: false, ...where });
  return paths.sort().map((path) => (folder === undefined ? path : join(folder, path)));
}

/** Reads one file as UTF-8. */
export async function readText(path: string, { limit }: ReadLimits): Promise<Outcome<string, FileFault>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const text = size > limit ? undefined : await readAll(file.createReadStream({ autoClose: false }), limit);
      return text === undefined ? failed(tooBig(path, limit)) : ok(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return failed(code === "ENOENT" ? missing(path) : unreadable(path, code));
  }
}

function missing(path: string): FileFault {
  return { code: "NODE_FILE_MISSING", message: `Cannot read ${JSON.stringify(path)}: there is no such file` };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder, a file is wanted",
};

function unreadable(path: string, code: string): FileFault {
  const reason = REASONS[code] ?? code;
  return { code: "NODE_FILE_UNREADABLE", message: `Cannot read ${JSON.stringify(path)}: ${reason}` };
}

function tooBig(path: string, limit: number): FileFault {
  const size = limit < MEBIBYTE ? `${limit} bytes` : `${Math.floor(limit / MEBIBYTE)} MiB`;
  return { code: "NODE_FILE_TOO_BIG", message: `Cannot read ${JSON.stringify(path)}: it is longer than ${size}` };
}
