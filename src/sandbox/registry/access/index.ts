/**
 * Who may do what: Basic logins, and the token scheme of the distribution project.
 *
 * The confusing thing is that a token says twice what is allowed: the client asks for scopes, the service grants those that
 * the user may have, and the registry looks at the granted ones alone. A request with too few is told in the challenge what
 * to ask for.
 */
export { inManner } from "./manner.ts";
export { mannerOf } from "./manners.data.ts";
export { type Guard, guardOf, showsExpired, type Visit } from "./guard.ts";
export { needsOf } from "./need.ts";
export { isDockerHub, type TokenRealm, tokenRealm } from "./token-realm.ts";
export { answerToken, readTokenQuestion, type TokenQuestion, type TokenServiceOptions } from "./token-service.ts";
