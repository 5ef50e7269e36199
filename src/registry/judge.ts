import type { ForbiddenBecause, Looks, RateLimited, Refusal, RegistryAnswer } from "./answer.ts";
import { allowanceOf, retryAfterOf } from "./rate.ts";
import { type Answer, headerOf } from "./reply.ts";
import type { Asked, Asker, RegistrySession } from "./session.ts";
import { DEVIATIONS, type Deviation, VENDORS } from "./vendors.data.ts";
import { beginningOf } from "./wire.ts";
import { apiHost, hostNameOf } from "./registry-host.ts";

export interface Subject {
  readonly session: RegistrySession;
  readonly asker: Asker;
  /** What a 404 without a word is about. */
  readonly names: "tag" | "digest";
}

/** What a reply means that is not what was asked for. */
export function judge(asked: Asked, subject: Subject): RegistryAnswer {
  const { reply } = asked;
  const { role, host } = reply;
  if (reply.kind === "fault") return { kind: "unreachable", role, host, fault: reply.fault };
  if (reply.kind === "not-sent") return { kind: "not-asked", role, host, why: reply.why };
  const row = deviationOf(reply);
  if (row !== undefined) return deviating(row, { ...asked, reply }, subject);
  return byStatus({ ...asked, reply }, subject);
}

type Answered = Asked & { readonly reply: Answer };

function byStatus(asked: Answered, subject: Subject): RegistryAnswer {
  const { reply } = asked;
  const { status, role, host, errors } = reply;
  if (status === 429 || errors.some(({ code }) => code === "TOOMANYREQUESTS"))
    return limited(asked, subject, "unknown");
  if (status >= 500) return { kind: "server-error", role, host, status, errors };
  // A store behind the registry knows no logins: its refusal is between the two of them.
  if (role === "blob-store" && (status === 401 || status === 403)) return forbidden(asked, subject, "unknown");
  if (status === 401) return unauthorized(asked, subject);
  if (role !== "token-service" && status === 412) return forbidden(asked, subject, "policy");
  const looks = looksOf(reply);
  if (status === 403) return looks === "html" ? forbidden(asked, subject, "address") : denied(asked, subject);
  if (role === "registry" && looks !== "html" && looks !== "https-server") {
    const missing = missingOf(asked, subject);
    if (missing !== undefined) return missing;
  }
  if (role === "token-service" && status === 400 && asked.withLogin) return loginRefused(asked, subject, false);
  return { kind: "not-a-registry", role, host, status, looks };
}

/** Codes of the specification, and of registries before it. */
const MISSING_CODES = {
  repository: ["NAME_UNKNOWN", "NAME_INVALID", "REPOSITORY_NOT_FOUND"],
  reference: ["MANIFEST_UNKNOWN", "TAG_INVALID", "MANIFEST_INVALID", "NOT_FOUND"],
};

function missingOf({ reply }: Answered, { names }: Subject): RegistryAnswer | undefined {
  const { status, errors } = reply;
  if (status !== 404 && status !== 400) return undefined;
  const code = errors.find((error) => error.code !== "")?.code ?? "";
  if (MISSING_CODES.repository.includes(code)) return { kind: "not-found", what: "repository", code, errors };
  if (MISSING_CODES.reference.includes(code)) return { kind: "not-found", what: names, code, errors };
  return status === 404 ? { kind: "not-found", what: "unknown", code, errors } : undefined;
}

/** A login that got a token has been accepted: what is refused then is the repository. */
function unauthorized(asked: Answered, subject: Subject): RegistryAnswer {
  const { reply, withLogin } = asked;
  if (!withLogin) return wantsLogin(asked, subject);
  if (reply.role === "token-service" || reply.as === "basic") return loginRefused(asked, subject, false);
  return forbidden(asked, subject, "scope");
}

function denied(asked: Answered, subject: Subject): RegistryAnswer {
  if (asked.barred) return forbidden(asked, subject, "address");
  const { reply, withLogin, loginGood } = asked;
  if (!withLogin) return wantsLogin(asked, subject);
  if (reply.role !== "token-service") return forbidden(asked, subject, "scope");
  if (loginGood === false) return loginRefused(asked, subject, false);
  return forbidden(asked, subject, loginGood === true ? "scope" : "unknown");
}

