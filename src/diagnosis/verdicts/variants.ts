import type { Places } from "../causes/index.ts";
import type { Context } from "./context.ts";
import { misspeltOfficial } from "./near-names.ts";
import { shortName } from "./short-name.ts";

/** A special case of a cause, which is told and fixed in words of its own. */
export interface Variant {
  readonly id: string;
  readonly summary: string;
  readonly fix: readonly string[];
}

interface Case extends Variant {
  readonly causes: readonly string[];
  /** What its words name beside the usual places; undefined where the case does not hold. */
  readonly places: (context: Context) => Places | undefined;
}

const SET_IMAGE = "kubectl set image {target} {container}={near} -n {namespace}";

/** The first that holds counts. */
const CASES: readonly Case[] = [
  {
    id: "service-account-late",
    causes: ["auth-missing"],
    places: accountSecret,
    summary:
      'Service account "{account}" names pull secret "{secret}" now, but the pod was made before and keeps the list that it was made with.',
    fix: [
      "kubectl rollout restart {owner} -n {namespace}",
      "a pod without an owner has to be created anew: kubectl get pod {pod} -n {namespace} -o yaml | kubectl replace --force -f -",
    ],
  },
  {
    id: "present-for-others",
    causes: ["auth-missing", "auth-wrong-credentials"],
    places: presentForOthers,
    summary:
      "{image} is on node {node}, but kubelets from 1.35 on let only pods use it that have a login for it: {registry} wants one.",
    fix: [
      "kubectl create secret docker-registry {secret} -n {namespace} --docker-server={host} --docker-username=USER --docker-password=PASSWORD",
      "name it in imagePullSecrets of the pod template or of its service account, then create the pod anew",
    ],
  },
  {
    id: "public-image",
    causes: ["auth-wrong-credentials", "auth-token-expired", "auth-insufficient-scope"],
    places: publicImage,
    summary:
      '{image} is public, but the login of pull secret "{secret}" is sent and refused, and the kubelet then tries nobody else.',
    fix: [
      'take "{secret}" out of imagePullSecrets of {owner} or of its service account, and create the pod anew',
      "or renew the login in it: the next try uses it",
    ],
  },
  {
    id: "key-of-same-host",
    causes: ["pull-secret-host-mismatch"],
    places: unsentLogin,
    summary:
      'The login of pull secret "{secret}" would do, but its key is for another port or path than {host}, so it was never sent.',
    fix: ["file the login under {host}, port included, exactly as the image writes it; the next try uses it"],
  },
  {
    id: "host-left-out",
    causes: ["registry-host-missing"],
    places: hostElsewhere,
    summary: '"{image}" has no host, so {registry} was asked for it; {others} has it.',
    fix: [SET_IMAGE],
  },
  {
    id: "not-yet-valid",
    causes: ["tls-cert-expired"],
    places: ({ answers }) =>
      answers.unreached.some(({ fault }) => fault === "TRANSPORT_TLS_NOT_YET_VALID") ? {} : undefined,
    summary: "The certificate of {asked} is not valid yet, neither for the node nor from here.",
    fix: ["serve a certificate whose time has begun"],
  },
  {
    id: "there-now",
    causes: ["tag-not-found", "repository-not-found", "digest-not-found"],
    places: ({ answers }) => (answers.asKubelet.some(({ answer }) => answer === "found") ? {} : undefined),
    summary: "{image} was not there at the last try; {registry} has it now.",
    fix: ["wait: the next try will find it", "or do not wait: kubectl delete pod {pod} -n {namespace}"],
  },
  {
    id: "near-tag",
    causes: ["tag-not-found"],
    places: nearTag,
    summary: '{registry} has {repository}, but no tag "{tag}"; it has {others}.',
    fix: [SET_IMAGE, "or push this tag and look at the job that should have"],
  },
  {
    id: "near-repository",
    causes: ["repository-not-found"],
    places: nearRepository,
    summary: "{registry} has no repository {repository}; it has {others}.",
    fix: [SET_IMAGE, "or push the image to {repository}"],
  },
  {
    id: "platforms",
    causes: ["platform-mismatch"],
    places: platforms,
    summary: "{image} is there for {others}, not for {wanted}, which node {node} is.",
    fix: [
      "build and push the image for {wanted} too: docker buildx build --platform linux/amd64,linux/arm64 --push",
      "or let the pod run on a node that fits: nodeSelector kubernetes.io/arch",
    ],
  },
];

