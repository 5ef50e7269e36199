import type { Instant } from "../base/index.ts";
import type { Allowance } from "./answer.ts";

type Header = (name: string) => string | undefined;

/** Nobody is waited for longer, whatever is asked. */
const LONGEST_RETRY = 24 * 3_600_000;

/**
 * Docker Hub's allowance (`ratelimit-limit: 100;w=21600`, `docker-ratelimit-source`), or the like of others
 * (`x-ratelimit-*`, `ratelimit-reset` in seconds). https://docs.docker.com/docker-hub/usage/pulls/
 */
export function allowanceOf(header: Header, now: Instant): Allowance | undefined {
  const limit = header("ratelimit-limit") ?? header("x-ratelimit-limit");
  const remaining = header("ratelimit-remaining") ?? header("x-ratelimit-remaining");
  if (limit === undefined && remaining === undefined) return undefined;
  const window = /;\s*w=(\d+)/.exec(`${limit ?? ""} ${remaining ?? ""}`)?.[1];
  const source = header("docker-ratelimit-source");
  return {
    ...numberField("limit", limit),
    ...numberField("remaining", remaining),
    ...numberField("window", window),
    ...resetField(header("ratelimit-reset") ?? header("x-ratelimit-reset"), now),
    ...(source === undefined ? {} : { source }),
  };
}

/** Seconds, or an HTTP date. */
export function retryAfterOf(header: Header, now: Instant): Instant | undefined {
  const text = header("retry-after")?.trim();
  if (text === undefined || text === "") return undefined;
  const at = /^\d+$/.test(text) ? now + Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at, now), now + LONGEST_RETRY);
}

function numberField(name: string, text: string | undefined): Record<string, number> {
  const number = Number.parseInt(text ?? "", 10);
  return Number.isNaN(number) ? {} : { [name]: number };
}

/** Some send seconds from now, some the second since the epoch. */
function resetField(text: string | undefined, now: Instant): Pick<Allowance, "resets"> {
  const seconds = Number.parseInt(text ?? "", 10);
  if (Number.isNaN(seconds)) return {};
  return { resets: seconds > 1_000_000_000 ? seconds * 1000 : now + seconds * 1000 };
}
