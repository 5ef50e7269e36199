import { failed, ok, type Outcome, sha256 } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES } from "../../kinds/index.ts";
import { answerFacts } from "./answer-facts.ts";
import type { HttpAnswer } from "./http-client.ts";
import type { ImageName } from "./image-name.ts";
import type { RequestFault } from "./pull-fault.ts";
import type { RegistrySession } from "./session.ts";

const { dockerManifest, dockerList, ociManifest, ociIndex } = MEDIA_TYPES;
const ACCEPT = `${dockerManifest}, ${dockerList}, ${ociManifest}, ${ociIndex}, */*`;

/**
 * Finds out what a name means, as containerd's docker resolver: a tag by its manifest, a digest also as a blob. Of
 * several failures the first that is no 404 is told.
 */
export async function resolve(
  session: RegistrySession,
  image: ImageName,
  method: "HEAD" | "GET",
): Promise<Outcome<Descriptor, RequestFault>> {
  let fault: RequestFault | undefined;
  for (const collection of image.isDigest ? ["manifests", "blobs"] : ["manifests"]) {
    const path = `/v2/${image.path}/${collection}/${image.reference}`;
    const found = await ask(session, { method, path, headers: { accept: ACCEPT } }, image);
    if (found.ok) return found;
    if (fault === undefined || fault.kind === "not-found") fault = found.fault;
  }
  if (fault === undefined) throw new Error(`Nothing was asked for ${image.name}`);
  return failed(fault);
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
