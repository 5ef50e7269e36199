import { type Clock, failed, ok, type Outcome } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES, type MirrorsWorld } from "../../kinds/index.ts";
import { ContentFetcher, type InFlight } from "./content-fetcher.ts";
import { type Endpoint, endpointsOf } from "./endpoints.ts";
import type { Login } from "./fetch-token.ts";
import { HttpClient, type HttpClientOptions } from "./http-client.ts";
import type { ImageName } from "./image-name.ts";
import type { ImageStore, Lease, StoredImage } from "./image-store.ts";
import {
  type ImageManifest,
  isIndex,
  isManifest,
  manifestFor,
  readConfig,
  readIndex,
  readManifest,
} from "./manifest.ts";
import { programOf } from "./program.ts";
import type { ManifestProblem, PullFault } from "./pull-fault.ts";
import { resolve } from "./resolve.ts";
import { RegistrySession } from "./session.ts";
import type { Traits } from "./traits.data.ts";
import { unpack } from "./unpack.ts";

const SCHEMA1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";
const CONFIG_TYPES: ReadonlySet<string> = new Set([MEDIA_TYPES.ociConfig, MEDIA_TYPES.dockerConfig]);

export interface PullOptions {
  readonly image: ImageName;
  readonly login: Login | undefined;
  readonly traits: Traits;
  /** Platform of the node, `os/architecture`. */
  readonly platform: string;
  readonly mirrors: readonly MirrorsWorld[];
  readonly http: Omit<HttpClientOptions, "endpoints">;
  readonly clock: Clock;
  readonly store: ImageStore;
  readonly inFlight: InFlight;
}

type Pulled<T> = Promise<Outcome<T, PullFault>>;

/** Pulls one image as containerd does: resolve, fetch manifest, config and layers, unpack, file under its names. */
export async function pull(options: PullOptions): Pulled<StoredImage> {
  const lease = options.store.lease();
  try {
    const top = await resolveTop(options);
    return top.ok ? await new Pull(options, top.value.endpoints, lease).run(top.value.top) : top;
  } finally {
    options.store.release(lease);
  }
}

async function resolveTop(options: PullOptions): Pulled<Resolved> {
  const { traits, image, mirrors } = options;
  const endpoints = endpointsOf(image, traits.mirrorsHubOnly ? mirrors.filter(isOfHub) : mirrors);
  const sessions = sessionsOf(options, endpoints);
  const top = await resolve(sessions, image, traits);
  if (!top.ok) return failed(top.fault);
  const { at, ...resolved } = top.value;
  if (resolved.mediaType === SCHEMA1) return failed({ kind: "schema1" });
  const found = endpoints[at];
  return ok({ top: resolved, endpoints: traits.staysWithMirror && found !== undefined ? [found] : endpoints });
}

/** What a name means, and who may be asked for its content. */
interface Resolved {
  readonly top: Descriptor;
  readonly endpoints: readonly Endpoint[];
}

function isOfHub({ registry }: MirrorsWorld): boolean {
  return registry === "docker.io";
}

/** Resolving and fetching are two clients: each connects and logs in for itself. */
function sessionsOf(options: PullOptions, endpoints: readonly Endpoint[]): readonly RegistrySession[] {
  const { image, login, traits, clock, http } = options;
  const { needsBasicLogin, retriesServerErrors } = traits;
  const client = new HttpClient({ ...http, endpoints });
  const shared = { client, clock, login, repository: image.path, needsBasicLogin, retriesServerErrors };
  return endpoints.map((endpoint) => new RegistrySession({ ...shared, endpoint }));
}

/** One pull after its name is resolved. */
class Pull {
  readonly #options: PullOptions;
  readonly #lease: Lease;
  readonly #fetcher: ContentFetcher;
  /** Compressed bytes so far. */
  #size = 0;

