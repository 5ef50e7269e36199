import { decodePullSecret } from "../credentials/index.ts";
import type { SecretObject } from "../kinds/index.ts";
import { parseImage } from "../reference/index.ts";
import { lifeOf, type Login } from "./logins.ts";
import type { Change, Proof } from "./plan.ts";
import { type Answer, type Case, type Draft, imagesOf, needing, nothing } from "./case.ts";
import { secretChanged, secretCopied, secretRetyped, secretWith } from "./secrets.ts";
import { managedBy } from "./managed.ts";
import { attachChanges, restartChanges } from "./workload-changes.ts";

interface Situation extends Case {
  readonly image: string;
  readonly host: string;
  /** Logins that the registry lets in, and those that it could not be asked about. */
  readonly good: readonly Answer[];
  readonly answers: readonly Answer[];
}

type Rule = (of: Situation) => Draft | undefined;

/** The first that has something to do counts; what needs nobody comes first, unless somebody has given a login. */
const RULES: readonly Rule[] = [givenLogin, lateAccount, otherKey, wrongType, elsewhere, staleLogin];

/** What opens the image for the pods. Whatever the leaf is called: what is at hand, and what the registry says to it, decides. */
export function loginPlan(of: Case, answers: readonly Answer[]): Draft {
  const [image = ""] = imagesOf(of.verdict, of.around);
  const parsed = parseImage(image, of.rules.reference);
  if (!parsed.ok) return nothing("The image is no image reference");
  const good = answers.filter((each) => each.image === image && each.login !== undefined && isGood(each));
  const situation = { ...of, image, host: parsed.value.host, good, answers };
  const draft = RULES.map((rule) => rule(situation)).find((each) => each !== undefined);
  return draft ?? needsLogin(situation);
}

/** One that is let in, even where what it asks for is not there; or that could not be tried from here. */
function isGood({ answer }: Answer): boolean {
  return ["found", "unreachable", "tag-not-found", "platform-missing"].includes(answer);
}

function needsLogin({ host, verdict }: Situation): Draft {
  const why =
    verdict.cause === "auth-insufficient-scope"
      ? "the one at hand may not read this repository"
      : "none at hand is let in";
  return needing({ kind: "login", host, why }, `A login for ${host} is wanted: ${why}`);
}

function byPlace({ good }: Situation, place: Login["place"]): readonly (Answer & { readonly login: Login })[] {
  return good.flatMap((each) => (each.login?.place === place ? { ...each, login: each.login } : []));
}

function givenLogin(of: Situation): Draft | undefined {
  const { choices, answers, image, host, around } = of;
  if (choices.login === undefined) return undefined;
  const answer = answers.find((each) => each.image === image && each.login?.place === "given");
  const login: Login = answer?.login ?? { place: "given", key: host, ...choices.login };
  if (answer !== undefined && !isGood(answer)) {
    return {
      ...nothing("The registry does not let the given login in"),
      proof: { accepted: false, text: answer.text },
    };
  }
  const named = around.pods[0]?.spec.imagePullSecrets?.flatMap(({ name = "" }) => (name === "" ? [] : name)) ?? [];
  const proof = proofIn(answer);
  const absent = around.absent[0];
  const life = lifeOf(login);
  const ends = life === undefined ? "" : `; it is a token of a cloud, which ends after ${life}`;
  if (absent !== undefined) {
    const why = { reason: "The pods name it, and it is not there", risk: `${READABLE}${ends}` };
    return done(of, [secretWith({ namespace: namespaceOf(of), name: absent }, login, why)], proof);
  }
  const holder = holderOf(of);
  if (holder !== undefined) {
    const risk = `Other pods that name it use the new login from their next pull on${ends}`;
    const why = { reason: "Replace the login that is refused", risk };
    return done(of, changed(of, holder, { set: { [hubKey(host)]: login }, why }), proof);
  }
  const name = named[0] ?? `pull-${host.replaceAll(/[^a-z0-9.-]+/g, "-")}`;
  const why = { reason: "The registry wants a login", risk: `${READABLE}${ends}` };
  const create = secretWith({ namespace: namespaceOf(of), name }, { ...login, key: hubKey(host) }, why);
  const attach = around.workloads.flatMap((workload) => attachChanges(workload, name));
  return {
    summary: "Give the pods a login",
    changes: [create, ...attach],
    needs: [],
    next: AT_ONCE,
    ...(proof && { proof }),
  };
}

const READABLE = "Everybody who may read secrets here can read it";
const AT_ONCE = "New pods pull at once, with the login";

/** Docker Hub is found under its old name. */
function hubKey(host: string): string {
  return host === "docker.io" ? "https://index.docker.io/v1/" : host;
}

/** The secret that fails: whose login is sent and refused, else one that is of no use, else the first. */
function holderOf({ around, answers, image, rules }: Situation): SecretObject | undefined {
  const used = answers.find((each) => each.image === image && each.login?.place === "used")?.login?.secret;
  const useless = around.secrets.find((secret) => decodePullSecret(secret, rules.credentials).kind !== "entries");
  return around.secrets.find((secret) => fullName(secret) === used) ?? useless ?? around.secrets[0];
}

