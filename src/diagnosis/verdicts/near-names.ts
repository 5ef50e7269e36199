import leven from "leven";

import type { Context } from "./context.ts";
import { OFFICIAL_IMAGES } from "./official-images.data.ts";

/** Shorter names are like too many others. */
const SHORTEST = 4;

/** A name of Docker Hub's own that is spelled like the image, which has none of its own there. */
export function misspeltOfficial({ reading }: Pick<Context, "reading">): string | undefined {
  const { official, reference } = reading.facts;
  const name = reference?.path.replace(/^library\//, "") ?? "";
  if (!official || name.length < SHORTEST || OFFICIAL_IMAGES.includes(name)) return undefined;
  const most = name.length < 8 ? 1 : 2;
  return OFFICIAL_IMAGES.find((known) => known.length >= SHORTEST && leven(name, known) <= most);
}
