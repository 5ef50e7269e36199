import type { Now } from "../../base/index.ts";
import {
  parsePlatform,
  type NodeFacts,
  type Platform,
  type Pod,
  type RegistryFacts,
  type Rules,
  type SecretObject,
  type Snapshot,
} from "../../kinds/index.ts";
import {
  askRegistry,
  listRepositories,
  type MirrorRule,
  mirrorsFor,
  type RegistryQuestion,
  type RegistryReport,
  type RegistrySession,
} from "../../registry/index.ts";
import { answerFacts, unreachedText } from "../answers/index.ts";
import { isSeenFromHere, type Weighed } from "../verdicts/index.ts";
import { type Ask, asksOf, unsentAsksOf } from "./ask.ts";
import { nearRepositories } from "./near-repositories.ts";
import { elsewhereAsksOf } from "./other-hosts.ts";
import type { ProbeId } from "./probes.data.ts";

/** A question that was put to a registry, with all that came of it. */
export interface Exchanged extends Pick<RegistryReport, "evidence"> {
  readonly image: string;
  /** `NAMESPACE/NAME`; absent: anonymously. */
  readonly secret?: string;
}

export interface RegistryProbesOptions {
  readonly session: RegistrySession;
  /** For hosts of which none is an image's. */
  readonly others: (hosts: readonly string[]) => RegistrySession;
  readonly signal: AbortSignal;
  readonly now: Now["now"];
  readonly rules: Rules;
  /** Of nodes that do not say. */
  readonly platform?: Platform;
  readonly mirrors: readonly MirrorRule[];
}

export interface About {
  readonly weighed: readonly Weighed[];
  /** By `NAMESPACE/NAME`. */
  readonly pods: ReadonlyMap<string, Pod>;
  readonly secrets: readonly SecretObject[];
  readonly snapshot: Snapshot;
}

type Answers = Required<Pick<Snapshot, "registries" | "notSeen">>;
type Deep = Pick<RegistryQuestion, "platform" | "blobs" | "nearTags">;

/** The probes that ask registries, all through one session: no question is put twice. */
export class RegistryProbes {
  readonly #options: RegistryProbesOptions;
  readonly #exchanged: Exchanged[] = [];
  constructor(options: RegistryProbesOptions) {
    this.#options = options;
  }

  get exchanged(): readonly Exchanged[] {
    return this.#exchanged;
  }

  async make(probe: ProbeId, about: About): Promise<Answers> {
    switch (probe) {
      case "manifest":
        return this.#ask(uniqueAsks(this.#asks(about)), () => ({}));
      case "unsent":
        return this.#ask(uniqueAsks(this.#asks(about, unsentAsksOf)), () => ({}));
      case "mirrors":
        return this.#mirrors(about);
      case "reach":
        return this.#reach(about);
      case "hosts":
        return this.#elsewhere(about);
      case "repositories":
        return this.#repositories(about);
      default:
        return this.#ask(uniqueAsks(this.#foundAsks(about)), (ask) =>
          deepOf(probe, ask, { ...about, platform: this.#options.platform }),
        );
    }
  }

  #asks({ weighed, pods, secrets }: About, make = asksOf): readonly Ask[] {
    const { rules } = this.#options;
    return weighed.flatMap(({ subject }) => {
      const pod = pods.get(`${subject.pod?.namespace ?? ""}/${subject.pod?.name ?? ""}`);
      return pod === undefined || subject.image === undefined ? [] : make(pod, subject.image, { secrets, rules });
    });
  }

