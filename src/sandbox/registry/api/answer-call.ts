import { type Answer, errorAnswer, jsonAnswer } from "../answer.ts";
import type { Call, CallOf, Store } from "./call.ts";
import { badDigest, isDigest } from "../digest.ts";
import { deleteBlob, deleteManifest, putManifest } from "./manifest-api.ts";
import { answerBlob, answerManifest, answerReferrers, answerTags } from "./pull-api.ts";
import type { Repository } from "../repository.ts";
import { methodsOf, type Route } from "../route.ts";
import { answerUpload, startUpload } from "./upload-api.ts";

/** The answer to whom the guard lets in. */
export function answerCall(call: Call, store: Store): Answer {
  const { route, method, body } = call;
  const bad = badReference(route);
  if (bad !== undefined) return bad;
  const allow = methodsOf(route);
  if (!allow.split(", ").includes(method)) return errorAnswer(405, "UNSUPPORTED", { headers: { allow } });
  if (body === undefined) return errorAnswer(413, "SIZE_INVALID");
  if (route.kind === "ping") return jsonAnswer(200, {});
  if (isCallOf(call, "uploads")) return startUpload(call, store);
  if (isCallOf(call, "upload")) return answerUpload(call, store);
  if (isCallOf(call, "manifest") && method === "PUT") return putManifest(call, store);
  const name = "repository" in route ? route.repository : "";
  const repository = store.catalog.repository(name);
  if (route.kind === "referrers") return answerReferrers(repository, route.reference, call.query);
  if (repository === undefined) return errorAnswer(404, "NAME_UNKNOWN", { detail: { name } });
  return answerInRepository(call, repository);
}

function answerInRepository(call: Call, repository: Repository): Answer {
  const { route, method, content, headers, query } = call;
  switch (route.kind) {
    case "manifest":
      if (method === "DELETE") return deleteManifest(repository, route.reference);
      return answerManifest(content, headers.get("accept"));
    case "blob":
      if (method === "DELETE") return deleteBlob(repository, route.reference);
      return answerBlob(content, headers.get("range"));
    default:
      return answerTags(repository, query);
  }
}

function badReference(route: Route): Answer | undefined {
  if (!("reference" in route) || (route.kind === "manifest" && !isDigest(route.reference))) return undefined;
  return badDigest(route.reference);
}

function isCallOf<K extends Route["kind"]>(call: Call, kind: K): call is CallOf<K> {
  return call.route.kind === kind;
}
