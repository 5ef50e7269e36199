import type { Alternative, Evidence, Verdict } from "../../kinds/index.ts";
import { causeOf, fillCommand, fillPhrase, fillSentence, type Cause, type Places } from "../causes/index.ts";
import type { Finding } from "./finding.ts";
import type { Variant } from "./variants.ts";
import { shortName } from "./short-name.ts";

/** One block of evidence a verdict is enough to read. */
const MOST_EVIDENCE = 4;
const MOST_ALTERNATIVES = 4;

/** What pods of one verdict share: of a bad name the image, of a bad way the host, of a bad node the node. */
const SHARED: Readonly<Partial<Record<Cause["family"], keyof Places>>> = {
  reference: "image",
  registry: "image",
  content: "image",
  platform: "image",
  policy: "host",
  auth: "host",
  rate: "host",
  network: "asked",
  tls: "asked",
  node: "node",
};

/** Puts findings with the same cause together, one verdict each, in the order in which they were seen. */
export function verdictsOf(findings: readonly Finding[]): readonly Verdict[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key) ?? [];
    group.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()].map(verdictOf);
}

function keyOf({ causes: [first], places, pod, variant }: Finding): string {
  if (first === undefined) return `unknown ${pod === undefined} ${places.image}`;
  const shared = SHARED[causeOf(first).family];
  const value = (shared === undefined ? undefined : places[shared]) ?? "";
  return `${first} ${shared === "image" ? shortName(value) : value} ${places.secret} ${variant?.id}`;
}

function verdictOf(group: readonly Finding[]): Verdict {
  const places = commonPlaces(group);
  const [{ causes, confidence, variant, alone }] = group as readonly [Finding, ...Finding[]];
  const [first, ...others] = causes;
  const owners = [...new Set(group.flatMap(({ owner }) => owner ?? []))];
  return {
    ...(first === undefined ? unknownVerdict(places, group) : knownVerdict(causeOf(first), places, variant)),
    confidence,
    pods: [...new Set(group.flatMap(({ pod }) => pod ?? []))],
    ...(owners.length > 0 && { owners }),
    ...(alone && { alone }),
    evidence: firstFew(group.flatMap(({ evidence }) => evidence)),
    alternatives: others.slice(0, MOST_ALTERNATIVES).map((id) => alternative(id, places)),
    ...sharedFacts(group, places),
  };
}

type Words = Pick<Verdict, "variant" | "cause" | "family" | "summary" | "nature" | "fix" | "fixer">;

function knownVerdict(cause: Cause, places: Places, variant: Variant | undefined): Words {
  const { id, family, nature, fixer } = cause;
  const { summary, fix } = variant ?? cause;
  return {
    cause: id,
    family,
    ...(variant !== undefined && { variant: variant.id }),
    summary: fillSentence(summary, places),
    nature,
    fix: fix.map((step) => fillCommand(step, places)),
    fixer,
  };
}

/** "It cannot be known from here" is an answer too, with what to look at next. */
function unknownVerdict(places: Places, group: readonly Finding[]): Words {
  const aboutPods = group.some(({ pod }) => pod !== undefined);
  return {
    cause: "unknown",
    family: "unknown",
    summary: aboutPods
      ? fillSentence("{image} cannot be used, and what was seen does not say why.", places)
      : "Nothing in this text is known to come from a failed image pull.",
    nature: "needs-human",
    fix: [
      fillCommand("kubectl describe pod {pod} -n {namespace}", places),
      "its events say why: look for Failed and what follows it",
    ],
    fixer: "author",
  };
}

function alternative(id: string, places: Places): Alternative {
  const { on, command, shows } = causeOf(id).confirm;
  const where = on === "node" ? "on the node: " : "";
  return { cause: id, decide: `${where}${fillCommand(command, places)}    shows ${fillPhrase(shows, places)}` };
}

function sharedFacts(group: readonly Finding[], places: Places): Partial<Verdict> {
  const status = group.find((finding) => finding.status !== undefined)?.status;
  const next = group.flatMap((finding) => finding.next ?? []).toSorted((a, b) => a.earliest - b.earliest)[0];
  const since = most(group.map((finding) => finding.since));
  const attempts = most(group.map((finding) => finding.attempts));
  return {
    ...(places.image !== undefined && { image: places.image }),
    ...(status !== undefined && { status }),
    ...(since !== undefined && { since }),
    ...(attempts !== undefined && { attempts }),
    ...(next !== undefined && { next }),
  };
}

/** Places that all of them share; the pod's name only where there is one pod. */
function commonPlaces(group: readonly Finding[]): Places {
  const [first, ...others] = group;
  const entries = Object.entries(first?.places ?? {}) as [keyof Places, string | undefined][];
  return Object.fromEntries(entries.filter(([name, value]) => others.every(({ places }) => places[name] === value)));
}

function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Without those that say the same at another time. */
function firstFew(evidence: readonly Evidence[]): readonly Evidence[] {
  const byText = new Map<string, Evidence>();
  for (const each of evidence) {
    const text = each.text.replace(/^\w+ ago  /, "");
    if (!byText.has(text)) byText.set(text, each);
  }
  return [...byText.values()].slice(0, MOST_EVIDENCE);
}
