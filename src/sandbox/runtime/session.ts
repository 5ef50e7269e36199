import { failed, ok, type Outcome } from "../../base/index.ts";
import { answerFacts } from "./answer-facts.ts";
import { Authorizer, type AuthorizerOptions } from "./authorizer.ts";
import { type Endpoint, pathAt } from "./endpoints.ts";
import type { HttpAnswer } from "./http-client.ts";
import type { RequestFault } from "./pull-fault.ts";

/** One try and five more is as often as containerd asks. */
const MOST_ANSWERS = 6;

export interface SessionOptions extends Omit<AuthorizerOptions, "scope"> {
  readonly endpoint: Endpoint;
  readonly repository: string;
  readonly retriesServerErrors: boolean;
}

export interface SessionRequest {
  readonly method: string;
  /** Below the prefix of the endpoint: `/library/nginx/manifests/1.27`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Requests to one repository with everything that a client does about refusals: containerd's remotes/docker `request`. */
export class RegistrySession {
  readonly #options: SessionOptions;
  readonly #authorizer: Authorizer;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#authorizer = new Authorizer({ ...options, scope: `repository:${options.repository}:pull` });
  }

  get host(): string {
    return this.#options.endpoint.host;
  }

  /** The last answer, whatever its status, when it is not worth to ask again. */
  async send(request: SessionRequest): Promise<Outcome<HttpAnswer, RequestFault>> {
    const answers: HttpAnswer[] = [];
    let { method } = request;
    for (;;) {
      const answer = await this.#once({ ...request, method });
      if (!answer.ok) return answer;
      answers.push(answer.value);
      const again = this.#worthRetry(answers);
      if (!again.ok) return again;
      if (!again.value) return answer;
      // Some registries do not know HEAD of manifests.
      if (answer.value.status === 405) method = "GET";
    }
  }

  /** Only a success; 404 and other statuses are faults. */
  async get(request: SessionRequest): Promise<Outcome<HttpAnswer, RequestFault>> {
    const answer = await this.send(request);
    if (!answer.ok || answer.value.status < 300) return answer;
    const facts = await answerFacts(answer.value);
    return failed({ kind: facts.status === 404 ? "not-found" : "status", answer: facts });
  }

  async #once({ method, path, headers }: SessionRequest): Promise<Outcome<HttpAnswer, RequestFault>> {
    const authorization = await this.#authorizer.authorization();
    if (!authorization.ok) return authorization;
    const { client, endpoint } = this.#options;
    const { auth, headers: login } = authorization.value;
    const asked = {
      method,
      host: endpoint.host,
      path: pathAt(endpoint, path),
      headers: { ...headers, ...login },
      auth,
    };
    const answer = await client.send(asked);
    return answer.ok ? answer : failed({ kind: "transport", transport: answer.fault });
  }

  #worthRetry(answers: readonly HttpAnswer[]): Outcome<boolean, RequestFault> {
    if (answers.length >= MOST_ANSWERS) return ok(false);
    const [last, before] = [answers.at(-1), answers.at(-2)];
    switch (last?.status) {
      case 401:
        return this.#authorizer.learn(answers);
      case 405:
        return ok(last.method === "HEAD");
      case 408:
      case 429:
        return ok(true);
      case 500:
      case 503:
      case 504:
        return ok(this.#options.retriesServerErrors && before?.status !== last.status);
      default:
        return ok(false);
    }
  }
}