function deviationOf(reply: Answer): Deviation | undefined {
  const said = [...reply.errors.map(({ code, message }) => `${code}: ${message}`), beginningOf(reply.body)];
  return DEVIATIONS.find(
    ({ place, statuses, pattern }) =>
      place === reply.role && statuses.includes(reply.status) && said.some((text) => pattern.test(text)),
  );
}

function deviating({ means }: Deviation, asked: Answered, subject: Subject): RegistryAnswer {
  const { errors } = asked.reply;
  switch (means) {
    case "login-expired":
      return loginRefused(asked, subject, true);
    case "login-refused":
      return loginRefused(asked, subject, false);
    case "wants-login":
      return asked.reply.status === 401 ? unauthorized(asked, subject) : denied(asked, subject);
    case "forbidden":
      return denied(asked, subject);
    case "no-repository":
      return { kind: "not-found", what: "repository", code: errors[0]?.code ?? "", errors };
    case "throttle":
      return limited(asked, subject, "throttle");
    default:
      return forbidden(asked, subject, means);
  }
}

function wantsLogin(asked: Answered, subject: Subject): RegistryAnswer {
  const schemes = asked.challenges.map(({ scheme }) => scheme);
  const scheme = schemes.includes("bearer") ? "bearer" : (schemes.find((each) => each !== "unknown") ?? "unknown");
  return { kind: "wants-login", scheme, ...refusal(asked, subject) };
}

function loginRefused(asked: Answered, subject: Subject, expired: boolean): RegistryAnswer {
  const by = asked.reply.role === "token-service" ? "token-service" : "registry";
  return { kind: "login-refused", by, expired, ...refusal(asked, subject) };
}

function forbidden(asked: Answered, subject: Subject, because: ForbiddenBecause): RegistryAnswer {
  const bearer = asked.challenges.find((challenge) => challenge.scheme === "bearer");
  return { kind: "forbidden", because, scope: bearer?.scopes.join(" ") ?? "", ...refusal(asked, subject) };
}

function refusal({ reply }: Answered, { asker }: Subject): Refusal {
  const registry = hostNameOf(apiHost(asker.image.host));
  const vendor = VENDORS.find(({ host }) => host.test(registry));
  return { host: reply.host, status: reply.status, errors: reply.errors, mayNotExist: vendor?.hidesMissing ?? true };
}

/** Docker Hub's words for an allowance that is used up; with whose it is. */
const ALLOWANCE = /reached your (unauthenticated )?pull rate limit(?: as '?([^'.]+))?/i;

function limited({ reply, withLogin }: Answered, { session }: Subject, limit: RateLimited["limit"]): RegistryAnswer {
  const header = (name: string): string | undefined => headerOf(reply, name);
  const now = session.clock.now();
  const allowance = allowanceOf(header, now);
  const retryAfter = retryAfterOf(header, now);
  const words = ALLOWANCE.exec(reply.errors.map(({ message }) => message).join(" ") || beginningOf(reply.body));
  const used = words !== null || allowance?.remaining === 0;
  return {
    kind: "rate-limited",
    host: reply.host,
    limit: used ? "allowance" : limit,
    source: sourceOf(words, allowance?.source, withLogin),
    ...(allowance === undefined ? {} : { allowance }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    errors: reply.errors,
  };
}

function sourceOf(
  words: RegExpExecArray | null,
  source: string | undefined,
  withLogin: boolean,
): RateLimited["source"] {
  if (words?.[1] !== undefined) return "ip";
  if (words?.[2] !== undefined) return "account";
  if (source !== undefined) return /^[\d.]+$|:/.test(source) ? "ip" : "account";
  return withLogin ? "unknown" : "ip";
}

const HTTPS_SERVER = /HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)/i;

export function looksOf(reply: Answer): Looks {
  const text = beginningOf(reply.body);
  if (reply.status === 400 && HTTPS_SERVER.test(text)) return "https-server";
  if (/^\s*</.test(text) || (headerOf(reply, "content-type") ?? "").includes("text/html")) return "html";
  return /^\s*[{[]/.test(text) ? "json" : "other";
}
