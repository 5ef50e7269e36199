import { ContainerService } from "./container-service.ts";
import type { DiskUse, Runtime, RuntimeOptions } from "./contract.ts";
import { createImageService } from "./image-service.ts";
import { ImageStore } from "./image-store.ts";
import { PodAddresses } from "./pod-addresses.ts";
import { Reach } from "./reach.ts";
import { sandboxImage } from "./sandbox-image.ts";
import { TRAITS } from "./traits.data.ts";

/** The container runtime of one node, with the images that lie there from the start. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const { name, node } = options;
  const traits = TRAITS[name];
  const reach = new Reach(node.reach);
  const store = new ImageStore(traits.references, node);
  for (const image of node.images) store.load(image);
  const images = createImageService({ ...options, traits, store, reach });
  const containers = new ContainerService({
    ...options,
    store,
    addresses: new PodAddresses(options.podCidr),
    hostAddress: options.hostAddress,
    sandboxImage: sandboxImage({ name, node, store, images }),
  });
  return {
    images,
    containers,
    disk: () => diskUse(store, containers.imagesInUse()),
    load: (image) => store.load(image),
    remove: (image) => store.remove(image),
    now: () => ({ images: store.now(), reach: reach.now(), ...store.disk() }),
    forget: (podUid) => containers.forget(podUid),
    forgetEnded: () => containers.forgetEnded(),
    configure: (settings) => {
      reach.configure(settings);
      if (settings.diskFree !== undefined) store.resize(settings.diskFree);
    },
  };
}

function diskUse(store: ImageStore, inUse: ReadonlySet<string>): DiskUse | undefined {
  const { diskFree: capacity } = store.disk();
  if (capacity === undefined) return undefined;
  const images = store.list().map(({ id, names }) => ({
    id,
    size: store.find(id)?.unpacked ?? 0,
    inUse: [id, ...names].some((name) => inUse.has(name)),
  }));
  return { capacity, used: store.used(), images };
}