function lateAccount(of: Situation): Draft | undefined {
  const [found] = byPlace(of, "account");
  if (found === undefined) return undefined;
  const reason = "A service account hands its pull secrets to pods only when they are made";
  const changes = of.around.workloads.flatMap((workload) => restartChanges(workload, reason));
  return {
    summary: `Make the pods anew, with ${found.login.secret}`,
    changes,
    needs: [],
    next: AT_ONCE,
    ...withProof(found),
  };
}

function otherKey(of: Situation): Draft | undefined {
  const [found] = byPlace(of, "other-key");
  const secret = of.around.secrets.find((each) => fullName(each) === found?.login.secret);
  if (found === undefined || secret === undefined) return undefined;
  const why = {
    reason: `It is filed under ${found.login.key}, which is not as the image writes it`,
    risk: "Its other keys stay",
  };
  return done(of, changed(of, secret, { set: { [of.host]: found.login }, why }), proofIn(found));
}

function wrongType(of: Situation): Draft | undefined {
  const [found] = byPlace(of, "wrong-type");
  const secret = of.around.secrets.find((each) => fullName(each) === found?.login.secret);
  if (found === undefined || secret === undefined) return undefined;
  const why = {
    reason: "The kubelet leaves secrets of other types out",
    risk: "It is deleted and created again: a type cannot be changed",
  };
  const changes = secretRetyped(secret, of.around.keepers ?? [], why);
  return done(
    of,
    changes.map((change) => ({ ...change, ...managedPart(secret) })),
    proofIn(found),
  );
}

function elsewhere(of: Situation): Draft | undefined {
  const { secret: meant } = of.choices;
  const all = byPlace(of, "elsewhere");
  const found = all.filter(({ login }) => meant === undefined || login.secret === meant);
  if (all.length > 0 && found.length === 0) return nothing(`No secret ${meant ?? ""} of this name is let in`);
  const [first, ...others] = found;
  const secret = of.around.elsewhere.find((each) => fullName(each) === first?.login.secret);
  if (first === undefined || secret === undefined) return undefined;
  if (others.some(({ login }) => login.secret !== first.login.secret)) {
    const candidates = [...new Set(found.map(({ login }) => login.secret ?? ""))];
    return needing({ kind: "secret", candidates }, "Several secrets of this name are let in");
  }
  const risk = `Everybody who may read secrets of namespace ${namespaceOf(of)} can read it`;
  const why = { reason: "Pods use secrets of their own namespace only", risk };
  return done(of, [secretCopied(secret, namespaceOf(of), why)], proofIn(first));
}

/** Anybody may pull it, but a login that is refused is sent. */
function staleLogin(of: Situation): Draft | undefined {
  const { answers, image, around } = of;
  const own = answers.filter((each) => each.image === image);
  const anonymous = own.find(({ login }) => login === undefined);
  const refused = own.filter(({ login, answer }) => login?.place === "used" && answer.startsWith("login-"));
  if (anonymous?.answer !== "found" || refused.length === 0) return undefined;
  const why = {
    reason: "The image is public, and the login that is sent is refused",
    risk: "No pull that works uses this login",
  };
  const changes = around.secrets.flatMap((secret) => {
    const drop = refused.flatMap(({ login }) => (login?.secret === fullName(secret) ? login.key : []));
    return drop.length === 0 ? [] : changed(of, secret, { drop, why });
  });
  return done(of, changes, proofIn(anonymous));
}

type Edit = Omit<Parameters<typeof secretChanged>[1], "keepers"> & {
  readonly why: Parameters<typeof secretChanged>[2];
};

function changed({ around }: Situation, secret: SecretObject, { why, ...auths }: Edit): readonly Change[] {
  const changes = secretChanged(secret, { ...auths, keepers: around.keepers ?? [] }, why);
  return changes.map((change) => ({ ...change, ...managedPart(secret) }));
}

function managedPart(secret: SecretObject): Pick<Change, "managed"> {
  const managed = managedBy(secret);
  return managed === undefined ? {} : { managed };
}

/** The secret is right then: pods that a controller makes are made anew, others use it at their next try. */
function done({ around, verdict }: Situation, secrets: readonly Change[], proof: Proof | undefined): Draft {
  const reason = "So that nothing waits out the back-off";
  const made = around.workloads.filter(({ object }) => object.kind !== "Pod");
  const each = made.map((workload) => restartChanges(workload, reason));
  const restarts = each.flat();
  const alone = made.length < around.workloads.length || each.some((changes) => changes.length === 0);
  const next = alone ? "The next try uses it; the pod need not be made anew" : AT_ONCE;
  const first = secrets.at(-1);
  const summary =
    first?.kind === "create" ? `Create secret ${first.object.name}` : `Correct secret ${first?.object.name ?? ""}`;
  const waits = alone && verdict.next !== undefined ? { waits: verdict.next } : {};
  return { summary, changes: [...secrets, ...restarts], needs: [], next, ...waits, ...(proof && { proof }) };
}

function proofIn(answer: Answer | undefined): Proof | undefined {
  if (answer === undefined || answer.answer === "unreachable") return undefined;
  return { accepted: true, text: answer.text };
}

function withProof(answer: Answer): Pick<Draft, "proof"> {
  const proof = proofIn(answer);
  return proof === undefined ? {} : { proof };
}

function namespaceOf({ around }: Situation): string {
  return around.pods[0]?.metadata.namespace ?? "default";
}

function fullName({ metadata: { namespace = "default", name = "" } }: SecretObject): string {
  return `${namespace}/${name}`;
}
