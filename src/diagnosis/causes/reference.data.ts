import type { Cause } from "./cause.ts";

/** The image string itself: what it names, and whether that exists. */
export const REFERENCE_CAUSES: readonly Cause[] = [
  {
    id: "invalid-image-name",
    family: "reference",
    title: "The image string is no image reference",
    summary: '"{image}" is no legal image reference, so no registry was asked.',
    meaning:
      "The string does not parse: capitals in the path, a scheme in front, a blank, two tags, a tag or digest of the wrong form.",
    tellApart:
      "Reason InvalidImageName, or `invalid reference format`. Remains of a template in the string: image-placeholder-unsubstituted.",
    confirm: {
      on: "here",
      command: "kubectl get pod {pod} -n {namespace} -o jsonpath='{.spec.containers[*].image}'",
      shows: "capitals, a scheme, blanks or an odd tag",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "write the reference as [HOST[:PORT]/]path[:tag|@digest]: path in lower case, no scheme, numeric tags quoted in YAML",
      "kubectl set image {owner} {container}=IMAGE -n {namespace}",
    ],
  },
  {
    id: "image-placeholder-unsubstituted",
    family: "reference",
    title: "A variable in the image was not filled in",
    summary: '"{image}" still holds the place of a variable that was not filled in.',
    meaning: "A template, envsubst, Helm or CI variable stayed as it was, or was replaced by nothing.",
    tellApart:
      "`${…}`, `$(…)`, `{{…}}`, `<no value>`, `None`, or a name that ends in `:`, `/` or `-`. Other illegal strings: invalid-image-name.",
    confirm: {
      on: "here",
      command: "kubectl get pod {pod} -n {namespace} -o jsonpath='{.spec.containers[*].image}'",
      shows: "the variable, or an empty part, where the source has a value",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "set the missing variable or run the step that replaces it (envsubst, Helm values, kustomize images), then apply again",
    ],
  },
  {
    id: "registry-host-missing",
    family: "reference",
    title: "The registry's host is missing from the image string",
    summary: '"{image}" has no host, so {registry} was asked for an image that probably lives elsewhere.',
    meaning:
      "Without a host a name belongs to Docker Hub (or to the node's search registry); the image was meant to come from another registry.",
    tellApart:
      "The completed name starts with docker.io/ while the workload's other images have a host. Host right, path wrong: repository-not-found. Only on a workstation: local-image-not-loaded.",
    confirm: {
      on: "here",
      command: "kubectl get pod {pod} -n {namespace} -o jsonpath='{.spec.containers[*].image}'",
      shows: "this image without a host beside others that have one",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "write the whole reference, host included",
      "kubectl set image {owner} {container}=HOST/{repository}:{tag} -n {namespace}",
    ],
  },
  {
    id: "short-name-unresolved",
    family: "reference",
    title: "The node does not complete short image names",
    summary: '"{image}" has no host, and the node knows no single registry to complete it with.',
    meaning:
      "CRI-O, podman and buildah complete a bare name only by their own configuration, and refuse when it is missing or ambiguous.",
    tellApart:
      "`short-name … did not resolve`, `returns ambiguous list`, or one failure for each search registry. Docker and containerd never say so.",
    confirm: {
      on: "node",
      command: "grep -E 'unqualified-search-registries|short-name-mode' /etc/containers/registries.conf",
      shows: "no search registry, or several with short-name-mode enforcing",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "write the full name, as docker.io/library/nginx:1.27",
      "or let the administrator add an alias or one search registry on the nodes",
    ],
  },
  {
    id: "repository-not-found",
    family: "reference",
    title: "The registry has no such repository",
    summary: "{registry} has no repository {repository} that the caller may see.",
    meaning: "The host answers, but the path is misspelt, was moved, or nothing was ever pushed to it.",
    tellApart:
      "Certain with `name unknown` or `does not exist in the registry`. `denied` and 401 are also said of private repositories: auth-missing, auth-insufficient-scope.",
    confirm: {
      on: "here",
      command: "curl -s {tags}",
      shows: "404 or NAME_UNKNOWN, also with a login that may list the project",
    },
    nature: "permanent",
    fixer: "author",
    fix: ["correct the path, or push the image there", "kubectl set image {owner} {container}=IMAGE -n {namespace}"],
  },
  {
    id: "tag-not-found",
    family: "reference",
    title: "The repository has no such tag",
    summary: '{registry} answers, but {repository} has no tag "{tag}".',
    meaning: "The tag was not pushed (yet), is misspelt, or lacks or has a leading v.",
    tellApart:
      "`manifest unknown`, `manifest for … not found`; from containerd `…: not found`, which it also says of a missing repository. It worked before: image-retired.",
    confirm: {
      on: "here",
      command: "curl -s {tags}",
      shows: 'a list without "{tag}"',
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "use a tag that exists, or push this one and look at the job that should have",
      "kubectl set image {owner} {container}=IMAGE -n {namespace}",
    ],
  },
  {
    id: "digest-not-found",
    family: "reference",
    title: "The repository has no such digest",
    summary: "{registry} has no {reference} in {repository}.",
    meaning: "The pinned digest was never in this repository, is of another copy or platform, or was cleaned away.",
    tellApart: "`manifest unknown` for a reference with @sha256. A missing layer instead: registry-blob-missing.",
    confirm: { on: "here", command: "curl -sI {manifest}", shows: "404 for the digest while the tag answers" },
    nature: "permanent",
    fixer: "author",
    fix: ["pin a digest that exists: resolve the tag again", "or keep a copy of the image in a registry of your own"],
  },
  {
    id: "image-retired",
    family: "reference",
    title: "The image was there and has been taken away",
    summary: "{repository} was once at {registry} and seems to be gone.",
    meaning: "A cleanup job, the publisher or the end of a registry removed it, or it was made private.",
    tellApart:
      "Same words as tag-not-found and repository-not-found; the difference is that it worked before, or that the place is known to be closed.",
    confirm: {
      on: "here",
      command:
        "kubectl get nodes -o jsonpath='{range .items[*].status.images[*]}{.names[-1]}{\"\\n\"}{end}' | grep {repository}",
      shows: "nodes that still have the image",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "move to the successor's location or to a tag that is kept",
      "keep copies of others' images in your own registry; exempt tags in use from cleanup",
    ],
  },
  {
    id: "local-image-not-loaded",
    family: "reference",
    title: "The image exists only on a workstation",
    summary: '"{image}" looks like a locally built image; the node does not have it and asked {registry}.',
    meaning: "The node of a local cluster has its own image store: what the workstation's engine built is not in it.",
    tellApart: "A bare or invented name, a cluster of kind, minikube or k3s, no such repository on Docker Hub.",
    confirm: {
      on: "here",
      command: "kubectl get nodes -o wide",
      shows: "kind, minikube, k3s or k3d in the node's name or system",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "kind load docker-image {image}    (or: minikube image load, k3d image import, k3s ctr images import)",
      "and set imagePullPolicy: IfNotPresent; or push the image to a registry that the node reaches",
    ],
  },
  {
    id: "never-pull-not-present",
    family: "reference",
    title: "Pulling is forbidden and the image is not on the node",
    summary: '"{image}" may not be pulled (imagePullPolicy: Never) and is not on node {node}.',
    meaning:
      "The kubelet only looks into the node's store; from 1.35 on the image may be there without the pod being allowed to use it.",
    tellApart: "ErrImageNeverPull; no registry is involved.",
    confirm: { on: "node", command: "crictl images", shows: "no such image on the node that the pod was placed on" },
    nature: "permanent",
    fixer: "author",
    fix: ["load the image on every node that may run the pod", "or set imagePullPolicy: IfNotPresent"],
  },
  {
    id: "not-a-container-image",
    family: "reference",
    title: "The reference names something that is no container image",
    summary: "{repository} holds a chart, signature or other artifact under {reference}, not a container image.",
    meaning: "Registries also store Helm charts, signatures, WASM modules and bundles; a runtime cannot start them.",
    tellApart:
      "An artifact's media type or a mismatch of rootfs and layers in the message. A real image that is too new for the runtime: media-type-unsupported.",
    confirm: {
      on: "here",
      command: "curl -s {manifest}",
      shows: "config.mediaType or artifactType of a chart or other artifact",
    },
    nature: "permanent",
    fixer: "author",
    fix: ["point at the image's own repository or tag; charts usually live under another path"],
  },
];
