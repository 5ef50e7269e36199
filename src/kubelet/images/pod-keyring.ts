import type { Outcome } from "../../base/index.ts";
import {
  type CredentialsFault,
  type KeyringPlugin,
  makeKeyring,
  type NodeFiles,
  type PluginAnswer,
  type TrackedCredential,
} from "../../credentials/index.ts";
import type { Rules } from "../../kinds/index.ts";
import type { CredentialPlugin, EnsureImageRequest, NodeCredentials, PodIdentity } from "./contract.ts";

/** The usual case: there is nowhere to look. */
const NOTHING: Outcome<readonly TrackedCredential[], CredentialsFault> = { ok: true, value: [] };

/** Asks the keyring of a pod: its pull secrets, the node's files, and the credential provider plugins on behalf of the pod. */
export class PodKeyring {
  readonly #node: NodeCredentials;
  readonly #rules: Rules;
  #files: NodeFiles = {};

  constructor(node: NodeCredentials, rules: Rules) {
    this.#node = node;
    this.#rules = rules;
  }

  /** In the order in which they are tried. `repository`: completed name without tag and digest. */
  lookup(
    { secrets, pod }: EnsureImageRequest,
    repository: string,
  ): Outcome<readonly TrackedCredential[], CredentialsFault> {
    const nodeFiles = this.#nodeFiles();
    if (secrets.length === 0 && this.#node.plugins === undefined && isEmpty(nodeFiles)) return NOTHING;
    const plugins = (this.#node.plugins ?? []).map((plugin) => this.#pluginFor(pod, plugin));
    const keyring = makeKeyring({ secrets, nodeFiles, plugins, rules: this.#rules.credentials });
    return keyring.ok ? { ok: true, value: keyring.value.lookup(repository) } : keyring;
  }

  /** The same object as long as the text is the same: the keyring remembers what it has decoded. */
  #nodeFiles(): NodeFiles {
    const files = this.#node.files();
    const same = files.configJson === this.#files.configJson && files.dockercfg === this.#files.dockercfg;
    if (!same) this.#files = files;
    return this.#files;
  }

  #pluginFor(pod: PodIdentity, { name, matchImages, serviceAccountMode, answer }: CredentialPlugin): KeyringPlugin {
    const ask = serviceAccountMode
      ? (image: string) => this.#answerFor(pod, image, answer)
      : (image: string) => ({ auths: answer({ image }) });
    return { name, matchImages, answer: ask };
  }

  /** In service-account mode a plugin is not asked for a pod without an account that exists. */
  #answerFor(pod: PodIdentity, image: string, answer: CredentialPlugin["answer"]): PluginAnswer | undefined {
    const { namespace, serviceAccountName: name } = pod;
    if (!this.#rules.verification.serviceAccounts || name === undefined) return undefined;
    const uid = this.#node.serviceAccountUid(namespace, name);
    if (uid === undefined) return undefined;
    const serviceAccount = { uid, namespace, name };
    return { auths: answer({ image, serviceAccount }), serviceAccount };
  }
}

function isEmpty({ configJson, dockercfg }: NodeFiles): boolean {
  return configJson === undefined && dockercfg === undefined;
}
