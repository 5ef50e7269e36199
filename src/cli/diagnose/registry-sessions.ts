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

/** Lets the given hosts be asked, those of the second list over plain HTTP. */
export type RegistrySessions = (hosts: readonly string[], plain?: readonly string[]) => RegistrySession;

/** One session for all that is asked of registries, as nodes would reach them: it asks no question twice. */
export function registrySessions(options: SessionsOptions): RegistrySessions {
  const { realms, plainHttp, extraCa, server, clock } = options;
  const sandbox = server === undefined ? undefined : sandboxAt(server);
  const known = sandbox === undefined ? extraCa : [...extraCa, sandbox.registryCertificate];
  const outside = createHttpsTransport({ extraCa: known });
  const transport = sandbox === undefined ? outside : sandboxTransport(outside, sandbox.registries);
  const policy = { hosts: [], realms, plainHttp, redirects: [], limits: LIMITS };
  const session = new RegistrySession({ transport, clock, policy });
  return (hosts, plain = []) => {
    session.admit(hosts, plain);
    return session;
  };
}
