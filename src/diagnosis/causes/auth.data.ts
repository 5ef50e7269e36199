import type { Cause } from "./cause.ts";

const LIST_SECRETS = "kubectl get pod {pod} -n {namespace} -o jsonpath='{.spec.imagePullSecrets[*].name}'";
const READ_SECRET = "kubectl get secret {secret} -n {namespace} -o jsonpath='{.type}{\"\\n\"}'";

/** Logins: whether there is one, whether it reaches the registry, whether it is good and for what. */
export const AUTH_CAUSES: readonly Cause[] = [
  {
    id: "auth-missing",
    family: "auth",
    title: "The registry wants a login and got none",
    summary: "{registry} wants a login for {repository}, and none was offered.",
    meaning: "No pull secret is attached to the pod, or none of them applies to this host.",
    tellApart:
      "`fetch anonymous token`, `no basic auth credentials`, `authentication required`. Why none was offered: pull-secret-missing, -malformed, -host-mismatch. A missing repository is often answered alike.",
    confirm: { on: "here", command: LIST_SECRETS, shows: "no secret, or none with an entry for {host}" },
    nature: "permanent",
    fixer: "author",
    fix: [
      "kubectl create secret docker-registry {secret} -n {namespace} --docker-server={host} --docker-username=USER --docker-password=PASSWORD",
      "name it in imagePullSecrets of the pod template or of its service account, then create the pod anew",
    ],
  },
  {
    id: "auth-wrong-credentials",
    family: "auth",
    title: "The login was refused",
    summary: "A login for {registry} was sent and refused.",
    meaning:
      "User or password is wrong, the token is revoked or belongs to another registry, or a shell has eaten the $ of a robot's name. A stale login also blocks public images.",
    tellApart:
      "`incorrect username or password`, `fetch oauth token … 401`. It worked for hours or days: auth-token-expired. 403 after a good login: auth-insufficient-scope.",
    confirm: {
      on: "here",
      command: "curl -s -o /dev/null -w '%{http_code}\\n' -u USER https://{api}/v2/",
      shows: "401 with the secret's user and password",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "kubectl create secret docker-registry {secret} -n {namespace} --docker-server={host} --docker-username='USER' --docker-password='PASSWORD' --dry-run=client -o yaml | kubectl apply -f -",
      "for a public image take the stale login away instead",
    ],
  },
  {
    id: "auth-token-expired",
    family: "auth",
    title: "The login has run out",
    summary: "The login for {registry} was good once and has run out.",
    meaning:
      "Short-lived credentials end: ECR after 12 hours, a Google access token after one, CI job tokens, expiring personal tokens.",
    tellApart:
      "`authorization token has expired`; elsewhere the words of a wrong password, with a history of success and a secret older than the credential lives.",
    confirm: {
      on: "here",
      command: "kubectl get secret {secret} -n {namespace} -o jsonpath='{.metadata.creationTimestamp}'",
      shows: "an age beyond the credential's life",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "store a fresh credential now",
      "then stop storing short ones: the node's identity, a credential provider plugin, a refresher, or a long-lived read-only token",
    ],
  },
  {
    id: "auth-insufficient-scope",
    family: "auth",
    title: "The login may not read this repository",
    summary: "{registry} knows the caller but does not let it read {repository}.",
    meaning: "The role, the membership, the licence or the token's scope for this repository is missing.",
    tellApart:
      "403, `denied`, `insufficient_scope`, `does not have permission`. Often the same words as for a repository that does not exist. The node's own identity: node-identity-lacks-role.",
    confirm: {
      on: "here",
      command: "curl -sI -u USER {manifest}",
      shows: "403 here, 200 for another repository with the same login",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: ["grant that identity pull on {repository}, or use one that has it"],
  },
  {
    id: "node-identity-lacks-role",
    family: "auth",
    title: "The node's cloud identity may not pull",
    summary: "The node's own identity may not pull from {registry}.",
    meaning:
      "Nodes of a cloud log in by themselves; theirs lacks the role (AcrPull, artifactregistry.reader, ECR read) or the cross-account policy.",
    tellApart:
      "A registry of the same cloud, no pull secret on the pod, 401 or 403. Role in order but helper broken: node-credential-provider-failure.",
    confirm: {
      on: "here",
      command: "kubectl get pods -A -o wide --field-selector spec.nodeName={node}",
      shows: "other images of {registry} fail on this node too",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "give the node's identity the pull role: az aks update --attach-acr REGISTRY, roles/artifactregistry.reader, or AmazonEC2ContainerRegistryPullOnly",
    ],
  },
  {
    id: "node-credential-provider-failure",
    family: "auth",
    title: "The node's credential helper delivered nothing",
    summary: "The credential helper of node {node} delivered no login for {registry}.",
    meaning:
      "The kubelet's plugin is absent, of another API version, not matched by matchImages, or cannot reach its token service.",
    tellApart:
      "Kubelet log lines about a credential provider; the pod itself only shows 401 or `no basic auth credentials`.",
    confirm: {
      on: "node",
      command: "journalctl -u kubelet --since -1h | grep -i credential",
      shows: "errors of the credential provider",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "install or upgrade the plugin; make apiVersion and matchImages fit; restore its way to the metadata or token service; restart the kubelet",
    ],
  },
  {
    id: "pull-secret-missing",
    family: "auth",
    title: "The named pull secret does not exist",
    summary: 'Pull secret "{secret}" is named but does not exist in namespace {namespace}.',
    meaning:
      "The pod or its service account names a secret that is not in the pod's namespace; the pull goes on without it.",
    tellApart:
      "FailedToRetrieveImagePullSecret followed by a failed pull. The warning alone: nm-pull-secret-warning-only. It is in another namespace: pull-secret-wrong-namespace.",
    confirm: { on: "here", command: "kubectl get secret {secret} -n {namespace}", shows: "NotFound" },
    nature: "permanent",
    fixer: "author",
    fix: [
      "kubectl create secret docker-registry {secret} -n {namespace} --docker-server={host} --docker-username=USER --docker-password=PASSWORD",
      "or correct the name; the next try uses it, the pod need not be created anew",
    ],
  },
  {
    id: "pull-secret-wrong-namespace",
    family: "auth",
    title: "The pull secret is in another namespace",
    summary: 'Pull secret "{secret}" exists, but not in namespace {namespace}.',
    meaning: "A pod can use only secrets of its own namespace.",
    tellApart: "As pull-secret-missing, and a secret of that name is found elsewhere.",
    confirm: {
      on: "here",
      command: "kubectl get secrets -A --field-selector metadata.name={secret}",
      shows: "the secret in another namespace",
    },
    nature: "permanent",
    fixer: "author",
    fix: ["copy or sync the secret into namespace {namespace}"],
  },
  {
    id: "pull-secret-malformed",
    family: "auth",
    title: "The pull secret cannot be read",
    summary: 'Pull secret "{secret}" exists but holds no login that the kubelet can read.',
    meaning:
      "Wrong type or data key, the body of one format under the key of the other, base64 twice, a credential store instead of logins, or no base64 at all.",
    tellApart:
      "Mostly the plain words of auth-missing; only the secret tells. A decode error as reason (kubelet 1.33 and later) is certain.",
    confirm: {
      on: "here",
      command: READ_SECRET,
      shows: "another type than kubernetes.io/dockerconfigjson, or a body that does not decode",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "kubectl delete secret {secret} -n {namespace}",
      "kubectl create secret docker-registry {secret} -n {namespace} --docker-server={host} --docker-username=USER --docker-password=PASSWORD",
    ],
  },
  {
    id: "pull-secret-host-mismatch",
    family: "auth",
    title: "The pull secret is filed under another host",
    summary: 'No entry of pull secret "{secret}" matches {host}, so it was never sent.',
    meaning:
      "The kubelet compares host, port and path of the secret's key with the image as written; a missing port or another alias never matches.",
    tellApart: "As auth-missing, though a secret is there; the same login by hand works.",
    confirm: {
      on: "here",
      command: "kubectl get secret {secret} -n {namespace} -o yaml | pullwhy credentials {image} -f -",
      shows: "keys that differ from {host} in host, port or path",
    },
    nature: "permanent",
    fixer: "author",
    fix: [
      "file the login under {host}, port included, exactly as the image writes it (Docker Hub: https://index.docker.io/v1/)",
    ],
  },
  {
    id: "registry-account-blocked",
    family: "auth",
    title: "An account at the registry is blocked",
    summary: "{registry} has blocked the account behind {repository} or behind the login.",
    meaning: "The publisher's or the caller's account is disabled, unpaid, over its quota or taken down.",
    tellApart:
      "`account is not active`, `billing`, `subscription suspended`. A takedown looks like repository-not-found.",
    confirm: { on: "here", command: "curl -s {manifest}", shows: "the registry's words about the account" },
    nature: "needs-human",
    fixer: "registry-owner",
    fix: ["settle the account, or pull the image from another source"],
  },
];
