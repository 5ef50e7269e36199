import { failed, ok, type Outcome, Secret } from "../../base/index.ts";
import type { RuntimeName } from "../../kinds/index.ts";
import type { CriError, ImageService, PullImageRequest } from "../../kubelet/index.ts";
import type { InFlight } from "./content-fetcher.ts";
import type { DialOptions } from "./dial.ts";
import { parseImageName } from "./image-name.ts";
import type { ImageStore } from "./image-store.ts";
import { ProgressWatches } from "./progress-watches.ts";
import { pull } from "./pull.ts";
import type { PullFault } from "./pull-fault.ts";
import { sayPullFault } from "./say-pull-fault.ts";
import type { Traits } from "./traits.data.ts";

export interface ImageServiceOptions extends Omit<DialOptions, "userAgent"> {
  readonly name: RuntimeName;
  readonly traits: Traits;
  readonly store: ImageStore;
}

/** What the pulls of one runtime share. */
interface Shared {
  readonly inFlight: InFlight;
  readonly watches: ProgressWatches;
}

/** The CRI's ImageService of one runtime: it looks into the store, pulls, and says what failed in its own words. */
export function createImageService(options: ImageServiceOptions): ImageService {
  const { store } = options;
  const shared: Shared = {
    inFlight: new Map(),
    watches: new ProgressWatches(options.clock, options.traits.progressTimeout),
  };
  return {
    imageStatus: (image) => {
      if (refusesShortNames(options) && !hasHost(image)) return failed(shortNameFault(image));
      const found = store.find(image);
      return ok(found === undefined ? undefined : { id: found.id, sizeBytes: found.size });
    },
    listImages: () => store.list(),
    pullImage: (request) => pullImage(request, options, shared),
  };
}

async function pullImage(
  request: PullImageRequest,
  options: ImageServiceOptions,
  { inFlight, watches }: Shared,
): Promise<Outcome<string, CriError>> {
  const { traits, clock, store, node } = options;
  const image = parseImageName(request.image, traits.references);
  if (!image.ok) return say({ kind: "name", problem: image.fault }, request.image, options);
  const watch = watches.begin();
  const about = { pod: request.pod, ...(request.cause === undefined ? {} : { cause: request.cause }) };
  const pulled = await pull({
    image: image.value,
    login: loginOf(request),
    traits,
    platform: node.platform,
    mirrors: options.reach.mirrors,
    http: {
      ...options,
      userAgent: traits.userAgent,
      localhost: traits.localhost,
      repository: image.value.path,
      about,
      watch,
    },
    clock,
    store,
    inFlight,
  });
  watches.end(watch);
  return pulled.ok ? ok(pulled.value.id) : say(pulled.fault, image.value.name, options);
}

function refusesShortNames({ name, node }: ImageServiceOptions): boolean {
  return name === "cri-o" && node.shortNames === "refused";
}

function hasHost(image: string): boolean {
  return image.startsWith("sha256:") || /^(?:localhost|[^/]*[.:][^/]*)\//.test(image);
}

/** As CRI-O says it without search registries, in public reports. */
function shortNameFault(image: string): CriError {
  const why = 'no unqualified-search registries are defined in "/etc/containers/registries.conf"';
  return { grpcCode: "Unknown", message: `short-name "${image}" did not resolve to an alias and ${why}` };
}

function loginOf({ auth }: PullImageRequest): { readonly username: string; readonly password: Secret } | undefined {
  return auth && { username: auth.username, password: new Secret(auth.password) };
}

function say(fault: PullFault, image: string, { name, random }: ImageServiceOptions): Outcome<never, CriError> {
  return failed(sayPullFault(fault, { runtime: name, image, random }));
}
