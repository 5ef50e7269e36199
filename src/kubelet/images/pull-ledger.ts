import { ok, type Now, type Outcome } from "../../base/index.ts";
import type { CredentialsFault } from "../../credentials/index.ts";
import type { Rules } from "../../kinds/index.ts";
import { parseImage, repositoryAsWritten } from "../../reference/index.ts";
import type { ListedImage } from "../ports.ts";
import type { ImagePullCredentials, SecretCoordinates } from "./contract.ts";
import type { Shown } from "./record-credentials.ts";
import type { PullRecordFiles } from "./pull-record-files.ts";
import { isSame, mergeCredentials } from "./record-merge.ts";
import type { NeedsVerification } from "./verification-policy.ts";

/** From so many secrets on, a record no longer grows by secrets that merely matched it. */
const SECRETS_WHEN_FULL = 100;

export interface PullLedgerOptions {
  readonly rules: Rules;
  readonly files: PullRecordFiles;
  readonly clock: Now;
  readonly needsVerification: NeedsVerification;
}

/** What a pod can show; asked only when that decides. */
export type Show = () => Outcome<Shown, CredentialsFault>;

/** Who pulled what with which credentials, and so who may use a present image (pkg/kubelet/images/pullmanager). */
export class PullLedger {
  readonly #options: PullLedgerOptions;
  /** Pulls in progress by image as written. */
  readonly #inProgress = new Map<string, number>();

  constructor(options: PullLedgerOptions) {
    this.#options = options;
  }

  /** Turns intents that an earlier process has left into records without credentials, where the image is there by now. */
  adopt(images: readonly ListedImage[]): void {
    const { files } = this.#options;
    for (const { id, names } of images) {
      for (const image of names.filter((name) => files.hasIntent(name))) {
        if (this.#repository(image) === undefined) continue;
        if (files.find(id) === undefined) this.#write(id, {});
        files.removeIntent(image);
      }
    }
  }

  recordIntent(image: string): void {
    this.#options.files.writeIntent(image);
    this.#inProgress.set(image, (this.#inProgress.get(image) ?? 0) + 1);
  }

  /** The pull came to nothing, or was not tried at all. */
  dropIntent(image: string): void {
    const count = this.#inProgress.get(image) ?? 0;
    if (count > 1) {
      this.#inProgress.set(image, count - 1);
      return;
    }
    this.#inProgress.delete(image);
    this.#options.files.removeIntent(image);
  }

  /** Where the name cannot be filed, the intent stays, so that the image counts as pulled by the kubelet. */
  recordPulled(image: string, imageRef: string, credentials: ImagePullCredentials): void {
    const repository = this.#repository(image);
    if (repository === undefined) return;
    this.#add(imageRef, repository, credentials);
    this.dropIntent(image);
  }

  /** Whether a pod must pull an image that is present, to prove that it may have it. */
  mustPull(image: string, imageRef: string, show: Show): Outcome<boolean, CredentialsFault> {
    const { files, needsVerification } = this.#options;
    const record = files.find(imageRef);
    if (!needsVerification(image, record !== undefined || files.hasIntent(image))) return ok(false);
    const repository = record && this.#repository(image);
    const known = repository === undefined ? undefined : record?.credentialMapping[repository];
    if (repository === undefined || known === undefined) return ok(true);
    if (known.nodePodsAccessible) return ok(false);
    if (known.kubernetesSecrets === undefined && known.kubernetesServiceAccounts === undefined) return ok(true);
    const shown = show();
    if (!shown.ok) return shown;
    return ok(!this.#admits({ imageRef, repository, known }, shown.value));
  }

  prune(presentRefs: readonly string[]): void {
    this.#options.files.prune(presentRefs, this.#options.clock.now());
  }

  #admits(record: RecordPart, { secrets, serviceAccount }: Shown): boolean {
    if (secrets.some((secret) => this.#admitsSecret(record, secret))) return true;
    const accounts = record.known.kubernetesServiceAccounts ?? [];
    return serviceAccount !== undefined && accounts.some((known) => isSame(known, serviceAccount));
  }

  /** A copy of a known credential is noted with its secret, a changed credential of a known secret with its hash. */
  #admitsSecret({ imageRef, repository, known }: RecordPart, secret: SecretCoordinates): boolean {
    const secrets = known.kubernetesSecrets ?? [];
    const grows = secrets.length < SECRETS_WHEN_FULL;
    for (const other of secrets) {
      const sameHash = other.credentialHash !== "" && other.credentialHash === secret.credentialHash;
      const same = isSame(other, secret);
      if (!sameHash && !(same && grows)) continue;
      if (sameHash !== same && grows) this.#add(imageRef, repository, { kubernetesSecrets: [secret] });
      return true;
    }
    return false;
  }

  #add(imageRef: string, repository: string, added: ImagePullCredentials): void {
    const mapping = this.#options.files.find(imageRef)?.credentialMapping ?? {};
    const merged = mergeCredentials(mapping[repository], added);
    if (merged !== undefined) this.#write(imageRef, { ...mapping, [repository]: merged });
  }

  #write(imageRef: string, credentialMapping: Readonly<Record<string, ImagePullCredentials>>): void {
    const { files, clock } = this.#options;
    files.write({ imageRef, credentialMapping }, clock.now());
  }

  /** By what a record knows an image; undefined where it has no such name. */
  #repository(image: string): string | undefined {
    const { reference, verification } = this.#options.rules;
    if (verification.repositoryAsWritten) {
      const name = repositoryAsWritten(image, reference);
      return name.ok ? name.value : undefined;
    }
    const parsed = parseImage(image, reference);
    return parsed.ok ? parsed.value.repository : undefined;
  }
}

interface RecordPart {
  readonly imageRef: string;
  readonly repository: string;
  readonly known: ImagePullCredentials;
}
