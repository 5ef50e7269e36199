import type { TransportFault } from "../../base/index.ts";
import type { RegistryFacts, RegistryWord } from "../../kinds/index.ts";
import type { Evidence, NotSent, RegistryAnswer, RegistryReport } from "../../registry/index.ts";

export interface AnswerAbout {
  /** As the pod spells it. */
  readonly image: string;
  /** `NAMESPACE/NAME` of the secret whose login was sent. */
  readonly secret?: string;
  /** The moment, for what the registry says of times. */
  readonly now?: number;
}

/** What a report means for the verdict; undefined where nothing was asked. */
export function answerFacts(
  { answer, evidence, allowance }: RegistryReport,
  { now, ...about }: AnswerAbout,
): RegistryFacts | undefined {
  const answerWord = wordOf(answer);
  if (answerWord === undefined) return undefined;
  const decisive = evidence.findLast(({ probe }) => probe === "manifest" || probe === "token") ?? evidence.at(-1);
  const nearTags = answer.kind === "not-found" ? answer.nearTags : undefined;
  const near = nearTags === undefined || nearTags.length === 0 ? "" : `; there are ${nearTags.join(", ")}`;
  return {
    ...about,
    answer: answerWord,
    text: `${askedText(decisive, about)}: ${saidText(answer, decisive)}${near}`,
    ...(mayNotExist(answer) && { mayNotExist: true }),
    ...(nearTags !== undefined && { nearTags }),
    ...platformsOf(answer),
    ...(answer.kind === "unreachable" && { fault: answer.fault.code }),
    ...(answer.kind === "rate-limited" && answer.limit === "allowance" && { allowance: true }),
    ...resetsIn(answer, allowance, now),
  };
}

function platformsOf(answer: RegistryAnswer): Pick<RegistryFacts, "platforms"> {
  if (answer.kind === "platform-missing") return { platforms: answer.has };
  return answer.kind === "found" && answer.platforms !== undefined ? { platforms: answer.platforms } : {};
}

/** When an allowance is there again, or the registry wants to be asked again. */
function resetsIn(
  answer: RegistryAnswer,
  allowance: RegistryReport["allowance"],
  now: number | undefined,
): Pick<RegistryFacts, "resetsIn"> {
  if (answer.kind !== "rate-limited" || now === undefined) return {};
  const at = answer.retryAfter ?? answer.allowance?.resets ?? allowance?.resets;
  return at === undefined ? {} : { resetsIn: Math.max(0, Math.round((at - now) / 1000)) };
}

/** Where there was no answer from here: the node may have had one. */
export function unreachedText(host: string, { answer }: RegistryReport): readonly string[] {
  if (answer.kind === "not-asked") return [`registry ${host}, which was not asked (${NOT_ASKED[answer.why]})`];
  if (answer.kind !== "unreachable") return [];
  return [`registry ${host}, which does not answer from here (${faultWords(answer.fault)}); only a node could tell`];
}

function faultWords({ code }: TransportFault): string {
  return code.replace("TRANSPORT_", "").toLowerCase().replaceAll("_", " ");
}

/** Whose certificate was shown instead of a good one, and when it is valid. */
function certificateText(fault: TransportFault): string {
  const [certificate] = "chain" in fault ? fault.chain : [];
  if (certificate === undefined) return "";
  const { names, issuer, validFrom, validTo } = certificate;
  const [from, to] = [validFrom, validTo].map((at) => new Date(at).toISOString().slice(0, 10));
  return `: certificate for ${names.join(", ")}, by ${issuer}, valid ${from} to ${to}`;
}

const NOT_ASKED: Readonly<Record<NotSent, string>> = {
  "host-not-allowed": "no image of a pod names it",
  "realm-not-allowed": "its token service is of another site: --allow-realm HOST allows it",
  "realm-malformed": "it names no token service that can be asked",
  "credential-over-plain-http": "a login would go over plain HTTP: --plain-http HOST allows it",
  "redirect-to-plain-http": "it leads to plain HTTP",
  "redirect-malformed": "it leads to no address",
  "redirect-shows-credential": "it leads to an address that shows a login",
  "too-many-redirects": "it leads in a circle",
  "request-budget": "it was asked enough",
  "retry-later": "it wants to be left alone for a while",
};

const IMAGE_CONFIG = /^application\/vnd\.(?:docker\.container|oci)\.image\./;

/** A registry that wants a login for everything (Basic) says nothing of names before, but that it wants one is sure. */
function mayNotExist(answer: RegistryAnswer): boolean {
  if (answer.kind === "wants-login" && answer.scheme === "basic") return false;
  return "mayNotExist" in answer && answer.mayNotExist;
}

function wordOf(answer: RegistryAnswer): RegistryWord | undefined {
  switch (answer.kind) {
    case "not-found":
      return answer.what === "unknown" ? "not-found" : `${answer.what}-not-found`;
    case "login-refused":
      return answer.expired ? "login-expired" : "login-refused";
    case "forbidden":
      return answer.because === "policy" ? "withheld" : answer.because === "address" ? "address-blocked" : "forbidden";
    case "not-asked":
      return undefined;
    case "found":
      return answer.configMediaType !== undefined && !IMAGE_CONFIG.test(answer.configMediaType) ? "no-image" : "found";
    default:
      return answer.kind;
  }
}

function contentText({ configMediaType, platforms }: Extract<RegistryAnswer, { readonly kind: "found" }>): string {
  if (configMediaType !== undefined && !IMAGE_CONFIG.test(configMediaType))
    return `what is there is ${configMediaType}`;
  return platforms === undefined || platforms.length === 0
    ? "the image is there"
    : `the image is there for ${platforms.join(", ")}`;
}

/** `HEAD registry.example/v2/shop/api/manifests/1.4 with the login of shop/regcred`. */
function askedText(asked: Evidence | undefined, { image, secret }: AnswerAbout): string {
  const url = asked?.url.replace(/^https?:\/\//, "").replace(/\?.*$/, "");
  const what = asked === undefined ? image : `${asked.method} ${url}`;
  return `${what} ${secret === undefined ? "anonymously" : `with the login of ${secret}`}`;
}

function saidText(answer: RegistryAnswer, asked: Evidence | undefined): string {
  const status = asked?.result.kind === "answer" ? String(asked.result.status) : "";
  const code = "errors" in answer ? (answer.errors[0]?.code ?? "") : "";
  const answered = [status, code].filter((part) => part !== "").join(" ");
  switch (answer.kind) {
    case "found":
      return `${answered}, ${contentText(answer)}`;
    case "corrupt":
      return "what came has another digest";
    case "not-a-registry":
      return `${status}, no answer of a registry${answer.looks === "html" ? " but a page" : ""}`;
    case "platform-missing":
      return `the image is there for ${answer.has.join(", ")} only`;
    case "unreachable":
      return `no answer from here (${faultWords(answer.fault)})${certificateText(answer.fault)}`;
    case "blob-missing":
      return `the manifest is there, ${answer.missing.length} of its parts are not`;
    default:
      return answered === "" ? answer.kind.replaceAll("-", " ") : answered;
  }
}
