import { randomBytes } from "node:crypto";
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

import { failed, ok, type Outcome } from "../base/index.ts";
import type { WriteFault } from "./write-secret-file.ts";

/**
 * Puts a text in place of the one that was read, whole or not at all, with the mode that the file has; where a link leads, not over the
 * link. What somebody else has written meanwhile stays, and so does what is not UTF-8.
 */
export function rewriteFile(
  path: string,
  texts: { readonly from: string; readonly to: string },
): Outcome<void, WriteFault> {
  let part: string | undefined;
  try {
    const target = realpathSync(path);
    if (!readFileSync(target).equals(Buffer.from(texts.from)))
      return unwritable(path, "it has changed since it was read, or is not plain UTF-8");
    const { mode } = statSync(target);
    part = `${target}.${randomBytes(4).toString("hex")}.part`;
    writeFileSync(part, texts.to, { mode: mode & 0o7777, flag: "wx", flush: true });
    renameSync(part, target);
    return ok(undefined);
  } catch (error) {
    if (part !== undefined) rmSync(part, { force: true });
    const { code = "" } = error as NodeJS.ErrnoException;
    return unwritable(path, code === "EACCES" ? "permission denied" : code);
  }
}

function unwritable(path: string, why: string): Outcome<never, WriteFault> {
  const message = `Cannot write ${JSON.stringify(path)}: ${why}`;
  return failed({ code: "NODE_FILE_UNWRITABLE", message });
}
