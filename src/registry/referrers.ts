import type { Referrer } from "./answer.ts";
import type { Note } from "./content.ts";
import type { Subject } from "./judge.ts";
import { isSuccess } from "./reply.ts";
import { ACCEPT_MANIFEST, readJsonBody, referrersOf } from "./wire.ts";

/** What names the image as its subject; where the registry has no such list, the tag `sha256-…` that stands in for it. */
export async function listReferrers(
  { session, asker }: Subject,
  digest: string,
  note: Note,
): Promise<readonly Referrer[]> {
  const { path } = asker.image;
  const headers = { accept: ACCEPT_MANIFEST };
  const paths = [`/v2/${path}/referrers/${digest}`, `/v2/${path}/manifests/${digest.replace(":", "-")}`];
  for (const each of paths) {
    const { reply } = await session.ask(asker, { probe: "referrers", method: "GET", path: each, headers });
    note(reply.evidence);
    const document = isSuccess(reply) ? readJsonBody(reply.body) : undefined;
    if (document !== undefined) return referrersOf(document);
    if (reply.kind !== "answer") return [];
  }
  return [];
}
