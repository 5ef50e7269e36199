import { ok, type Outcome } from "../../base/index.ts";
import type { CredentialsFault, TrackedCredential } from "../../credentials/index.ts";
import type { ImageReference } from "../../reference/index.ts";
import type { Attempt } from "./attempt.ts";
import type { PodKeyring } from "./pod-keyring.ts";
import { type Shown, shownBy } from "./record-credentials.ts";

type Credentials = Outcome<readonly TrackedCredential[], CredentialsFault>;

/** What an attempt works with once its image string is parsed. */
export class Wish {
  readonly attempt: Attempt;
  readonly reference: ImageReference;
  readonly #keyring: PodKeyring;
  #credentials: Credentials | undefined;

  constructor(attempt: Attempt, reference: ImageReference, keyring: PodKeyring) {
    this.attempt = attempt;
    this.reference = reference;
    this.#keyring = keyring;
  }

  /** Looked up once, when they are first asked for. */
  credentials(): Credentials {
    return (this.#credentials ??= this.#keyring.lookup(this.attempt.request, this.reference.repository));
  }

  /** Looks the credentials up as a step of the way; the fault, if there is one. */
  lookUp(): CredentialsFault | undefined {
    this.attempt.step("credentials");
    const found = this.credentials();
    return found.ok ? undefined : found.fault;
  }

  /** What the pod can show to prove that it may have the image. */
  shown(): Outcome<Shown, CredentialsFault> {
    const found = this.credentials();
    return found.ok ? ok(shownBy(found.value)) : found;
  }
}
