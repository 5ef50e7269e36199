import type { RuntimeName } from "../../src/kinds/index.ts";

/** The recorded story that a shipped world tells again, with other names. */
export const RECORDED: Readonly<Record<string, readonly [version: string, story: string, pod?: string]>> = {
  "arch-mismatch": ["v1.33.13", "o-no-platform"],
  "cached-private-other-pod": ["v1.35.4", "x-present-private"],
  "chart-not-image": ["v1.33.13", "t-chart"],
  "cluster-dns-name": ["v1.33.13", "j-no-such-host"],
  "connection-timeout": ["v1.33.13", "r-connect-timeout"],
  "corrupt-layer": ["v1.33.13", "s-corrupt"],
  "crash-loop": ["v1.33.13", "zz-not-pulls", "crash"],
  "crashloop-lookalike": ["v1.33.13", "zz-not-pulls", "notexec"],
  "dns-failure": ["v1.33.13", "j-no-such-host"],
  "fix-race": ["v1.33.13", "f-secret-missing"],
  "host-left-out": ["v1.33.13", "h-hub-repository"],
  "http-instead-of-https": ["v1.33.13", "l-plain-http"],
  "init-container": ["v1.33.13", "u-init"],
  "invalid-reference": ["v1.33.13", "m-invalid-names"],
  "local-image": ["v1.33.13", "h-hub-repository"],
  "missing-secret-public-image": ["v1.33.13", "f-missing-but-public"],
  "placeholder-left": ["v1.33.13", "m-invalid-names", "web-4"],
  playground: ["v1.33.13", "h-hub-repository"],
  "policy-never": ["v1.33.13", "n-never"],
  "private-no-secret": ["v1.33.13", "c-no-secret"],
  "rate-limited": ["v1.33.13", "p-rate-limit"],
  "registry-down": ["v1.33.13", "i-refused"],
  "resolver-failure": ["v1.33.13", "j-server-misbehaving"],
  "sa-patched-late": ["v1.33.13", "z-service-account"],
  "same-image-twice": ["v1.33.13", "u-same-image"],
  "secret-created-later": ["v1.33.13", "f-secret-missing"],
  "secret-malformed": ["v1.33.13", "g-malformed-auth"],
  "secret-wrong-host": ["v1.33.13", "e-wrong-key"],
  "secret-wrong-namespace": ["v1.33.13", "f-secret-missing"],
  "secret-wrong-type": ["v1.33.13", "g-opaque"],
  "server-error": ["v1.33.13", "q-500"],
  "slow-not-broken": ["v1.33.13", "r-serial-queue"],
  "tag-pushed-later": ["v1.33.13", "b-push"],
  "tls-expired": ["v1.33.13", "k-expired"],
  "tls-unknown-ca": ["v1.33.13", "k-unknown-authority"],
  "two-containers": ["v1.33.13", "u-two-containers"],
  "two-secrets": ["v1.33.13", "e-two-secrets"],
  "typo-repo": ["v1.33.13", "h-hub-repository"],
  "unknown-media-type": ["v1.33.13", "t-media-type"],
  "wrong-command": ["v1.30.14", "zz-not-pulls", "nocommand"],
  "wrong-password": ["v1.33.13", "d-wrong-password"],
  "wrong-tag": ["v1.33.13", "b-set-image"],
};

/** A pull through the CRI of a real containerd, as `runtime-messages.jsonl` has it. */
export interface Said {
  readonly fault: string;
  readonly image: string;
  readonly auth?: "none" | "given" | "wrong";
  readonly how?: string;
  /** Only what this one said; the others met the fault elsewhere. */
  readonly runtime?: RuntimeName;
}

