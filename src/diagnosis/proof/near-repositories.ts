import leven from "leven";

const MOST = 3;

/** Paths that are spelled like the one that is missing, the nearest first; or that have its last part elsewhere. */
export function nearRepositories({ path }: { readonly path: string }, known: readonly string[]): readonly string[] {
  const furthest = Math.max(2, Math.floor(path.length / 4));
  const last = path.slice(path.lastIndexOf("/") + 1);
  return [...new Set(known)]
    .filter((each) => each !== path)
    .map((each) => ({ each, distance: each.endsWith(`/${last}`) ? 1 : leven(path, each) }))
    .filter(({ distance }) => distance <= furthest)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ each }) => each);
}
