import { isMinor } from "../src/kinds/index.ts";
import { KINDS } from "./kinds/index.ts";

/** One line of the conformance contract. */
export interface Question {
  readonly id: string;
  readonly kind: string;
  readonly version: string;
  readonly input: unknown;
}

export type Reply =
  | { readonly id: string; readonly output: unknown }
  | { readonly id: string; readonly unsupported: true }
  | { readonly id: string; readonly error: string };

/** Answers one question; a kind or minor that is not known is `unsupported`, an input that cannot be read an `error`. */
export async function answer(question: Question): Promise<Reply> {
  const { id, kind, version, input } = question;
  const answerKind = KINDS[kind];
  if (answerKind === undefined || !isMinor(version)) return { id, unsupported: true };
  try {
    return { id, output: await answerKind(input as never, version) };
  } catch (error) {
    return { id, error: String(error) };
  }
}
