import type { Snapshot } from "../../kinds/index.ts";
import type { Sample } from "./explanation.ts";

/** A message that tells its cause only together with what was seen of the pod's secrets. */
export interface SeenSample extends Sample {
  readonly cause: string;
  readonly image: string;
  readonly beside: readonly string[];
  /** Of pod `web` in namespace `shop`, which names pull secret `regcred`. */
  readonly seen: Pick<Snapshot, "secrets" | "logins">;
}

const IMAGE = "private.corp.test/team/api:2.0";
const SAID = `Failed to pull image "${IMAGE}": failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}": pulling from host private.corp.test failed with status code [manifests 2.0]: 401 Unauthorized`;
const SOURCE = "kubelet 1.33.13 with containerd 1.6.20 and a registry with basic auth";

export const SEEN_SAMPLES: readonly SeenSample[] = [
  {
    cause: "pull-secret-wrong-namespace",
    image: IMAGE,
    sample: SAID,
    beside: ["Secret shop/regcred is not there, but default/regcred is"],
    seen: {
      secrets: [
        { namespace: "shop", name: "regcred", absent: true },
        { namespace: "default", name: "regcred", type: "kubernetes.io/dockerconfigjson" },
      ],
    },
    source: SOURCE,
  },
  {
    cause: "pull-secret-host-mismatch",
    image: IMAGE,
    sample: SAID,
    beside: ["shop/regcred: private.corp.test:5000 does not match private.corp.test/team/api: port"],
    seen: {
      secrets: [],
      logins: [
        {
          namespace: "shop",
          pullSecrets: ["regcred"],
          image: IMAGE,
          secret: "shop/regcred",
          used: false,
          code: "CREDENTIALS_MISMATCH",
          sentence: "private.corp.test:5000 does not match private.corp.test/team/api: port",
        },
      ],
    },
    source: SOURCE,
  },
];
