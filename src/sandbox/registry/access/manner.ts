import { type Answer, errorAnswer } from "../answer.ts";
import type { MannerAnswer } from "./manners.data.ts";

export interface MannerFacts {
  readonly host: string;
  readonly repository: string;
  readonly reference?: string;
  /** Keeps what was told in the headers of the plain answer: the challenge. */
  readonly plain?: Answer;
}

/** A registry's own words with the facts filled in. */
export function inManner({ status, code, message }: MannerAnswer, facts: MannerFacts): Answer {
  const { host, repository, reference = "", plain } = facts;
  const account = /^\d+(?=\.)/.exec(host)?.[0] ?? "";
  const words: Readonly<Record<string, string>> = { repository, reference, account };
  const challenge = plain?.headers["www-authenticate"];
  return errorAnswer(status, code, {
    message: message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole),
    ...(challenge !== undefined && status === 401 && { headers: { "www-authenticate": withoutError(challenge) } }),
  });
}

/** Registries with words of their own leave out the error of the distribution project's scheme. */
function withoutError(challenge: string): string {
  return challenge.replace(/,error="[^"]*"$/, "");
}
