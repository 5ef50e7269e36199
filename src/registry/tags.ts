import leven from "leven";

import { listAt } from "../base/index.ts";
import { headerOf, isSuccess } from "./reply.ts";
import type { Asked, Asker, RegistrySession } from "./session.ts";
import { readJsonBody } from "./wire.ts";

export interface TagList {
  readonly tags: readonly string[];
  readonly complete: boolean;
  /** Of each page, the last one's last. */
  readonly asked: readonly Asked[];
}

/** ECR's largest page. */
const PAGE = 1_000;
const NEAR_TAGS = 5;

/** Reads the tags of a repository page by page, up to the policy's number of pages. */
export async function listTags(session: RegistrySession, asker: Asker): Promise<TagList> {
  const tags: string[] = [];
  const asked: Asked[] = [];
  let path: string | undefined = `/v2/${asker.image.path}/tags/list?n=${PAGE}`;
  while (path !== undefined && asked.length < session.policy.limits.tagPages) {
    const page: Asked = await session.ask(asker, { probe: "tags", method: "GET", path });
    asked.push(page);
    if (!isSuccess(page.reply)) return { tags, complete: false, asked };
    tags.push(...listAt(readJsonBody(page.reply.body), "tags").filter((tag) => typeof tag === "string"));
    path = nextPage(headerOf(page.reply, "link"), path);
  }
  return { tags, complete: path === undefined, asked };
}

/** `<…>; rel="next"` (RFC 8288); a page of another host is none of ours. */
function nextPage(link: string | undefined, path: string): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/i.exec(link ?? "")?.[1];
  const here = new URL(path, "https://registry.invalid");
  if (target === undefined || !URL.canParse(target, here.href)) return undefined;
  const next = new URL(target, here);
  // Some registries name themselves, by a host that they only have behind their proxy: what counts is the path.
  const samePath = next.pathname === here.pathname && next.search !== here.search;
  return samePath ? `${next.pathname}${next.search}` : undefined;
}

/** Tags that are spelled like the one that is missing, the nearest first. */
export function nearTags(wanted: string, tags: readonly string[]): readonly string[] {
  const furthest = Math.max(2, Math.floor(wanted.length / 2));
  const plain = (tag: string): string => tag.toLowerCase().replace(/^v(?=\d)/, "");
  return tags
    .map((tag) => ({ tag, distance: distanceOf(plain(wanted), plain(tag)) }))
    .filter(({ distance }) => distance <= furthest)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAR_TAGS)
    .map(({ tag }) => tag);
}

/** Of two versions where one begins like the other (`1.4` and `1.4.2`), little more than none. */
function distanceOf(wanted: string, tag: string): number {
  if (wanted === tag) return 0;
  if (
    tag.startsWith(`${wanted}.`) ||
    tag.startsWith(`${wanted}-`) ||
    wanted.startsWith(`${tag}.`) ||
    wanted.startsWith(`${tag}-`)
  )
    return 0.5;
  return leven(wanted, tag);
}
