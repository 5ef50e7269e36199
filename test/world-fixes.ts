/** How somebody who knows what is meant fixes a world. */
export interface WorldFix {
  /** The pod that fails unless said. */
  readonly target?: string;
  /** What is given, one run of `fix` after the other; a run with nothing given unless said. */
  readonly runs?: readonly (readonly string[])[];
  /** The password that those runs read. */
  readonly stdin?: string;
  /** Seconds into the world at which it is fixed, where that is later than its fault can be seen. */
  readonly at?: number;
}

const to = (image: string): readonly string[] => ["--to", image];
const TAG: WorldFix = { runs: [to("registry.example/shop/web:1.4.2")] };
const login = (password: string): WorldFix => ({
  runs: [["--username", "puller", "--password-stdin"]],
  stdin: `${password}\n`,
});
const LOGIN = login("puller-pass");

/** Worlds that hold what would fix them: another image of the registry, a login, nodes that fit, or nothing that has to be given. */
export const WORLD_FIXES: Readonly<Record<string, WorldFix>> = {
  "digest-not-found": TAG,
  "dns-failure": TAG,
  "expired-token": { ...login("fresh-pass"), target: "pod/late" },
  "fix-race": LOGIN,
  "host-left-out": TAG,
  "init-and-sidecar": {
    runs: [
      to("registry.example/shop/migrate:2.0"),
      to("registry.example/shop/web:1.4.2"),
      to("registry.example/shop/metrics:1.0"),
    ],
  },
  "init-container": { runs: [to("registry.example/shop/migrate:2.0")] },
  "invalid-reference": TAG,
  "mixed-nodes": { target: "pod/on-arm64" },
  "placeholder-left": TAG,
  "policy-never": {},
  "private-no-secret": LOGIN,
  "rollout-bad-tag": { ...TAG, target: "deploy/web" },
  "sa-patched-late": { target: "pod/before", at: 45 },
  "same-image-twice": TAG,
  "secret-created-later": LOGIN,
  "secret-malformed": LOGIN,
  "secret-wrong-host": {},
  "secret-wrong-namespace": {},
  "secret-wrong-type": {},
  "short-name": { runs: [to("docker.io/acme/echo-server:1.0")] },
  "stale-secret-public-image": {},
  "tag-pushed-later": TAG,
  "two-containers": { runs: [to("registry.example/shop/proxy:3.0")] },
  "typo-repo": { runs: [to("nginx:1.27")] },
  "wrong-password": LOGIN,
  "wrong-tag": TAG,
};
