import { type JsonObject, listAt, objectAt, textAt, timestamp } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import { authenticate } from "../auth/authenticate.ts";
import { decide, type Wish } from "../auth/authorize.ts";
import { issuedTokens } from "../auth/issued-tokens.ts";
import { rulesFor } from "../auth/rules.ts";
import { ADMIN, MASTERS, type UserInfo } from "../auth/user.ts";
import type { ApiAnswer } from "../contract.ts";
import { decodeBody } from "../decode/object.ts";
import { type Call, refusal } from "../step.ts";

type Answer = (call: Call, spec: JsonObject) => JsonObject;

/** Resources whose objects are questions; each answers with its status. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  selfsubjectaccessreviews: (call, spec) => accessStatus(call, userOf(call), spec),
  subjectaccessreviews: (call, spec) => accessStatus(call, namedUser(spec), spec),
  localsubjectaccessreviews: (call, spec) => accessStatus(call, namedUser(spec), spec),
  selfsubjectrulesreviews: rulesStatus,
  selfsubjectreviews: (call) => ({ userInfo: shownUser(userOf(call)) }),
  tokenreviews: tokenStatus,
};

export function isReview({ type }: Call): boolean {
  return type.key in ANSWERS;
}

/** POST of a review: nothing is stored, it comes back answered. */
export function review(call: Call): ApiAnswer {
  const body = decodeBody(call);
  if (!body.ok) return refusal(body.fault);
  const { kind, metadata, ...rest } = body.value.object as KubernetesObject & JsonObject;
  const { status: _status, apiVersion: _version, ...own } = rest;
  const answer = ANSWERS[call.type.key];
  const status = answer?.(call, objectAt(own, "spec")) ?? {};
  const time = timeOf(call);
  const object = { kind, apiVersion: apiVersionOf(call.type), metadata: { ...metadata, ...time }, ...own, status };
  return { ok: true, code: 201, object: object as KubernetesObject };
}

/** Who somebody is, is known since a certain time. */
function timeOf({ type, server }: Call): object {
  if (type.key === "selfsubjectreviews") return { creationTimestamp: timestamp(server.clock.now()) };
  return server.rules.admission.nullTemplateTime ? { creationTimestamp: null } : {};
}

function userOf({ request }: Call): UserInfo {
  return request.user ?? ADMIN;
}

function namedUser(spec: JsonObject): UserInfo {
  return { name: textAt(spec, "user") ?? "", groups: listAt(spec, "groups").map(String) };
}

function shownUser({ name, groups, uid, extra }: UserInfo): JsonObject {
  return {
    username: name,
    ...(uid === undefined ? {} : { uid }),
    groups,
    ...(extra === undefined ? {} : { extra }),
  };
}

function accessStatus({ server }: Call, user: UserInfo, spec: JsonObject): JsonObject {
  const { allowed, reason } = decide(server.store, user, wishOf(spec));
  return { allowed, ...(reason === "" ? {} : { reason }) };
}

function wishOf(spec: JsonObject): Wish {
  if (spec["nonResourceAttributes"] !== undefined) {
    const { verb = "", path = "" } = textsAt(spec, "nonResourceAttributes");
    return { kind: "path", verb, path };
  }
  const own = textsAt(spec, "resourceAttributes");
  const { verb = "", group = "", resource = "", subresource = "", namespace = "", name = "" } = own;
  return { kind: "resource", verb, group, resource, subresource, namespace, name };
}

function textsAt(spec: JsonObject, key: string): Readonly<Record<string, string>> {
  return objectAt(spec, key) as Readonly<Record<string, string>>;
}

const EVERYTHING = { verbs: ["*"], apiGroups: ["*"], resources: ["*"] };
const EVERY_PATH = { verbs: ["*"], nonResourceURLs: ["*"] };

function rulesStatus(call: Call, spec: JsonObject): JsonObject {
  const user = userOf(call);
  const granted = rulesFor(call.server.store, user, textAt(spec, "namespace") ?? "").rules;
  const rules = user.groups.includes(MASTERS) ? [EVERYTHING, EVERY_PATH, ...granted] : granted;
  const ofPaths = (rule: JsonObject): boolean => listAt(rule, "nonResourceURLs").length > 0;
  return {
    resourceRules: rules.filter((rule) => !ofPaths(rule)),
    nonResourceRules: rules.filter(ofPaths),
    incomplete: false,
  };
}

function tokenStatus({ server }: Call, spec: JsonObject): JsonObject {
  const headers = { authorization: `Bearer ${textAt(spec, "token") ?? ""}` };
  const request = new Request("http://localhost/", { headers });
  const found = authenticate(server.auth ?? { users: [] }, request, issuedTokens(server));
  if (found.ok) return { authenticated: true, user: shownUser(found.value) };
  return { user: {}, error: "invalid bearer token" };
}
