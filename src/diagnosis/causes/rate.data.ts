import type { Cause } from "./cause.ts";

const HUB_ALLOWANCE =
  "curl -sI -H \"Authorization: Bearer $(curl -s 'https://auth.docker.io/token?service=registry.docker.io&scope=repository:ratelimitpreview/test:pull' | jq -r .token)\" https://registry-1.docker.io/v2/ratelimitpreview/test/manifests/latest | grep -i ratelimit";

/** Too many pulls. */
export const RATE_CAUSES: readonly Cause[] = [
  {
    id: "anonymous-rate-limit",
    family: "rate",
    title: "The allowance for pulls without a login is used up",
    summary: "The allowance of {registry} for pulls without a login is used up at the node's address.",
    meaning: "The allowance belongs to the outgoing address: everybody behind one NAT shares it.",
    tellApart:
      "`You have reached your (unauthenticated) pull rate limit`. With a user's name in it: authenticated-rate-limit. Other 429s: registry-throttled.",
    confirm: { on: "node", command: HUB_ALLOWANCE, shows: "ratelimit-remaining: 0" },
    nature: "transient",
    fixer: "author",
    fix: [
      "attach a pull secret with an account, or pull through a cache or mirror",
      "avoid imagePullPolicy: Always for images that do not change",
    ],
  },
  {
    id: "authenticated-rate-limit",
    family: "rate",
    title: "The account's allowance of pulls is used up",
    summary: "The account that pulls from {registry} has used up its allowance.",
    meaning: "The account's own limit counts, wherever it is used from.",
    tellApart: "The message names the user, or a login is known to have been sent.",
    confirm: {
      on: "here",
      command: "kubectl get pod {pod} -n {namespace} -o jsonpath='{.spec.imagePullSecrets[*].name}'",
      shows: "a secret with a login for {host}",
    },
    nature: "transient",
    fixer: "author",
    fix: ["raise the account's plan, spread the pulls over accounts, or use a cache"],
  },
  {
    id: "registry-throttled",
    family: "rate",
    title: "The registry throttles",
    summary: "{registry} throttles: too many requests in a short time.",
    meaning: "A limit per second, an anti-abuse guard, or the quota of a mirror. It passes.",
    tellApart: "429 or `Rate exceeded` without the words of an allowance; comes in bursts.",
    confirm: { on: "node", command: "curl -sI https://{api}/v2/", shows: "429 now, another answer a minute later" },
    nature: "transient",
    fixer: "nobody",
    fix: [
      "wait: the kubelet tries again",
      "if it comes often: spread the starts, raise the registry's tier, or use a cache",
    ],
  },
  {
    id: "kubelet-pull-qps",
    family: "rate",
    title: "The kubelet's own limit",
    summary: "The kubelet of node {node} has reached its own limit of pulls; the registry was not asked.",
    meaning:
      "registryPullQPS and registryBurst limit how many pulls a kubelet begins; a refusal counts as a failed pull.",
    tellApart: "Exactly `pull QPS exceeded`.",
    confirm: {
      on: "here",
      command: "kubectl get --raw /api/v1/nodes/{node}/proxy/configz",
      shows: "registryPullQPS and registryBurst",
    },
    nature: "transient",
    fixer: "nobody",
    fix: [
      "wait: the kubelet tries again",
      "if it comes often: raise registryPullQPS and registryBurst, or start fewer pods of a node together",
    ],
  },
];
