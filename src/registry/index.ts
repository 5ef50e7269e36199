/**
 * What a registry answers to a credential: the OCI distribution API asked as a client, with proof.
 *
 * The confusing thing is that a registry seldom says what is wrong. A name that does not exist, one that nobody may see
 * without login, and one that this login may not see can have the same answer; a login is judged by another host than
 * the image; and a public image never proves that a login is good, because it is not asked for. So an answer comes with
 * what was asked, as whom, and what was said word by word.
 */
export type {
  Allowance,
  ForbiddenBecause,
  Found,
  Looks,
  NotFound,
  RateLimited,
  Referrer,
  RegistryAnswer,
  RegistryReport,
  Role,
} from "./answer.ts";
export type { AnswerFacts, Evidence, EvidenceResult, Identity, NotSent, Probe, RegistryError } from "./evidence.ts";
export { askRegistry } from "./ask-registry.ts";
export type { RegistryQuestion } from "./ask-registry.ts";
export type { RegistryCredential } from "./credential.ts";
export { mirrorsFor, readMirrors } from "./mirrors/index.ts";
export type { MirrorEndpoint, MirrorRule } from "./mirrors/index.ts";
export { DEFAULT_LIMITS } from "./policy.ts";
export type { RegistryLimits, RegistryPolicy } from "./policy.ts";
export { apiHost } from "./registry-host.ts";
export { listRepositories } from "./repositories.ts";
export type { RepositoryList } from "./repositories.ts";
export { RegistrySession } from "./session.ts";
export type { RegistrySessionOptions } from "./session.ts";