/** What is special about the likeliest cause, with the places that its words name. */
export function variantOf(
  [first = ""]: readonly string[],
  context: Context,
): { readonly variant: Variant; readonly places: Places } | undefined {
  for (const { causes, places: find, ...variant } of CASES) {
    const places = causes.includes(first) ? find(context) : undefined;
    if (places !== undefined) return { variant, places };
  }
  return undefined;
}

/** Secrets that the account names and the pod does not. */
function accountSecret({ subject, snapshot }: Context): Places | undefined {
  const { pod } = subject;
  const account = snapshot.accounts?.find(
    ({ name, namespace }) => name === (pod?.serviceAccount ?? "default") && namespace === pod?.namespace,
  );
  const secret = account?.pullSecrets.find((name) => pod?.pullSecrets?.includes(name) !== true);
  return account === undefined || secret === undefined ? undefined : { account: account.name, secret };
}

/** Without the check of who may use it, an image that is there would not be pulled. */
function presentForOthers({ subject: { pod, container, image = "" }, snapshot }: Context): Places | undefined {
  const node = snapshot.nodes?.find(({ name }) => name === pod?.node);
  const [, minor = "0"] = /^v?1\.(\d+)/.exec(node?.kubelet ?? "") ?? [];
  const isThere = node?.images.some((each) => shortName(each) === shortName(image)) === true;
  return isThere && Number(minor) >= 35 && container?.policy !== "Always" ? {} : undefined;
}

function publicImage({ answers }: Context): Places | undefined {
  const isPublic = answers.others.some(({ answer, secret }) => answer === "found" && secret === undefined);
  const refused = answers.asKubelet.find(({ secret }) => secret !== undefined)?.secret;
  return isPublic && refused !== undefined ? { secret: refused.split("/")[1] } : undefined;
}

function unsentLogin({ answers }: Context): Places | undefined {
  const good = answers.others.find(({ unsent, answer }) => unsent && answer === "found");
  return good?.secret === undefined ? undefined : { secret: good.secret.split("/")[1] };
}

function hostElsewhere({ answers, subject }: Context): Places | undefined {
  const host = answers.elsewhere.find(({ answer }) => answer === "found")?.elsewhere;
  return host === undefined ? undefined : { others: host, near: `${host}/${subject.image ?? ""}` };
}

function nearTag({ answers, reading, subject }: Context): Places | undefined {
  const tags = answers.asKubelet.find(({ nearTags = [] }) => nearTags.length > 0)?.nearTags ?? [];
  const { reference } = reading.facts;
  if (tags[0] === undefined || reference === undefined) return undefined;
  return { near: `${withoutTag(subject.image ?? "")}:${tags[0]}`, others: tags.join(", ") };
}

function nearRepository(context: Context): Places | undefined {
  const { answers, reading, subject } = context;
  const official = misspeltOfficial(context);
  const near = answers.asKubelet.find(({ nearRepositories = [] }) => nearRepositories.length > 0)?.nearRepositories;
  const names = official === undefined ? near : [official];
  const { reference } = reading.facts;
  if (names?.[0] === undefined || reference === undefined) return undefined;
  const host = (subject.image ?? "").startsWith(`${reference.host}/`) ? `${reference.host}/` : "";
  const rest = (subject.image ?? "").slice(withoutTag(subject.image ?? "").length);
  return { near: `${host}${names[0]}${rest}`, others: names.join(", ") };
}

function platforms({ answers, snapshot, subject }: Context): Places | undefined {
  const has = answers.asKubelet.find(({ platforms: there = [] }) => there.length > 0)?.platforms;
  const wanted = snapshot.nodes?.find(({ name }) => name === subject.pod?.node)?.platform;
  return has === undefined || wanted === undefined ? undefined : { others: has.join(", "), wanted };
}

function withoutTag(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
}
