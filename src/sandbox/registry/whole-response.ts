import type { Answer } from "./answer.ts";

const UTF8 = new TextDecoder();

/** An answer whose body is there whole, read as a `Response` is. To make one of those takes longer than to find the answer. */
export class WholeResponse {
  readonly type = "default";
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
  readonly #answer: Answer;
  readonly #isEmpty: boolean;

  /** `isEmpty`: the body stays behind, as that of an answer to HEAD. */
  constructor(answer: Answer, isEmpty: boolean) {
    this.status = answer.status;
    this.headers = new PlainHeaders(answer.headers);
    this.#answer = answer;
    this.#isEmpty = isEmpty;
  }

  get body(): Response["body"] {
    return this.toResponse().body;
  }

  async text(): Promise<string> {
    return this.#isEmpty ? "" : UTF8.decode(this.#answer.body);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#isEmpty ? new ArrayBuffer(0) : Uint8Array.from(this.#answer.body).buffer;
  }

  toResponse(): Response {
    const { status, headers, body } = this.#answer;
    return new Response(this.#isEmpty ? null : body, { status, headers });
  }
}

/** Of an answer, whose names are in lower case. */
class PlainHeaders {
  readonly #values: Answer["headers"];

  constructor(values: Answer["headers"]) {
    this.#values = values;
  }

  get(name: string): string | null {
    return this.#values[name.toLowerCase()] ?? null;
  }
}

export type RegistryResponse = Response | WholeResponse;

/** For those who serve it over HTTP. */
export function webResponse(response: RegistryResponse): Response {
  return response instanceof WholeResponse ? response.toResponse() : response;
}