  constructor(options: PullOptions, endpoints: readonly Endpoint[], lease: Lease) {
    const { store, clock, inFlight, image, http } = options;
    this.#options = options;
    this.#lease = lease;
    const sessions = sessionsOf(options, endpoints);
    this.#fetcher = new ContentFetcher({
      sessions,
      path: image.path,
      store,
      lease,
      watch: http.watch,
      clock,
      inFlight,
    });
  }

  async run(top: Descriptor): Pulled<StoredImage> {
    const bytes = await this.#fetch(top);
    if (!bytes.ok) return bytes;
    if (isIndex(top)) return this.#runIndex(top, bytes.value);
    if (isManifest(top)) return this.#runManifest(top, top, bytes.value);
    this.#file(top);
    return failed({ kind: "media-type", content: top });
  }

  async #runIndex(top: Descriptor, bytes: Uint8Array): Pulled<StoredImage> {
    const manifests = readIndex(bytes);
    if (!manifests.ok) return failed(manifestFault(top, manifests.fault));
    const { platform, traits } = this.#options;
    const manifest = manifestFor(platform, manifests.value);
    if (manifest === undefined) {
      if (traits.storesUnmatched) this.#file(top);
      return failed({ kind: "platform", content: top, platform });
    }
    const manifestBytes = await this.#fetch(manifest);
    return manifestBytes.ok ? this.#runManifest(top, manifest, manifestBytes.value) : manifestBytes;
  }

  async #runManifest(top: Descriptor, manifest: Descriptor, bytes: Uint8Array): Pulled<StoredImage> {
    const read = readManifest(bytes);
    if (!read.ok) return failed(manifestFault(manifest, read.fault));
    const { config, layers } = read.value;
    for (const content of [config, ...layers]) {
      const fetched = await this.#fetch(content);
      if (!fetched.ok) return fetched;
    }
    return CONFIG_TYPES.has(config.mediaType) ? this.#unpack(top, read.value) : this.#fileArtifact(top, read.value);
  }

  async #unpack(top: Descriptor, { config, layers }: ImageManifest): Pulled<StoredImage> {
    const { store } = this.#options;
    const { diffIds } = readConfig(this.#bytes(config));
    let unpacked = 0;
    for (const [index, layer] of layers.entries()) {
      const before = unpacked;
      const size = await unpack({
        layer,
        bytes: this.#bytes(layer),
        diffId: diffIds[index] ?? "",
        hasRoom: (bytes) => store.hasRoom(before + bytes),
      });
      if (!size.ok) return size;
      unpacked += size.value;
    }
    return ok(this.#fileImage(top, config, { unpacked }));
  }

  /** What is no image is filed all the same, so it counts as present; whether the pull succeeds is the runtime's way. */
  #fileArtifact(top: Descriptor, { config, layers: [layer = config] }: ImageManifest): Outcome<StoredImage, PullFault> {
    const [diffId = ""] = readConfig(this.#bytes(config)).diffIds;
    const broken: PullFault = { kind: "artifact", config, layer, diffId };
    const image = this.#fileImage(top, config, { unpacked: 0, broken });
    return this.#options.traits.pullsArtifacts ? ok(image) : failed(broken);
  }

  #fileImage(top: Descriptor, config: Descriptor, found: Pick<StoredImage, "unpacked" | "broken">): StoredImage {
    const { platform, command } = readConfig(this.#bytes(config));
    const image = { id: config.digest, size: this.#size, platform, program: programOf(command), ...found };
    this.#file(top, image);
    return image;
  }

  /** Under the name that was asked for and under the digest. */
  #file(top: Descriptor, image?: StoredImage): void {
    const { store, image: asked } = this.#options;
    store.name(asked.name, this.#lease, image);
    if (image !== undefined) store.name(`${asked.repository}@${top.digest}`, this.#lease, image);
  }

  async #fetch(content: Descriptor): Pulled<Uint8Array> {
    const fetched = await this.#fetcher.fetch(content);
    if (fetched.ok) this.#size += content.size;
    return fetched;
  }

  #bytes({ digest }: Descriptor): Uint8Array {
    const bytes = this.#options.store.bytes(digest);
    if (bytes === undefined) throw new Error(`Content ${digest} was fetched and is gone`);
    return bytes;
  }
}

function manifestFault(content: Descriptor, problem: ManifestProblem): PullFault {
  return { kind: "manifest", content, problem };
}
