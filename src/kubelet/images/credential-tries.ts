import { failed, ok, type Outcome } from "../../base/index.ts";
import { isUtf8, type TrackedCredential } from "../../credentials/index.ts";
import type { CredentialData, CredentialRules } from "../../kinds/index.ts";
import type { PullImageRequest, RuntimeAuth } from "../ports.ts";
import type { Attempt } from "./attempt.ts";
import type { CriClient } from "./cri-client.ts";
import { joinedErrors } from "./cri-text.ts";

/** What the runtime has pulled, and with which credential; undefined: with none. */
export interface Pulled {
  readonly imageRef: string;
  readonly credential: TrackedCredential | undefined;
}

export interface Tries {
  readonly image: string;
  readonly credentials: readonly TrackedCredential[];
  readonly rules: CredentialRules;
}

/** One call of the runtime per credential until one succeeds; without any, a single call. The fault joins all errors. */
export async function tryCredentials(cri: CriClient, attempt: Attempt, tries: Tries): Promise<Outcome<Pulled, string>> {
  const errors: string[] = [];
  for (const credential of offers(tries)) {
    attempt.follow(attempt.record("credential", offerData(attempt, credential)));
    const { image, rules } = tries;
    const sendable = credential === undefined || !rules.invalidUtf8Fails || isUtf8(credential);
    const answer = await cri.pull(pullRequest(image, attempt, credential), attempt, sendable);
    if (answer.ok) return ok({ imageRef: answer.value, credential });
    errors.push(answer.fault);
  }
  return failed(joinedErrors(errors));
}

/** undefined stands for no credential. */
function offers({ credentials, rules }: Tries): readonly (TrackedCredential | undefined)[] {
  if (credentials.length === 0) return [undefined];
  return rules.anonymousAfterCredentials ? [...credentials, undefined] : credentials;
}

function pullRequest(image: string, attempt: Attempt, credential: TrackedCredential | undefined): PullImageRequest {
  const { pod } = attempt;
  return credential === undefined ? { image, pod } : { image, pod, auth: authOf(credential) };
}

function authOf({ username, password }: TrackedCredential): RuntimeAuth {
  const secret = password.reveal();
  const auth = { username: username.text, password: secret.text };
  if (username.utf8 && secret.utf8) return auth;
  const binary = [...(username.utf8 ? [] : ["username" as const]), ...(secret.utf8 ? [] : ["password" as const])];
  return { ...auth, binary };
}

function offerData({ request }: Attempt, credential: TrackedCredential | undefined): CredentialData {
  if (credential === undefined) return { image: request.image, source: "anonymous" };
  const { source, username } = credential;
  return { image: request.image, source: sourceText(source), key: source.key, username: username.text };
}

function sourceText(source: TrackedCredential["source"]): string {
  if (source.kind === "secret") return `secret ${source.namespace}/${source.name}`;
  return source.kind === "plugin" ? `plugin ${source.name}` : "node";
}
