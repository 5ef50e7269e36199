import { base64, utf8Bytes } from "../../src/base/index.ts";
import { type Keyring, makeKeyring } from "../../src/credentials/index.ts";
import { rulesOf, type Rules, type SecretObject } from "../../src/kinds/index.ts";
import { BackOff } from "../../src/kubelet/index.ts";
import { parseImage } from "../../src/reference/index.ts";
import type { Step, Workload } from "./workload.ts";

/** The minor that the peer links. */
export const RULES: Rules = rulesOf("1.31");

/** A new object each time: the decoding of a secret is remembered for the object. */
export function keyringBuild(work: Workload): Step {
  const secret = pullSecret(work);
  return () => lookUp(keyringOf({ ...secret }), work);
}

export function keyringLookup(work: Workload): Step {
  const keyring = keyringOf(pullSecret(work));
  return () => lookUp(keyring, work);
}

export function imageName({ images }: Workload): Step {
  return (i) => {
    const parsed = parseImage(images[i % images.length] ?? "", RULES.reference);
    if (!parsed.ok) throw new Error(parsed.fault.message);
  };
}

export function backOff({ image, backOffKeys }: Workload): Step {
  const backOff = new BackOff(RULES.backoff, Date);
  const keys = Array.from({ length: backOffKeys }, (_, i) => `pod-${i}_${image}`);
  return (i) => {
    const key = keys[i % keys.length] ?? "";
    const now = Date.now();
    backOff.next(key, now);
    if (backOff.inBackOff(key, now) === undefined) throw new Error(`Not in back-off: ${key}`);
  };
}

function pullSecret({ dockerConfig }: Workload): SecretObject {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "pull", namespace: "default", uid: "secret-0" },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": base64(utf8Bytes(dockerConfig)) },
  };
}

function keyringOf(secret: SecretObject): Keyring {
  const keyring = makeKeyring({ secrets: [secret], rules: RULES.credentials });
  if (!keyring.ok) throw new Error(keyring.fault.message);
  return keyring.value;
}

function lookUp(keyring: Keyring, { repository }: Workload): void {
  if (keyring.lookup(repository).length === 0) throw new Error(`No credentials for ${repository}`);
}