/** Where no story was recorded, what containerd said to the kubelet when it was broken in the same way. */
export const SAID: Readonly<Record<string, Said>> = {
  "account-limit": {
    fault: "authenticated-rate-limit",
    image: "faults.corp.test/rate429/acme/storefront-user:3.1.0",
    auth: "given",
  },
  "address-refused": { fault: "auth-insufficient-scope", image: "faults.corp.test/f403plain/acme/storefront:3.1.0" },
  "back-to-back": { fault: "registry-5xx", image: "faults.corp.test/s503/acme/storefront:3.1.0" },
  "blob-host-unknown": { fault: "dns-nxdomain", image: "faults.corp.test/offsite/acme/storefront:3.1.0" },
  "blob-missing": { fault: "registry-blob-missing", image: "faults.corp.test/blob404/acme/storefront:3.1.0" },
  "cached-hides-deleted-tag": { fault: "tag-not-found", image: "faults.corp.test/bare404/acme/storefront:3.1.0" },
  "client-certificate-wanted": { fault: "tls-handshake-failure", image: "mtls.corp.test/acme/storefront:3.1.0" },
  "clock-behind": { fault: "node-clock-skew", image: "future.corp.test/team/web:1.0" },
  "connection-reset": { fault: "connection-interrupted", image: "reset.corp.test/acme/storefront:3.1.0" },
  "digest-not-found": { fault: "digest-not-found", image: "registry.corp.test/team/web@sha256:DIGEST" },
  "disk-full": { fault: "disk-full", image: "registry.corp.test/team/api:2.0", runtime: "containerd-1.6" },
  "encrypted-layer": { fault: "decryption-failed", image: "faults.corp.test/encrypted/acme/storefront:3.1.0" },
  "expired-token": { fault: "auth-wrong-credentials", image: "token.corp.test/team/web:1.0", auth: "wrong" },
  "files-exhausted": { fault: "inode-exhausted", image: "registry.corp.test/team/web:1.0" },
  "handshake-refused": { fault: "tls-handshake-failure", image: "oldtls.corp.test/acme/storefront:3.1.0" },
  "handshake-silent": { fault: "tls-handshake-timeout", image: "mute.corp.test/acme/storefront:3.1.0" },
  "https-required": { fault: "https-required", image: "localhost:5443/team/web:1.0" },
  "hub-allowance": { fault: "anonymous-rate-limit", image: "faults.corp.test/ratebody/acme/storefront:3.1.0" },
  "latest-always-deleted": { fault: "tag-not-found", image: "faults.corp.test/notag/acme/storefront:3.1.0" },
  "layer-cut-off": { fault: "connection-interrupted", image: "faults.corp.test/shortblob/acme/storefront:3.1.0" },
  "layer-not-applicable": { fault: "layer-unpack-failed", image: "faults.corp.test/badlink/acme/storefront:3.1.0" },
  "login-not-allowed": {
    fault: "auth-insufficient-scope",
    image: "faults.corp.test/f403/acme/storefront:3.1.0",
    auth: "given",
  },
  "login-page": { fault: "registry-unexpected-response", image: "faults.corp.test/html200/acme/storefront:3.1.0" },
  "mirror-broken": { fault: "registry-blob-missing", image: "faults.corp.test/blob404/acme/storefront:3.1.0" },
  "mirror-down": { fault: "mirror-misconfigured", image: "mirrored-down.test/team/web:1.0" },
  "mixed-nodes": { fault: "platform-mismatch", image: "faults.corp.test/winindex/acme/storefront:3.1.0" },
  "no-progress": {
    fault: "pull-progress-timeout",
    image: "faults.corp.test/stall/acme/storefront:3.1.0",
    runtime: "containerd-1.7",
  },
  "no-route": { fault: "no-route", image: "noroute.corp.test/acme/storefront:3.1.0" },
  "one-node-cannot": { fault: "tcp-timeout", image: "silent.corp.test/acme/storefront:3.1.0" },
  "proxy-dead": {
    fault: "proxy-misconfigured",
    image: "registry.corp.test/team/web:1.0",
    how: "HTTPS_PROXY points to a closed port",
  },
  "proxy-intercepts": { fault: "tls-unknown-authority", image: "selfsigned.corp.test/team/web:1.0" },
  "proxy-is-none": {
    fault: "proxy-misconfigured",
    image: "registry.corp.test/team/web:1.0",
    how: "HTTPS_PROXY points to a server that is no proxy",
  },
  "proxy-unknown": {
    fault: "proxy-misconfigured",
    image: "registry.corp.test/team/web:1.0",
    how: "HTTPS_PROXY points to a name that does not resolve",
  },
  "registry-outage": { fault: "registry-5xx", image: "faults.corp.test/s503/acme/storefront:3.1.0" },
  "rollout-bad-tag": { fault: "tag-not-found", image: "faults.corp.test/notag/acme/storefront:3.1.0" },
  "schema-1": { fault: "schema1-unsupported", image: "faults.corp.test/schema1/acme/storefront:3.1.0" },
  "store-read-only": { fault: "storage-permission-denied", image: "registry.corp.test/team/web:1.0" },
  "tls-wrong-name": { fault: "tls-hostname-mismatch", image: "wrongname.corp.test/team/web:1.0" },
  "token-service-throttled": { fault: "registry-throttled", image: "faults.corp.test/token429/acme/storefront:3.1.0" },
  "token-without-scope": {
    fault: "auth-insufficient-scope",
    image: "faults.corp.test/scope401/acme/storefront:3.1.0",
    auth: "given",
  },
  "unknown-compression": { fault: "layer-compression-unsupported", image: "faults.corp.test/xz/acme/storefront:3.1.0" },
  "windows-only": { fault: "platform-mismatch", image: "faults.corp.test/winindex/acme/storefront:3.1.0" },
};