  /** The asker whom the registry has shown the image, one for each image. */
  #foundAsks(about: About): readonly Ask[] {
    const found = about.weighed.flatMap(
      ({ answers }) => answers.asKubelet.find(({ answer }) => answer === "found") ?? [],
    );
    const asks = this.#asks(about);
    return found.flatMap(({ image, secret }) => asks.find((ask) => ask.image === image && ask.secret === secret) ?? []);
  }

  async #ask(asks: readonly Ask[], deep: (ask: Ask) => Deep): Promise<Answers> {
    const { session } = this.#options;
    const answered = await Promise.all(
      asks.map(async (ask) => {
        const { parsed, credential } = ask;
        const question = {
          image: parsed,
          ...(credential && { credential }),
          nearTags: wantsTags(ask, asks),
          ...deep(ask),
        };
        return { ask, report: await askRegistry(session, question, this.#options.signal) };
      }),
    );
    for (const { ask, report } of answered) this.#exchanged.push({ ...nameOf(ask), evidence: report.evidence });
    const now = this.#options.now();
    return {
      registries: answered.flatMap(({ ask, report }) => factsOf(ask, report, now)),
      notSeen: answered.flatMap(({ ask, report }) => unreachedText(ask.parsed.host, report)),
    };
  }

  /** What fails from here as it does for the node says why; what fails otherwise only that it could not be seen. */
  async #reach(about: About): Promise<Answers> {
    const known = new Set(about.snapshot.registries?.map(({ image }) => image));
    const asks = uniqueAsks(this.#asks(about)).filter(
      ({ credential, image }) => credential === undefined && !known.has(image),
    );
    const { registries, notSeen } = await this.#ask(asks, () => ({ nearTags: false }));
    const alike = registries.filter(({ image, fault }) =>
      about.weighed.every(
        ({ subject, finding: { causes } }) =>
          subject.image !== image || causes.some((cause) => isSeenFromHere(fault, cause)),
      ),
    );
    const hosts = asks.flatMap(({ image, parsed }) => (alike.some((each) => each.image === image) ? parsed.host : []));
    return { registries, notSeen: notSeen.filter((text) => !hosts.some((host) => text.includes(` ${host},`))) };
  }

  /** Each registry is asked once for a path, as the first pod that has a login for it. */
  async #elsewhere(about: About): Promise<Answers> {
    const { rules, now, others, signal } = this.#options;
    const { secrets, snapshot, pods } = about;
    const asks = about.weighed.flatMap(({ subject: { pod, image }, answers }) => {
      const own = pods.get(`${pod?.namespace ?? ""}/${pod?.name ?? ""}`);
      const isThere = answers.asKubelet.some(({ answer }) => answer === "found");
      return own === undefined || image === undefined || isThere
        ? []
        : elsewhereAsksOf(own, image, { secrets, rules, snapshot });
    });
    const wanted = [...new Map(asks.map((ask) => [`${ask.image} ${ask.elsewhere}`, ask])).values()];
    if (wanted.length === 0) return { registries: [], notSeen: [] };
    const session = others([...new Set(wanted.map(({ parsed }) => parsed.host))]);
    const registries = await Promise.all(
      wanted.map(async (ask) => {
        const { parsed, credential, image, elsewhere = "" } = ask;
        const question = { image: parsed, ...(credential && { credential }), nearTags: false };
        const report = await askRegistry(session, question, signal);
        this.#exchanged.push({ ...nameOf(ask), evidence: report.evidence });
        const facts = answerFacts(report, { ...nameOf(ask), now: now() });
        return facts === undefined ? [] : [{ ...facts, image, elsewhere }];
      }),
    );
    return { registries: registries.flat(), notSeen: [] };
  }

  /** Asked without a login: that is for another host. */
  async #mirrors(about: About): Promise<Answers> {
    const { mirrors, session, signal } = this.#options;
    const asks = uniqueAsks(this.#asks(about)).filter(({ credential }) => credential === undefined);
    const wanted = asks.flatMap((ask) => {
      const rule = mirrorsFor(ask.parsed.host, mirrors);
      return rule?.endpoints.map((endpoint) => ({ ask, endpoint, upstream: rule.upstream })) ?? [];
    });
    const registries = await Promise.all(
      wanted.map(async ({ ask, endpoint: { host, prefix }, upstream }) => {
        const { image, parsed } = ask;
        const stead = { ...parsed, host, path: `${prefix}${parsed.path}` };
        const deep = missesParts(image, about)
          ? deepOf("blobs", ask, { ...about, platform: this.#options.platform })
          : {};
        const question = { image: stead, insteadOf: parsed.host, nearTags: false, ...deep };
        const report = await askRegistry(session, question, signal);
        this.#exchanged.push({ image, evidence: report.evidence });
        const facts = answerFacts(report, { image });
        return facts === undefined ? [] : [{ ...facts, mirror: host, ...(!upstream && { mirrorOnly: true as const }) }];
      }),
    );
    return { registries: registries.flat(), notSeen: [] };
  }

  /** Which repositories are called alike: by the registry's own list where it has one, and by the images of nodes. */
  async #repositories(about: About): Promise<Answers> {
    const gone = about.weighed.flatMap(({ answers }) => answers.asKubelet.filter(isGone));
    const asks = this.#asks(about);
    const own = gone.flatMap(
      ({ image, secret }) => asks.find((ask) => ask.image === image && ask.secret === secret) ?? [],
    );
    const { session } = this.#options;
    const registries = await Promise.all(
      uniqueAsks(own).map(async (ask) => {
        const { names, evidence } = await listRepositories(session, ask, this.#options.signal);
        this.#exchanged.push({ ...nameOf(ask), evidence });
        const near = nearRepositories(ask.parsed, [...names, ...repositoriesOn(about.snapshot.nodes ?? [], ask)]);
        const known = gone.find(({ image, secret }) => image === ask.image && secret === ask.secret);
        if (known === undefined || near.length === 0) return [];
        return [{ ...known, nearRepositories: near, text: `${known.text}; there is ${near.join(", ")}` }];
      }),
    );
    return { registries: registries.flat(), notSeen: [] };
  }
}

/** Of those whom the kubelet asks as one is enough to tell which tags there are. */
function wantsTags({ image, credential }: Ask, asks: readonly Ask[]): boolean {
  return credential !== undefined || !asks.some((other) => other.image === image && other.credential !== undefined);
}

/** The message may be about a part of the image. */
function missesParts(image: string, { weighed }: About): boolean {
  return weighed.some(
    ({ subject, finding }) => subject.image === image && finding.causes.includes("registry-blob-missing"),
  );
}

function isGone({ answer }: RegistryFacts): boolean {
  return answer === "repository-not-found";
}

function deepOf(
  probe: ProbeId,
  ask: Ask,
  { weighed, snapshot, platform: assumed }: About & { readonly platform: Platform | undefined },
): Deep {
  const node = weighed.find(({ subject }) => subject.image === ask.image)?.subject.pod?.node;
  const platform = platformOf(snapshot.nodes?.find(({ name }) => name === node)) ?? assumed ?? MOST_COMMON;
  return { platform, ...(probe === "blobs" && { blobs: true }) };
}

/** Without a word from the node. */
const MOST_COMMON: Platform = { os: "linux", architecture: "amd64" };

function platformOf(node: NodeFacts | undefined): Platform | undefined {
  return node?.platform === undefined ? undefined : parsePlatform(node.platform);
}

function repositoriesOn(nodes: readonly NodeFacts[], { parsed }: Ask): readonly string[] {
  const start = `${parsed.host}/`;
  const own = nodes.flatMap(({ images }) => images.filter((image) => image.startsWith(start)));
  return own.map((image) =>
    image
      .slice(start.length)
      .replace(/@.*$/, "")
      .replace(/:[^:/]*$/, ""),
  );
}

function uniqueAsks(asks: readonly Ask[]): readonly Ask[] {
  return [...new Map(asks.map((ask) => [`${ask.image} ${ask.secret} ${ask.unsent}`, ask])).values()];
}

function nameOf({ image, secret }: Ask): Pick<Exchanged, "image" | "secret"> {
  return secret === undefined ? { image } : { image, secret };
}

function factsOf(ask: Ask, report: RegistryReport, now: number): readonly RegistryFacts[] {
  const facts = answerFacts(report, { ...nameOf(ask), now });
  return facts === undefined ? [] : [{ ...facts, ...(ask.unsent && { unsent: true }) }];
}
