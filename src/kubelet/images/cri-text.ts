import type { CriError } from "../ports.ts";

/** How an error of the runtime reads in Go. */
export function grpcText({ grpcCode, message }: CriError): string {
  return `rpc error: code = ${grpcCode} desc = ${message}`;
}

/** The same for a pull: of code `Unknown` only the message is kept (from 1.28 on). */
export function pullErrorText(error: CriError): string {
  return error.grpcCode === "Unknown" ? error.message : grpcText(error);
}

/** Several errors as one text (apimachinery's aggregate): each text once, in brackets when there are more than one. */
export function joinedErrors(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  return distinct.length === 1 ? (distinct[0] ?? "") : `[${distinct.join(", ")}]`;
}
