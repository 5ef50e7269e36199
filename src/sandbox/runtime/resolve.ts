import { failed, ok, type Outcome, sha256 } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES } from "../../kinds/index.ts";
import { answerFacts } from "./answer-facts.ts";
import type { HttpAnswer } from "./http-client.ts";
import type { ImageName } from "./image-name.ts";
import type { PullFault, RequestFault } from "./pull-fault.ts";
import type { RegistrySession } from "./session.ts";
import { toldOf } from "./told-refusal.ts";
import type { Traits } from "./traits.data.ts";

const { dockerManifest, dockerList, ociManifest, ociIndex } = MEDIA_TYPES;
const ACCEPT = `${dockerManifest}, ${dockerList}, ${ociManifest}, ${ociIndex}, */*`;

/** What a name means, and the how-manieth place knew it. */
export interface Found extends Descriptor {
  readonly at: number;
}

/** Why one place could not say it; `pinged` where it was not even asked. */
export interface Refusal {
  readonly at: number;
  readonly request: RequestFault;
  readonly pinged?: true;
}

/** Finds out what a name means, as containerd's docker resolver: a tag by its manifest, a digest also as a blob. */
export async function resolve(
  sessions: readonly RegistrySession[],
  image: ImageName,
  traits: Traits,
): Promise<Outcome<Found, PullFault>> {
  const refusals: Refusal[] = [];
  const reached = traits.pings ? await pinged(sessions, refusals) : [...sessions.entries()];
  for (const collection of image.isDigest ? ["manifests", "blobs"] : ["manifests"]) {
    const path = `/${image.path}/${collection}/${image.reference}`;
    for (const [at, session] of reached) {
      const found = await ask(session, { method: traits.resolvesWith, path, headers: { accept: ACCEPT } }, image);
      if (found.ok) return ok({ ...found.value, at });
      refusals.push({ at, request: found.fault });
    }
  }
  return failed(toldOf(refusals, { image, tells: traits.tells, hosts: sessions.map(({ host }) => host) }));
}

type Numbered = readonly [at: number, session: RegistrySession];

/** Those that answer the question which protocol they speak. */
async function pinged(sessions: readonly RegistrySession[], refusals: Refusal[]): Promise<readonly Numbered[]> {
  const reached: Numbered[] = [];
  for (const [at, session] of sessions.entries()) {
    const ping = await session.send({ method: "GET", path: "/", headers: {} });
    if (ping.ok) reached.push([at, session]);
    else refusals.push({ at, request: ping.fault, pinged: true });
  }
  return reached;
}

type Asked = Parameters<RegistrySession["send"]>[0];

async function ask(
  session: RegistrySession,
  asked: Asked,
  image: ImageName,
): Promise<Outcome<Descriptor, RequestFault>> {
  const answer = await session.get(asked);
  if (!answer.ok) return answer;
  const digest = image.isDigest ? image.reference : answer.value.headers.get("docker-content-digest");
  const size = answer.value.headers.get("content-length");
  if (digest !== null && size !== null) return ok(descriptorOf(answer.value, digest, Number(size)));
  return measure(session, asked, image);
}

/** Without digest or length in the headers the manifest itself is fetched and measured. */
async function measure(
  session: RegistrySession,
  asked: Asked,
  image: ImageName,
): Promise<Outcome<Descriptor, RequestFault>> {
  const answer = await session.send({ ...asked, method: "GET" });
  if (!answer.ok) return answer;
  const bytes = await bytesOf(answer.value);
  if (bytes === undefined) return failed({ kind: "status", answer: await answerFacts(answer.value) });
  const digest = image.isDigest ? image.reference : `sha256:${sha256(bytes)}`;
  return ok(descriptorOf(answer.value, digest, bytes.length));
}

async function bytesOf({ response }: HttpAnswer): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return undefined;
  }
}

function descriptorOf({ headers }: HttpAnswer, digest: string, size: number): Descriptor {
  const mediaType = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  return { mediaType, digest, size };
}
