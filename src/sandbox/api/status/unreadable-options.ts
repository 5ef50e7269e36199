import type { Rules } from "../../../kinds/index.ts";
import type { StatusError } from "../contract.ts";
import { badRequest, internalError } from "./status-error.ts";

/** First minor that blames the client for options of a deletion that cannot be read. */
const FRIENDLY = 35;

/** Options of a deletion that cannot be read. */
export function unreadableOptions(fault: string, { minor }: Rules): StatusError {
  return Number(minor.split(".")[1]) < FRIENDLY ? internalError(fault) : badRequest(fault);
}
