import { failed, ok, type Outcome } from "../../base/index.ts";
import type { NodeWorld, RuntimeName } from "../../kinds/index.ts";
import type { CriError, ImageService } from "../../kubelet/index.ts";
import type { ImageStore } from "./image-store.ts";

export interface SandboxImageOptions {
  readonly name: RuntimeName;
  readonly node: NodeWorld;
  readonly store: ImageStore;
  readonly images: ImageService;
}

/** Sees to it that the image of the sandboxes is there: nobody's pull secrets count for it. */
export function sandboxImage(options: SandboxImageOptions): (pod: string) => Promise<Outcome<void, CriError>> {
  const { name, node, store, images } = options;
  const { pauseImage: image } = node;
  return async (pod) => {
    if (image === undefined || store.find(image) !== undefined) return ok(undefined);
    const pulled = await images.pullImage({ image, pod });
    if (pulled.ok) return ok(undefined);
    const { grpcCode, message } = pulled.fault;
    const what = name.startsWith("containerd")
      ? `failed to get sandbox image "${image}": failed to pull image "${image}"`
      : `failed pulling image "${image}"`;
    return failed({ grpcCode, message: `${what}: ${message}` });
  };
}

/** What containerd says where there is no CNI plugin, or no address left; the words behind it are the plugins'. */
export function networkFault(sandbox: string, range?: string): CriError {
  const why =
    range === undefined
      ? 'plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]'
      : `plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: ${range}`;
  return { grpcCode: "Unknown", message: `failed to setup network for sandbox "${sandbox}": ${why}` };
}
