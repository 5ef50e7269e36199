import type { ImageReference } from "../../reference/index.ts";
import { hostOf, sameRegistry, type Host } from "./host.ts";
import { ADVICE_HOSTS, RETIRED_REPOSITORIES } from "./known-hosts.data.ts";
import { completedWith, imageOf, imageOfUrl, referenceOf } from "./named-image.ts";
import { phaseOf, type Phase } from "./phase.ts";
import { speakerOf, type Speaker } from "./speaker.ts";

/** What one text says besides the words of its failure. */
export interface Facts {
  /** The text with every URL as `<url>`: what patterns match, so that names and queries play no part. */
  readonly shape: string;
  readonly phase: Phase | undefined;
  readonly speaker: Speaker | undefined;
  /** As written in the text, lower case. */
  readonly image: string | undefined;
  /** The image completed; undefined too where the text is no reference. */
  readonly reference: ImageReference | undefined;
  /** Host of the image; Docker Hub where none is written. */
  readonly registry: Host | undefined;
  /** Host that the failed request went to. */
  readonly asked: Host | undefined;
  /** Name that was looked up in DNS. */
  readonly lookup: Host | undefined;
  /** The host asked is neither the image's registry nor its token service nor its blob store. */
  readonly mirrored: boolean;
  /** Remains of a template in the name of the image or of the pull secrets. */
  readonly placeholder: boolean;
  /** An image of Docker Hub without a user's name. */
  readonly official: boolean;
  readonly retired: boolean;
  /** The path has the form that pull-through caches use: another registry's host, or `library/`, inside it. */
  readonly passedThrough: boolean;
  /** A name without host was looked for at another registry than Docker Hub. */
  readonly completedElsewhere: boolean;
  /** The clock that the text shows is years behind. */
  readonly absurdClock: boolean;
}

const URL_TEXT = /(?:https?|oci):\/\/[^\s"'\\]*[^\s"'\\:;,.)\]]/g;
const LOOKUP = /lookup ([^\s":]+)/;
const CLOCK = /current time (\d{4})|time="(\d{4})/;
const EARLIEST_YEAR = 2014;
const TEMPLATE_SIGNS = /\$|\{\{|<no value>|^none(?::|$)|:none$|[-/:]$/;
const SECRET_TEMPLATE = /secrets? \([^)]{0,500}(?:\$|\{\{|<no value>)/;
const PASSED_THROUGH = /^[a-z0-9-]+\.[a-z0-9.-]+\/|\/library\/|\/[a-z0-9-]+\.(?:io|com|org|dev|aws)\//;

/** Reads one entry of a plain text; `podImage` is the image string of the pod, where it is known. */
export function factsOf(entry: string, podImage?: string): Facts {
  const urls: string[] = [];
  const shape = entry.replace(URL_TEXT, (url) => {
    urls.push(url);
    return "<url>";
  });
  const url = urls.findLast((each) => !ADVICE_HOSTS.has(authorityOf(each)));
  const image = podImage?.toLowerCase() ?? imageOf(shape) ?? imageOfUrl(url);
  const reference = image === undefined ? undefined : referenceOf(image);
  const registry = reference && hostOf(reference.host);
  const asked = url === undefined ? registry : hostOf(authorityOf(url));
  const lookup = LOOKUP.exec(shape)?.[1];
  return {
    shape,
    phase: phaseOf(shape),
    speaker: speakerOf(shape),
    image,
    reference,
    registry,
    asked,
    lookup: lookup === undefined ? undefined : hostOf(lookup),
    mirrored: url !== undefined && isMirror(url, reference),
    placeholder: (image !== undefined && TEMPLATE_SIGNS.test(image)) || SECRET_TEMPLATE.test(shape),
    official: reference?.host === "docker.io" && reference.path.startsWith("library/"),
    retired: isRetired(reference),
    passedThrough: reference !== undefined && reference.host !== "docker.io" && PASSED_THROUGH.test(reference.path),
    completedElsewhere: isCompletedElsewhere(image, shape),
    absurdClock: yearOf(shape) < EARLIEST_YEAR,
  };
}

function authorityOf(url: string): string {
  const start = url.indexOf("://") + 3;
  const end = url.slice(start).search(/[/?#]/);
  const authority = end === -1 ? url.slice(start) : url.slice(start, start + end);
  return authority.slice(authority.lastIndexOf("@") + 1);
}

function isMirror(url: string, reference: ImageReference | undefined): boolean {
  if (/[?&]ns=/.test(url)) return true;
  if (reference === undefined) return false;
  const [asked, registry] = [hostOf(authorityOf(url)), hostOf(reference.host)];
  if (sameRegistry(asked, registry) || asked.kind === "blobs") return false;
  if (url.includes(`/v2/${reference.path}/`)) return true;
  return asked.kind !== "public" && url.includes("/v2/") && url.includes(`/${reference.path}/`);
}

function isRetired(reference: ImageReference | undefined): boolean {
  return reference !== undefined && RETIRED_REPOSITORIES.some((start) => reference.repository.startsWith(start));
}

function isCompletedElsewhere(image: string | undefined, shape: string): boolean {
  if (image === undefined || image.startsWith("docker.io")) return false;
  const host = completedWith(shape);
  if (host === undefined || referenceOf(image)?.host !== "docker.io") return false;
  return hostOf(host).service !== "docker-hub";
}

function yearOf(shape: string): number {
  const match = CLOCK.exec(shape);
  return Number(match?.[1] ?? match?.[2] ?? EARLIEST_YEAR);
}
