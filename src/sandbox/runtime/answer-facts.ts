import type { HttpAnswer } from "./http-client.ts";
import type { AnswerFacts, OciError } from "./pull-fault.ts";

/** Reads what an answer that is no success says of itself; a body that is no OCI error says nothing. */
export async function answerFacts({ method, url, status, response }: HttpAnswer): Promise<AnswerFacts> {
  return { method, url, status, errors: method === "HEAD" ? [] : errorsOf(await textOf(response)) };
}

async function textOf(response: HttpAnswer["response"]): Promise<string> {
  try {
    return await response.text();
  } catch {
    return "";
  }
}

function errorsOf(text: string): readonly OciError[] {
  try {
    const { errors = [] } = JSON.parse(text) as ErrorBody;
    return errors.map(({ code = "UNKNOWN", message = "", detail }) => ({
      code,
      message,
      hasDetail: detail !== undefined,
    }));
  } catch {
    return [];
  }
}

interface ErrorBody {
  readonly errors?: readonly { readonly code?: string; readonly message?: string; readonly detail?: unknown }[];
}
