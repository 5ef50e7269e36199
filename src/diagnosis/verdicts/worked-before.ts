import { DEFAULT_MINOR, rulesOf, type Snapshot } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import type { Context } from "./context.ts";
import { shortName } from "./short-name.ts";
import type { Subject } from "./subject.ts";

/** The image was there once: it ran in this container, or another node still has it from then. */
export function wasThere({ subject, snapshot }: Pick<Context, "subject" | "snapshot">): boolean {
  return (subject.container?.ranBefore === true && !hasOtherImage(subject)) || isElsewhere(subject, snapshot);
}

/** The image was changed in place: what ran before ran from another one. */
function hasOtherImage({ container, events }: Subject): boolean {
  const { image = "", ranFrom = "" } = container ?? {};
  if (events.some(({ message }) => /^Container \S+ definition changed/.test(message))) return true;
  const [now, before] = [image, ranFrom].map(shortName);
  return repositoryOf(now) === repositoryOf(before) && now !== before;
}

function repositoryOf(image: string | undefined): string {
  return image?.replace(/[@:][^/]*$/, "") ?? "";
}

function isElsewhere({ pod, image }: Subject, { nodes = [] }: Snapshot): boolean {
  if (image === undefined) return false;
  const wanted = shortName(image);
  return nodes.some(({ name, images }) => name !== pod?.node && images.some((each) => shortName(each) === wanted));
}

/** Another pod with one of the same pull secrets runs an image of the same registry: the login was good once. */
export function loginWorked({ subject, snapshot }: Pick<Context, "subject" | "snapshot">): boolean {
  const { pod, image } = subject;
  if (subject.container?.ranBefore === true) return true;
  const host = hostOf(image);
  return snapshot.pods.some(
    (other) =>
      other !== pod &&
      other.namespace === pod?.namespace &&
      other.pullSecrets?.some((name) => pod?.pullSecrets?.includes(name)) === true &&
      other.containers.some((each) => each.state === "running" && host !== undefined && hostOf(each.image) === host),
  );
}

function hostOf(image: string | undefined): string | undefined {
  const parsed = image === undefined ? undefined : parseImage(image, rulesOf(DEFAULT_MINOR).reference);
  return parsed?.ok === true ? parsed.value.host : undefined;
}
