import type { Clock } from "../../base/index.ts";
import { createHttpsTransport } from "../../node/index.ts";
import { DEFAULT_LIMITS, RegistrySession } from "../../registry/index.ts";
import { sandboxAt } from "../sandbox/running.ts";
import type { RegistryOptions } from "./options.ts";
import { sandboxTransport } from "./sandbox-transport.ts";

export interface SessionsOptions extends Pick<RegistryOptions, "realms" | "plainHttp"> {
  /** PEM texts. */
  readonly extraCa: readonly string[];
  /** Address of the API server: a sandbox has registries of its own. Undefined: there is no cluster. */
  readonly server: string | undefined;
  readonly clock: Pick<Clock, "now" | "sleep">;
}

/** Many images of one host may be asked for. */
const LIMITS = { ...DEFAULT_LIMITS, requestsPerHost: 1_500, concurrentPerHost: 4 };

/** Makes sessions that ask the given hosts, as nodes would reach them. */
export function registrySessions(
  options: SessionsOptions,
): (hosts: readonly string[], plain?: readonly string[]) => RegistrySession {
  const { realms, plainHttp, extraCa, server, clock } = options;
  const sandbox = server === undefined ? undefined : sandboxAt(server);
  const known = sandbox === undefined ? extraCa : [...extraCa, sandbox.registryCertificate];
  const outside = createHttpsTransport({ extraCa: known });
  const transport = sandbox === undefined ? outside : sandboxTransport(outside, sandbox.registries);
  return (hosts, plain = []) => {
    const policy = { hosts, realms, plainHttp: [...plainHttp, ...plain], redirects: hosts, limits: LIMITS };
    return new RegistrySession({ transport, clock, policy });
  };
}
