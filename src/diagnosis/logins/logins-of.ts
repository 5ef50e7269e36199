import type { Instant } from "../../base/index.ts";
import { explainCredentials, type CredentialRow } from "../../credentials/index.ts";
import type { LoginFacts, Pod, Rules, SecretObject } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";

export interface LoginsQuestion {
  readonly pods: readonly Pod[];
  /** Those that could be read. */
  readonly secrets: readonly SecretObject[];
  readonly rules: Rules;
  readonly now: Instant;
}

/** What the pull secrets that pods name mean for their images, each image of a namespace and list of secrets once. */
export function loginsOf({ pods, secrets, rules, now }: LoginsQuestion): readonly LoginFacts[] {
  const byName = new Map(secrets.map((secret) => [nameOf(secret), secret]));
  const facts = new Map<string, readonly LoginFacts[]>();
  for (const pod of pods) {
    const { namespace = "default" } = pod.metadata;
    const pullSecrets = (pod.spec.imagePullSecrets ?? []).flatMap(({ name = "" }) => (name === "" ? [] : name));
    const named = pullSecrets.flatMap((name) => byName.get(`${namespace}/${name}`) ?? []);
    for (const image of imagesOf(pod)) {
      const key = [namespace, image, ...pullSecrets].join(" ");
      if (!facts.has(key)) facts.set(key, loginsFor({ namespace, pullSecrets, image, secrets: named, rules, now }));
    }
  }
  return [...facts.values()].flat();
}

interface ImageQuestion extends Omit<LoginsQuestion, "pods">, Pick<LoginFacts, "namespace" | "pullSecrets" | "image"> {}

function loginsFor({ namespace, pullSecrets, image, secrets, rules, now }: ImageQuestion): readonly LoginFacts[] {
  const parsed = parseImage(image, rules.reference);
  if (!parsed.ok) return [];
  const { repository } = parsed.value;
  const rows = explainCredentials({ repository, namespace, secrets, rules: rules.credentials });
  return rows.map((row) => factsOf(row, { namespace, pullSecrets, image, now }));
}

function factsOf(
  { secret = "", used, verdict, sentence, expires }: CredentialRow,
  { now, ...about }: Pick<ImageQuestion, "namespace" | "pullSecrets" | "image" | "now">,
): LoginFacts {
  const age = expires === undefined ? 0 : (now - Date.parse(expires)) / 1000;
  const expired = age > 0 ? { expiredFor: age } : {};
  return { ...about, secret, used, code: verdict.code, sentence, ...expired };
}

/** Every image that a pod names, once. */
export function imagesOf({ spec }: Pod): readonly string[] {
  const { containers, initContainers = [], ephemeralContainers = [], volumes = [] } = spec;
  const ofContainers = [...initContainers, ...containers, ...ephemeralContainers].flatMap(({ image }) => image ?? []);
  return [...new Set([...ofContainers, ...volumes.flatMap(({ image }) => image?.reference ?? [])])];
}

function nameOf({ metadata: { namespace = "default", name = "" } }: SecretObject): string {
  return `${namespace}/${name}`;
}
