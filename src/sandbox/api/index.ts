/**
 * A small kube-apiserver: one pipeline (route, decode, default, admit, validate, store, answer) over a table of resources.
 *
 * The confusing thing is who sets what. A field that the author of an object did not write may come from defaulting
 * (`imagePullPolicy`), from an admission plugin (`imagePullSecrets` of the service account) or from the strategy of the
 * resource (`status`, `generation`); all three happen once, at the write, and are stored: nothing is computed on reading.
 */
export type { AuthOptions } from "./auth/user.ts";
export type * from "./contract.ts";
export type { CallWebhook, WebhookCall, WebhookReply } from "./webhooks/contract.ts";
export { matchesLabels } from "./selectors/matches-labels.ts";
export { PROTECTIONS } from "./admission/storage-protection.ts";
export { COUNTED_RESOURCES, quotaStatus } from "./quota/usage.ts";
export { servedTypes } from "./resources/served.ts";
export { withCause } from "./http/cause.ts";
export { createApiServer } from "./server.ts";
