import { failed, ok, type Outcome, sha256, utf8Text } from "../../base/index.ts";
import type { Descriptor } from "../../kinds/index.ts";
import type { ExtractProblem, PullFault } from "./pull-fault.ts";

const BLOCK = 512;
const CHECKSUM_AT = 148;
const CHECKSUM_LENGTH = 8;
const HARD_LINK = "1";

export interface UnpackRequest {
  readonly layer: Descriptor;
  readonly bytes: Uint8Array;
  /** Digest that the config gives for the unpacked layer. */
  readonly diffId: string;
  readonly hasRoom: (bytes: number) => boolean;
}

/** Unpacks a layer as far as can fail: decoding, gunzip, tar, links, disk space, digest. Ends with the unpacked size. */
export async function unpack({ layer, bytes, diffId, hasRoom }: UnpackRequest): Promise<Outcome<number, PullFault>> {
  const problem = (found: ExtractProblem): Outcome<never, PullFault> =>
    failed({ kind: "extract", layer, diffId, problem: found });
  if (layer.mediaType.endsWith("+encrypted")) return problem({ kind: "no-decoder" });
  const content = await plainOf(layer, bytes);
  const broken = content === undefined ? ({ kind: "no-tar" } as const) : extract(content.plain, hasRoom);
  if (broken !== undefined || content === undefined) return problem(broken ?? { kind: "no-tar" });
  const { plain, digest } = content;
  return digest === diffId ? ok(plain.length) : failed({ kind: "diff-id", layer, diffId, got: digest });
}

interface Plain {
  readonly plain: Uint8Array;
  readonly digest: string;
}

/** Layers that were unpacked lately, by type and digest, which has been verified: a world is run many times. */
const LATELY = new Map<string, Plain>();
const LATELY_AT_MOST = 32;
const SMALL = 2 ** 18;

async function plainOf(layer: Descriptor, bytes: Uint8Array): Promise<Plain | undefined> {
  const key = `${layer.mediaType} ${layer.digest}`;
  const known = LATELY.get(key);
  if (known !== undefined) return known;
  const plain = isGzip(layer, bytes) ? await gunzip(bytes) : bytes;
  if (plain === undefined) return undefined;
  const content = { plain, digest: `sha256:${sha256(plain)}` };
  if (LATELY.size === LATELY_AT_MOST) LATELY.clear();
  if (plain.length <= SMALL) LATELY.set(key, content);
  return content;
}

/** What a type does not name as gzip is taken as it is. */
function isGzip({ mediaType }: Descriptor, bytes: Uint8Array): boolean {
  return /[.+]gzip$/.test(mediaType) && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function gunzip(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Goes through a tar archive entry by entry; undefined when all of it could be written. */
function extract(archive: Uint8Array, hasRoom: (bytes: number) => boolean): ExtractProblem | undefined {
  const files = new Set<string>();
  for (let at = 0; at < archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return undefined;
    if (checksum(header) !== octal(header, CHECKSUM_AT)) return { kind: "no-tar" };
    const file = text(header, 0, 100);
    const target = text(header, 157, 100);
    const size = octal(header, 124);
    if (text(header, 156, 1) === HARD_LINK && !files.has(target)) return { kind: "link", file, target };
    if (!hasRoom(at + BLOCK + size)) return { kind: "full", file };
    files.add(file);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

/** The sum of the header's bytes with its own field read as blanks. */
function checksum(header: Uint8Array): number {
  const inField = (at: number): boolean => at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_LENGTH;
  return header.reduce((sum, byte, at) => sum + (inField(at) ? 0x20 : byte), 0);
}

function octal(header: Uint8Array, at: number): number {
  return Number.parseInt(text(header, at, 12), 8);
}

/** A field up to its first NUL. */
function text(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return utf8Text(end === -1 ? field : field.subarray(0, end)) ?? "";
}
