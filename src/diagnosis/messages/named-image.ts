import { parseImage, type ImageReference } from "../../reference/index.ts";
import { DEFAULT_MINOR, rulesOf } from "../../kinds/index.ts";

const REFERENCES = rulesOf(DEFAULT_MINOR).reference;

/** Where runtimes and kubelets name the image, the surest place first. Over a plain text. */
const PLACES: readonly RegExp[] = [
  /image(?: reference| tag)? ?"([^"\s]+)"/,
  /image="([^"\s]+)"/,
  /reference "([^"\s]+)"/,
  /docker:\/\/([^\s",]+)/,
  /pull access denied for ([^\s,"]+)/,
  /manifest for ([^\s"]+) not found/,
  /reading manifest [^\s"]+ in ([^\s"]+)/,
  /repository ([^\s"]+) not found/,
  /failed to solve: ([^\s"]+): /,
  /(?:^|[\s:])([^\s":]+:[^\s":]+): not found/,
  /image ([^\s":]{1,255}\/[^\s":]{1,255}) not found/,
];
/** No reference is longer: 255 of the name, 128 of the tag, a digest. */
const LONGEST = 1_000;
const OF_URL = /^https?:\/\/([^/]+)\/v2\/(.+)\/manifests\/([^/?]+)$/;
const TRAILING = /[.,;]$/;
const COMPLETED = /docker:\/\/([^\s":/]+)\/|reading manifest [^\s"]+ in ([^\s":/]+)\//;

/** The image that a plain text names, as written there. */
export function imageOf(plain: string): string | undefined {
  for (const place of PLACES) {
    const image = place.exec(plain)?.[1];
    if (image !== undefined) return image.replace(TRAILING, "");
  }
  return undefined;
}

/** The image whose manifest a URL asks for. */
export function imageOfUrl(url: string | undefined): string | undefined {
  const [, host, path, reference = ""] = OF_URL.exec(url ?? "") ?? [];
  if (host === undefined || path === undefined) return undefined;
  return `${host}/${path}${reference.includes(":") ? "@" : ":"}${reference}`;
}

/** The completed reference; undefined where the text is none, as where parts were made unreadable. */
export function referenceOf(image: string): ImageReference | undefined {
  if (image.length > LONGEST) return undefined;
  const parsed = parseImage(image.replace(/:$/, ""), REFERENCES);
  return parsed.ok ? parsed.value : undefined;
}

/** The registry that a tool of containers/image put in front of a name without one. */
export function completedWith(plain: string): string | undefined {
  const match = COMPLETED.exec(plain);
  return match?.[1] ?? match?.[2];
}
