import { type Clock, Secret } from "../../base/index.ts";
import { makeKeyring, type TrackedCredential } from "../../credentials/index.ts";
import { answerFacts } from "../../diagnosis/index.ts";
import type { Pod, RegistryFacts, Rules, SecretObject } from "../../kinds/index.ts";
import { createHttpsTransport } from "../../node/index.ts";
import { type ImageReference, parseImage } from "../../reference/index.ts";
import {
  askRegistry,
  DEFAULT_LIMITS,
  type RegistryCredential,
  type RegistryReport,
  RegistrySession,
} from "../../registry/index.ts";
import { sandboxAt } from "../sandbox/running.ts";
import type { RegistryOptions } from "./options.ts";
import { sandboxTransport } from "./sandbox-transport.ts";

export interface RegistryQuestions {
  readonly pods: readonly Pod[];
  /** The pull secrets of the pods that could be read. */
  readonly secrets: readonly SecretObject[];
  readonly rules: Rules;
  readonly options: Pick<RegistryOptions, "realms" | "plainHttp"> & {
    /** PEM texts. */
    readonly extraCa: readonly string[];
  };
  /** Address of the API server: a sandbox has registries of its own. */
  readonly server: string;
}

export interface RegistryAnswers {
  readonly registries: readonly RegistryFacts[];
  readonly notSeen: readonly string[];
}

interface Ask {
  readonly image: string;
  readonly parsed: ImageReference;
  readonly login?: TrackedCredential;
}

/** Asks each registry about each image as the kubelet would, login by login, and anonymously; the same question once. */
export async function askRegistries(
  questions: RegistryQuestions,
  { clock, signal }: { readonly clock: Pick<Clock, "now" | "sleep">; readonly signal: AbortSignal },
): Promise<RegistryAnswers> {
  const asks = asksOf(questions);
  const { realms, plainHttp, extraCa } = questions.options;
  const hosts = [...new Set(asks.map(({ parsed }) => parsed.host))];
  const policy = { hosts, realms, plainHttp, redirects: hosts, limits: DEFAULT_LIMITS };
  const sandbox = sandboxAt(questions.server);
  const known = sandbox === undefined ? extraCa : [...extraCa, sandbox.registryCertificate];
  const outside = createHttpsTransport({ extraCa: known });
  const transport = sandbox === undefined ? outside : sandboxTransport(outside, sandbox.registries);
  const session = new RegistrySession({ transport, clock, policy });
  const answered = await Promise.all(
    asks.map(async (ask) => ({ ask, report: await askRegistry(session, questionOf(ask), signal) })),
  );
  const registries = answered.flatMap(({ ask, report }) => answerFacts(report, aboutOf(ask)) ?? []);
  return { registries, notSeen: [...new Set(answered.flatMap(({ ask, report }) => unreachedText(ask, report)))] };
}

function asksOf({ pods, secrets, rules }: RegistryQuestions): readonly Ask[] {
  const byName = new Map(secrets.map((secret) => [`${secret.metadata.namespace}/${secret.metadata.name}`, secret]));
  const asks = new Map<string, Ask>();
  for (const pod of pods) {
    const names = (pod.spec.imagePullSecrets ?? []).map(({ name }) => `${pod.metadata.namespace}/${name}`);
    const keyring = makeKeyring({ secrets: names.flatMap((name) => byName.get(name) ?? []), rules: rules.credentials });
    for (const { image = "" } of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
      const parsed = parseImage(image, rules.reference);
      if (!parsed.ok) continue;
      const logins = keyring.ok ? keyring.value.lookup(parsed.value.repository) : [];
      for (const login of [undefined, ...logins]) {
        const ask = { image, parsed: parsed.value, ...(login !== undefined && { login }) };
        asks.set(`${image} ${secretOf(login) ?? ""}`, ask);
      }
    }
  }
  return [...asks.values()];
}

function questionOf({ parsed, login }: Ask): Parameters<typeof askRegistry>[1] {
  return login === undefined ? { image: parsed } : { image: parsed, credential: credentialOf(login) };
}

function credentialOf({ username, password }: TrackedCredential): RegistryCredential {
  return { kind: "login", username: username.text, password: new Secret(password.reveal().text) };
}

function aboutOf({ image, login }: Ask): { readonly image: string; readonly secret?: string } {
  const secret = secretOf(login);
  return secret === undefined ? { image } : { image, secret };
}

function secretOf(login: TrackedCredential | undefined): string | undefined {
  const source = login?.source;
  return source?.kind === "secret" ? `${source.namespace}/${source.name}` : undefined;
}

function unreachedText({ parsed }: Ask, { answer }: RegistryReport): readonly string[] {
  if (answer.kind !== "unreachable") return [];
  const why = answer.fault.code.replace("TRANSPORT_", "").toLowerCase().replaceAll("_", " ");
  return [`registry ${parsed.host}, which does not answer from here (${why}); only a node could tell`];
}
