import { randomBytes } from "node:crypto";
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";

import { failed, ok, type Outcome } from "../base/index.ts";

export interface WriteFault {
  readonly code: "NODE_FILE_EXISTS" | "NODE_FILE_UNWRITABLE";
  readonly message: string;
}

/** Writes a file that only this user reads, whole or not at all; over another one only where `replace` says so. */
export function writeSecretFile(
  path: string,
  text: string,
  { replace }: { readonly replace: boolean },
): Outcome<void, WriteFault> {
  if (!replace && existsSync(path)) {
    const message = `Cannot write ${JSON.stringify(path)}: it exists; a new file is wanted`;
    return failed({ code: "NODE_FILE_EXISTS", message });
  }
  const part = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    writeFileSync(part, text, { mode: 0o600, flag: "wx" });
    renameSync(part, path);
    return ok(undefined);
  } catch (error) {
    rmSync(part, { force: true });
    const { code = "" } = error as NodeJS.ErrnoException;
    const message = `Cannot write ${JSON.stringify(path)}: ${REASONS[code] ?? code}; a file in a folder of yours is wanted`;
    return failed({ code: "NODE_FILE_UNWRITABLE", message });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ENOENT: "the folder does not exist",
  ENOSPC: "no space left on the disk",
  ENOTDIR: "the folder does not exist",
  EROFS: "the disk is read-only",
};
