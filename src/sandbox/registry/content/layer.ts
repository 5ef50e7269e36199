import { sha256, utf8Bytes } from "../../../base/index.ts";
import { type ImageWorld, MEDIA_TYPES } from "../../../kinds/index.ts";
import { gzipStored, storedSize } from "./gzip.ts";
import { tar, tarSize } from "./tar.ts";

export interface Layer {
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Digest that the config gives for the unpacked layer. */
  readonly diffId: string;
}

const CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
const OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
/** Room for the text that names the image. */
const SMALLEST_BODY = 512;

/**
 * The layer of an image: a tar with one program, gzipped, of exactly `image.size` bytes (a little over 2 KiB where the
 * world wants less). `identity` begins with the repository and sets it apart from the layers of other images.
 */
export function buildLayer(image: ImageWorld, identity: string): Layer {
  const plain = tarOf(image, identity);
  const bytes = packed(image, plain, identity);
  const told = image.layer === "wrong-diff-id" ? utf8Bytes(identity) : plain;
  return { mediaType: layerType(image), bytes, diffId: `sha256:${sha256(told)}` };
}

function tarOf(image: ImageWorld, identity: string): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(bodySize(image.size));
  body.set(utf8Bytes(`${identity}\n`).subarray(0, body.length));
  if (image.artifact === "chart") return tar({ name: "Chart.yaml", body });
  if (image.layer === "broken-link") {
    const name = identity.split(" ", 1).join().replaceAll("/", "-").slice(0, 99);
    return tar({ name, body: new Uint8Array(), linkTo: "no/such/file" });
  }
  return tar({ name: "app", body });
}

/** The largest whole number of blocks whose layer still fits into `size`. */
function bodySize(size: number): number {
  let body = Math.max(SMALLEST_BODY, Math.floor((size - storedSize(tarSize(0))) / 512) * 512);
  while (body > SMALLEST_BODY && storedSize(tarSize(body)) > size) body -= 512;
  return body;
}

function packed(image: ImageWorld, plain: Uint8Array, identity: string): Uint8Array<ArrayBuffer> {
  switch (image.layer) {
    case "not-gzip":
    case "encrypted":
      return textOf(identity, Math.max(SMALLEST_BODY, image.size));
    case "not-tar":
      return gzipStored(textOf(identity, plain.length));
    default:
      return gzipStored(plain, Math.max(0, image.size - storedSize(plain.length)));
  }
}

function textOf(identity: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  const text = utf8Bytes(`${identity} `);
  for (let at = 0; at < size; at += text.length) bytes.set(text.subarray(0, size - at), at);
  return bytes;
}

function layerType({ artifact, format, layer }: ImageWorld): string {
  if (artifact === "chart") return CHART_LAYER;
  if (layer === "encrypted") return `${OCI_LAYER}+gzip+encrypted`;
  if (layer === "xz") return `${OCI_LAYER}+xz`;
  return format === "docker" ? MEDIA_TYPES.dockerLayerGzip : MEDIA_TYPES.ociLayerGzip;
}
