import type { Pattern } from "../pattern.ts";

/**
 * Registries that refuse because of too many requests. A HEAD answer has no body: without the words of an allowance it
 * stays open which one is used up.
 */
export const RATE_PATTERNS: readonly Pattern[] = [
  {
    id: "user-allowance",
    match: /pull rate limit as ["']/,
    causes: ["authenticated-rate-limit"],
    sample:
      'time="2025-10-15T16:09:35+03:00" level=warning msg="Failed, retrying in 1s ... (1/3). Error: initializing source docker://fsouza/fake-gcs-server:1.52.3: reading manifest 1.52.3 in docker.io/fsouza/fake-gcs-server: toomanyrequests: You have reached your pull rate limit as \'scylladbjenkins\': dckr_jti_<redacted>. You may increase the limit by upgrading. https://www.docker.com/increase-rate-limit"',
    source: "https://github.com/scylladb/scylladb/issues/26576",
  },
  {
    id: "anonymous-allowance",
    all: ["unauthenticated pull rate limit"],
    causes: ["anonymous-rate-limit"],
    sample:
      "Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
    source: "https://github.com/docker/hub-feedback/issues/2464",
  },
  {
    id: "some-allowance",
    all: ["pull rate limit"],
    causes: ["anonymous-rate-limit", "authenticated-rate-limit", "auth-missing"],
    sample:
      'Failed to pull image `busybox:latest": rpc error: code = Unknown desc = Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit',
    source: "https://github.com/FusionAuth/charts/issues/47",
  },
  {
    id: "hub-guard",
    all: ["hap429"],
    causes: ["registry-throttled", "anonymous-rate-limit"],
    sample:
      "error parsing HTTP 429 response body: invalid character 'T' looking for beginning of value: \"Too Many Requests (HAP429).\\n\"",
    source: "https://github.com/docker/hub-feedback/issues/1907",
  },
  {
    id: "hub-429",
    all: [["429 too many", "toomanyrequests", "too many requests"]],
    when: { service: ["docker-hub"], phase: ["resolve", "copy"] },
    causes: ["anonymous-rate-limit", "authenticated-rate-limit", "registry-throttled"],
    open: true,
    sample:
      "ERROR: unexpected status from HEAD request to https://registry-1.docker.io/v2/nvidia/cuda/manifests/12.2.2-base-ubuntu22.04: 429 Too Many Requests",
    source: "https://github.com/rapidsai/ci-imgs/issues/427",
  },
  {
    id: "throttled",
    all: [
      [
        "429 too many",
        "toomanyrequests",
        "too many requests",
        "rate exceeded",
        "throttlingexception",
        "ratelimitexceeded",
        "resource_exhausted",
        "rate limited",
        "rate limit exceeded",
        "quota exceeded",
      ],
    ],
    causes: ["registry-throttled", "anonymous-rate-limit", "authenticated-rate-limit", "mirror-misconfigured"],
    sample:
      'Error response from daemon: toomanyrequests: <!DOCTYPE html>\n\n<html class="no-js" lang="en-US">\n\n   <head>\n      <title>This website has been temporarily rate limited | docker.ketches.cn | Cloudflare</title>',
    source: "https://github.com/ketches/registry-proxy/issues/5",
  },
];
