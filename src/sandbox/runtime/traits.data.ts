import { type ReferenceRules, rulesOf, type RuntimeName } from "../../kinds/index.ts";

/** How a runtime pulls, where runtimes differ. Their words are in `phrases.data.ts`. */
export interface Traits {
  /** The reference library that it was built with, by a kubelet minor that has the same. */
  readonly references: ReferenceRules;
  readonly userAgent: string;
  /** Asks `/v2/` first, to learn how to log in. */
  readonly pings: boolean;
  readonly resolvesWith: "HEAD" | "GET";
  /** What it speaks with a registry on localhost. */
  readonly localhost: "http" | "https-then-http";
  /** Asks once more after 500, 503 and 504. */
  readonly retriesServerErrors: boolean;
  /** A wanted Basic login that it does not have ends the pull; else the 401 does. */
  readonly needsBasicLogin: boolean;
  /** Milliseconds without a byte after which the pull is given up; never when absent. */
  readonly progressTimeout?: number;
  /** Files the image under its name before it looks for a platform, so that what was fetched stays. */
  readonly storesUnmatched: boolean;
  /**
   * Which failure is told when several places were asked: the first that is no 404, that of the place where most had worked,
   * the last, or all of them.
   */
  readonly tells: "first" | "furthest" | "last" | "all";
  /** Has mirrors of Docker Hub only; takes all content from the place that knew the name. */
  readonly mirrorsHubOnly: boolean;
  readonly staysWithMirror: boolean;
  /** Takes artifacts that are no images for pulled. */
  readonly pullsArtifacts: boolean;
}

const CONTAINERD_17: Traits = {
  userAgent: "containerd/v1.7.35",
  references: rulesOf("1.29").reference,
  pings: false,
  resolvesWith: "HEAD",
  localhost: "https-then-http",
  retriesServerErrors: false,
  needsBasicLogin: true,
  progressTimeout: 5 * 60_000,
  storesUnmatched: false,
  tells: "first",
  mirrorsHubOnly: false,
  staysWithMirror: false,
  pullsArtifacts: false,
};

const { progressTimeout: _, ...withoutTimeout } = CONTAINERD_17;

/**
 * containerd 1.6.20, 1.7.35 and 2.2.9 as recorded on real nodes. CRI-O (containers/image) and cri-dockerd (moby) from
 * their documents and public reports only, so less certain.
 */
export const TRAITS: Readonly<Record<RuntimeName, Traits>> = {
  "containerd-1.6": {
    ...withoutTimeout,
    userAgent: "containerd/1.6.20",
    references: rulesOf("1.28").reference,
    localhost: "http",
    needsBasicLogin: false,
  },
  "containerd-1.7": CONTAINERD_17,
  "containerd-2.2": {
    ...CONTAINERD_17,
    userAgent: "containerd/v2.2.9",
    references: rulesOf("1.35").reference,
    retriesServerErrors: true,
    storesUnmatched: true,
    tells: "furthest",
    pullsArtifacts: true,
  },
  "cri-o": {
    ...withoutTimeout,
    userAgent: "cri-o/1.35.0",
    references: rulesOf("1.35").reference,
    pings: true,
    resolvesWith: "GET",
    needsBasicLogin: false,
    tells: "all",
    staysWithMirror: true,
  },
  "cri-dockerd": {
    ...CONTAINERD_17,
    userAgent: "docker/28.0.0",
    references: rulesOf("1.35").reference,
    pings: true,
    progressTimeout: 60_000,
    tells: "last",
    mirrorsHubOnly: true,
    staysWithMirror: true,
  },
};
