import { findCause, classify } from "../../src/diagnosis/index.ts";

interface Input {
  readonly message: string;
  readonly reason?: string;
}

export function answerMessage({ message, reason }: Input): unknown {
  const [cause = "unknown", ...alternatives] = classify({
    text: message,
    ...(reason !== undefined && { reason }),
  }).causes;
  return { cause, family: findCause(cause)?.family ?? "unknown", alternatives };
}
