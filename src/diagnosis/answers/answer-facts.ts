import type { RegistryFacts, RegistryWord } from "../../kinds/index.ts";
import type { Evidence, RegistryAnswer, RegistryReport } from "../../registry/index.ts";

export interface AnswerAbout {
  /** As the pod spells it. */
  readonly image: string;
  /** `NAMESPACE/NAME` of the secret whose login was sent. */
  readonly secret?: string;
}

/** What a report means for the verdict; undefined where nothing was asked. */
export function answerFacts({ answer, evidence }: RegistryReport, about: AnswerAbout): RegistryFacts | undefined {
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
  };
}

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
    case "corrupt":
      return "not-a-registry";
    default:
      return answer.kind;
  }
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
      return `${answered}, the image is there`;
    case "platform-missing":
      return `the image is there for ${answer.has.join(", ")} only`;
    case "unreachable":
      return `no answer from here (${answer.fault.code.replace("TRANSPORT_", "").toLowerCase().replaceAll("_", " ")})`;
    case "blob-missing":
      return `the manifest is there, ${answer.missing.length} of its parts are not`;
    default:
      return answered === "" ? answer.kind.replaceAll("-", " ") : answered;
  }
}
