import { listAt } from "../base/index.ts";
import type { ImageReference } from "../reference/index.ts";
import type { RegistryCredential } from "./credential.ts";
import type { Evidence } from "./evidence.ts";
import { isSuccess } from "./reply.ts";
import type { RegistrySession } from "./session.ts";
import { readJsonBody } from "./wire.ts";

export interface RepositoryList {
  /** Empty where the registry does not tell; many do not. */
  readonly names: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** One page is enough to look for what is spelled alike. */
const PAGE = 1_000;

/** The repositories of a host, as its catalogue lists them. */
export async function listRepositories(
  session: RegistrySession,
  {
    parsed,
    credential,
  }: { readonly parsed: Pick<ImageReference, "host" | "path">; readonly credential?: RegistryCredential },
  signal: AbortSignal,
): Promise<RepositoryList> {
  if (!session.policy.hosts.includes(parsed.host) || parsed.host === "docker.io") return { names: [], evidence: [] };
  const asker = { image: { host: parsed.host, path: "" }, credential, signal };
  const { reply } = await session.ask(asker, { probe: "repositories", method: "GET", path: `/v2/_catalog?n=${PAGE}` });
  const listed = isSuccess(reply) ? listAt(readJsonBody(reply.body), "repositories") : [];
  return { names: listed.filter((name) => typeof name === "string"), evidence: session.redactor.clean(reply.evidence) };
}