/** What people have published of these registries and of the kubelet, by its id in the corpus: the words that are the same. */
export const PUBLISHED: Readonly<Record<string, readonly [id: string, words: string]>> = {
  "acr-without-role": ["m5c36183b", "failed to fetch anonymous token: unexpected status from GET request to https://"],
  "ecr-token-expired": ["m19835498", ": 403 Forbidden"],
  "ghcr-private": [
    "m03afd50a",
    "failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=",
  ],
  "gitlab-denied": ["m2c9b12d2", "failed to authorize: failed to fetch oauth token: unexpected status from "],
  "harbor-scan-policy": [
    "md9f95893",
    `unknown: current image with "Pending" status of vulnerability scanning cannot be pulled due to configured policy in 'Prevent images with vulnerability severity of "Critical" or higher from running.' To continue with pull, please contact your project administrator for help.`,
  ],
  "no-pod-network": [
    "mead5ad2b",
    'plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]',
  ],
  "pause-image": [
    "m7884fc02",
    'failed to get sandbox image "registry.k8s.io/pause:3.9": failed to pull image "registry.k8s.io/pause:3.9": failed to pull and unpack image "registry.k8s.io/pause:3.9": failed to resolve reference "registry.k8s.io/pause:3.9": unexpected status from HEAD request to https://',
  ],
  "short-name": [
    "m34d92a36",
    'did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
  ],
  "pull-rate-of-kubelet": ["mc6223f8d", "pull QPS exceeded"],
  "quay-private": ["m99af33a8", "unauthorized: access to the requested resource is not authorized"],
};

/** Worlds whose story was not recorded, with what stands in for the recording. */
export const NOT_RECORDED: Readonly<Record<string, string>> = {
  "garbage-in-use": "an event of the node, published; image-gc.test.ts compares it",
  "image-garbage": "the words are those of disk-full; image-gc.test.ts says when images go",
  "flaky-registry": "a 502 of s502, recorded; which request it hits is the world's own doing",
  "mirror-falls-through": "nothing fails in it",
  "mixed-versions": "made of two recorded stories, x-present-private of 1.33 and of 1.35",
  "no-proxy-missing": "the words are Go's for a proxy's 503; proxy.test.ts says where they are known from",
  "proxy-wants-login": "the words are Go's for a proxy's 407, published often",
  "init-and-sidecar": "made of two recorded stories, u-init and u-two-containers, which other worlds tell",
  "no-node-fits": "no event of a kubelet; the scheduler's own, recorded in zz-not-pulls, is compared beside it",
  "stale-secret-public-image": "no such story among the recordings; the kubelet's credential vectors decide",
};
