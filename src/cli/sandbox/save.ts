import { ok, type Outcome } from "../../base/index.ts";
import { writeSecretFile } from "../../node/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { askSandbox } from "./ask-sandbox.ts";

export interface SaveOptions {
  readonly sandbox?: string;
  /** `-` is standard output. */
  readonly file: string;
  readonly force: boolean;
}

interface SaveFlags {
  readonly sandbox?: string;
  readonly force?: true;
}

export function saveOptions({ args, flags }: Typed<SaveFlags>): Outcome<SaveOptions, Fault> {
  const { sandbox, force = false } = flags;
  return ok({ file: args[0] ?? "-", force, ...(sandbox !== undefined && { sandbox }) });
}

export async function runSave({ sandbox, file, force }: SaveOptions, io: Io): Promise<ExitCode> {
  const answer = await askSandbox(sandbox, { do: "save" });
  if (!answer.ok) return refuse(io, answer.fault, answer.fault.exit);
  const { file: text } = answer.value as { readonly file: string };
  if (file === "-") {
    await io.out.write(text);
    return EXIT.ok;
  }
  const written = writeSecretFile(file, text, { replace: force });
  if (!written.ok) return refuse(io, { ...written.fault, hint: "`--force` writes over a file that is there" });
  if (io.talk !== "quiet") await io.out.write(`${plain(file)} is written; only you can read it\n`);
  if (io.talk !== "quiet") await io.err.write("warning: it holds the passwords and secrets of the sandbox\n");
  return EXIT.ok;
}
