import type { Clock } from "../../base/index.ts";
import type { PrinterRules } from "../../kinds/index.ts";
import type { ParsedCommand } from "./parse-command.ts";
import type { Failure } from "./failure.ts";
import type { Server } from "./server.ts";

/** What a command works with. */
export interface Session extends ParsedCommand {
  readonly server: Server;
  /** Where namespaced objects are meant to be. */
  readonly namespace: string;
  readonly clock: Clock;
  readonly rules: PrinterRules;
  readonly stdin: string | undefined;
  readonly readFile: (path: string) => Promise<string | undefined>;
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Ends with what went wrong, if something did; what was done until then is done. */
export type Command = (session: Session) => Promise<Failure | undefined>;
