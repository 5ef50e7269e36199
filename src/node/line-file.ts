import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { dirname } from "node:path";

import { failed, ok, type Outcome } from "../base/index.ts";

export interface LineFileFault {
  readonly code: "NODE_LINES_UNREADABLE" | "NODE_LINES_UNWRITABLE";
  readonly message: string;
}

const LIMIT = 64 * 1024 * 1024;

/** Everything that the file holds; nothing where there is none yet. */
export function readLines(path: string): Outcome<string, LineFileFault> {
  try {
    const file = openSync(path, "r");
    try {
      const stat = fstatSync(file);
      if (stat.isDirectory()) return unreadable(path, REASONS["EISDIR"] ?? "");
      // A device can be read for ever.
      if (!stat.isFile()) return unreadable(path, "it is no ordinary file");
      return stat.size > LIMIT ? unreadable(path, "it is longer than 64 MiB") : ok(readFileSync(file, "utf8"));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? ok("") : unreadable(path, REASONS[code] ?? code);
  }
}

/**
 * Adds whole lines at the end, for this user's eyes only. Several programs may do so at once, as the system puts each write behind the
 * one before. What is in the file stays as it is; half a line that a full disk has left is closed first.
 */
export function appendLines(path: string, lines: string): Outcome<void, LineFileFault> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, "a+", 0o600);
    try {
      writeWhole(file, `${endsWithinLine(file) ? "\n" : ""}${lines}`);
      return ok(undefined);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return unwritable(path, error as NodeJS.ErrnoException);
  }
}

/** Empties the file; what others add from then on stays. */
export function eraseLines(path: string): Outcome<void, LineFileFault> {
  try {
    const file = openSync(path, "r+");
    try {
      ftruncateSync(file);
      return ok(undefined);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? ok(undefined) : unwritable(path, error as NodeJS.ErrnoException);
  }
}

function endsWithinLine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
}

/** A disk that fills up takes a part and refuses the rest. */
function writeWhole(file: number, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) left = left.subarray(writeSync(file, left));
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder, a file is wanted",
  EEXIST: "a folder is wanted where a file is",
  ENOSPC: "no space left on the disk",
  EDQUOT: "no space left in your quota",
  ENOTDIR: "a folder is wanted where a file is",
  EROFS: "the disk is read-only",
};

function unreadable(path: string, why: string): Outcome<never, LineFileFault> {
  return failed({ code: "NODE_LINES_UNREADABLE", message: `Cannot read ${JSON.stringify(path)}: ${why}` });
}

function unwritable(path: string, { code = "", message }: NodeJS.ErrnoException): Outcome<never, LineFileFault> {
  const why = REASONS[code] ?? (code || message);
  return failed({ code: "NODE_LINES_UNWRITABLE", message: `Cannot write ${JSON.stringify(path)}: ${why}` });
}
