import type { Cause } from "./cause.ts";

/** What the registry answers, or what answers in its place. */
export const REGISTRY_CAUSES: readonly Cause[] = [
  {
    id: "registry-5xx",
    family: "registry",
    title: "The registry has failed",
    summary: "{registry} answered with a failure of its own.",
    meaning: "The registry, its token service or its blob store is down, overloaded or in an incident.",
    tellApart: "500, 502, 503, 504, `unexpected HTTP status: 5xx`. A page of your own proxy: proxy-misconfigured.",
    confirm: { on: "here", command: "curl -sI https://{api}/v2/", shows: "5xx, for other images too" },
    nature: "transient",
    fixer: "registry-owner",
    fix: [
      "wait: the kubelet tries again; look at the registry's status page",
      "if it is yours: look at its logs and storage",
    ],
  },
  {
    id: "registry-unexpected-response",
    family: "registry",
    title: "What answers is no registry",
    summary: "What answers at {asked} does not behave like a registry.",
    meaning: "A web server's page, a wrong redirect, or a token service that the runtime cannot use.",
    tellApart:
      "`invalid character '<'`, `404 page not found`, `text/html`, too many redirects, a token answer without a token.",
    confirm: {
      on: "here",
      command: "curl -si https://{asked}/v2/",
      shows: "a page instead of JSON, and no Docker-Distribution-Api-Version header",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: ["route /v2/ and the token path to the registry and correct its external URL"],
  },
  {
    id: "registry-blob-missing",
    family: "registry",
    title: "The registry has lost a layer",
    summary: "{registry} has the manifest of {repository}, but not everything that it names.",
    meaning: "A push that did not finish, a garbage collection, or a broken replication or cache.",
    tellApart: "`unknown blob`, `could not fetch content descriptor … not found`.",
    confirm: {
      on: "here",
      command: "curl -sI https://{api}/v2/{repository}/blobs/DIGEST",
      shows: "404 for a digest that the manifest names",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: [
      "push the image again with all its layers, or purge the cache",
      "then correct the garbage collection or replication",
    ],
  },
  {
    id: "mirror-misconfigured",
    family: "registry",
    title: "A mirror answers wrongly",
    summary: "A mirror or cache stands between node {node} and {registry} and fails: {asked}.",
    meaning:
      "The runtime asks a configured mirror first and reports its failure: wrong path, no such remote, missing library/, HTTP for HTTPS, a quota of its own.",
    tellApart: "The host in the message is not the image's, or `?ns=` in the URL; it works without the mirror.",
    confirm: {
      on: "node",
      command: "grep -r . /etc/containerd/certs.d /etc/containers/registries.conf.d /etc/rancher/k3s/registries.yaml",
      shows: "the mirror and how its path is made",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "correct the mirror's address and path, or take it away",
      "give a cache its login and its way to the origin's blob store",
    ],
  },
  {
    id: "schema1-unsupported",
    family: "registry",
    title: "The image has a form that runtimes no longer read",
    summary: "{repository} is stored in the old schema 1, which the runtime refuses.",
    meaning: "Docker schema 1 was given up by containerd 2 and Docker 26.",
    tellApart: "`schema 1`, `prettyjws`, `no signatures`.",
    confirm: { on: "here", command: "curl -sI {manifest}", shows: "Content-Type with manifest.v1+prettyjws" },
    nature: "permanent",
    fixer: "author",
    fix: [
      "use a newer tag, or copy the image with a current tool: skopeo copy --format v2s2 docker://{image} docker://COPY",
    ],
  },
  {
    id: "media-type-unsupported",
    family: "registry",
    title: "Runtime and registry do not agree on the image's form",
    summary: "The runtime does not know a media type that {registry} gives for {repository}.",
    meaning: "An engine older than OCI images, an index with attestations, or a registry that names types wrongly.",
    tellApart:
      "`mediaType in manifest should be`, `unsupported manifest media type`, `does not support OCI indexes`. No image at all: not-a-container-image.",
    confirm: {
      on: "here",
      command: "curl -sI {manifest}",
      shows: "a Content-Type that the runtime's version does not know",
    },
    nature: "permanent",
    fixer: "author",
    fix: ["upgrade engine or registry, or push in Docker's form without attestations (--provenance=false)"],
  },
  {
    id: "layer-compression-unsupported",
    family: "registry",
    title: "The runtime cannot unpack the layers' compression",
    summary: "Layers of {repository} are compressed in a way that the runtime cannot read.",
    meaning: "zstd or xz with an older runtime, or labels that do not fit the bytes.",
    tellApart:
      "`invalid tar header` at unpack, `tar+zstd`. The tar header alone also fits content-corrupted and decryption-failed.",
    confirm: { on: "here", command: "curl -s {manifest}", shows: "layer media types other than gzip" },
    nature: "permanent",
    fixer: "author",
    fix: ["upgrade the runtime, or build the image with gzip"],
  },
];
