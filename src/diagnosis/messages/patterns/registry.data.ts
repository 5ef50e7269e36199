import type { Pattern } from "../pattern.ts";

/** What a registry answers, and what answers in its place: failures, accounts, logins, blobs and names. */
export const REGISTRY_PATTERNS: readonly Pattern[] = [
  {
    id: "account",
    all: [
      [
        "account is not active",
        "account is disabled",
        "account has been",
        "account suspended",
        "account is locked",
        "billing",
        "subscription suspended",
        "subscription is disabled",
        "payment required",
        "subscription has expired",
        "plan has expired",
        "namespace has been disabled",
      ],
    ],
    causes: ["registry-account-blocked", "auth-insufficient-scope"],
    sample: 'Error: Status 403 trying to pull repository kitematic/hello-world-nginx: "Account is not Active"',
    source: "https://github.com/docker-archive-public/docker.kitematic/issues/1105",
  },
  {
    id: "page-403",
    all: ["403", ["invalid character '<'", "<html", "<!doctype"]],
    causes: ["registry-ip-blocked", "auth-insufficient-scope", "proxy-misconfigured"],
    sample:
      "docker: Error response from daemon: error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html>\\r\\n<head><title>403 Forbidden</title></head>\\r\\n<body>\\r\\n<center><h1>403 Forbidden</h1></center>\\r\\n<hr><center>nginx</center>\\r\\n</body>\\r\\n</html>\\r\\n\".",
    source: "https://github.com/jfrog/nexus2artifactory/issues/72",
  },
  {
    id: "server-error",
    match:
      /\b50[0-4] (?:internal server|bad gateway|service|gateway|not implemented)|(?:status|code|error):? 52\d|http status: 5\d\d|status code:? 5\d\d|status: 5\d\d|: (?:service unavailable|bad gateway|gateway time-?out|internal server error)|unknown: internal|internal_error|backend unavailable|registryunavailable/,
    causes: ["registry-5xx", "proxy-misconfigured", "mirror-misconfigured"],
    sample:
      "#3 ERROR: failed to copy: httpReadSeeker: failed open: unexpected status code https://mcr.microsoft.com/v2/dotnet/core/aspnet/blobs/sha256:fe3a4716eba4304fdb3b6a63fd0e54aa9c6c8519f9d1ba2f67a043679dd2f64a: 500 Internal Server Error",
    source: "https://github.com/microsoft/containerregistry/issues/56",
  },
  {
    id: "page-401",
    all: ["401", ["invalid character '<'", "<html", "<!doctype"]],
    causes: ["auth-missing", "auth-wrong-credentials", "proxy-misconfigured"],
    sample:
      "GET https://hub.example.com/v2/namespace/repo/manifests/latest: unexpected status code 401 Unauthorized: <html>\n<head><title>401 Authorization Required</title></head>\n<body>\n<center><h1>401 Authorization Required</h1></center>\n<hr><center>nginx/1.18.0</center>\n</body>\n</html>",
    source: "https://github.com/kubesphere/kubesphere",
  },
  {
    id: "not-a-registry",
    all: [
      [
        "invalid character",
        "404 page not found",
        "<html",
        "<!doctype",
        "405 method not allowed",
        "stopped after 10 redirects",
        "unexpected end of json",
        "did not include a token",
        "unable to decode token response",
        "unsupported protocol scheme",
        "did not return a content digest",
        "no token in response",
        "octet-stream",
        "www-authenticate",
      ],
    ],
    causes: ["registry-unexpected-response", "mirror-misconfigured", "proxy-misconfigured"],
    sample:
      'ERROR: error parsing HTTP 404 response body: invalid character \'<\' looking for beginning of value: "<html>\\r\\n<head><title>404 Not Found</title></head>\\r\\n<body bgcolor=\\"white\\">\\r\\n<center><h1>404 Not Found</h1></center>\\r\\n<hr><center>nginx/1.13.12</center>\\r\\n</body>\\r\\n</html>\\r\\n"',
    source: "https://github.com/goharbor/harbor/issues/12981",
  },
  {
    id: "bad-request-here",
    all: ["400 bad request"],
    when: { asked: ["local"] },
    causes: ["https-required", "registry-unexpected-response"],
    open: true,
    sample:
      'Failed to pull image "localhost:5443/team/web:1.0": failed to pull and unpack image "localhost:5443/team/web:1.0": failed to resolve reference "localhost:5443/team/web:1.0": pulling from host localhost:5443 failed with status code [manifests 1.0]: 400 Bad Request',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "bad-request",
    all: [["400 bad request", "status 400", "http status: 400"]],
    causes: ["registry-unexpected-response", "https-required", "mirror-misconfigured"],
    open: true,
    sample: "Error: failed to authorize: failed to fetch anonymous token: unexpected status: 400 Bad Request",
    source: "https://github.com/raffis/mongodb-query-exporter/issues/236",
  },
  {
    id: "token-expired",
    all: [
      [
        "authorization token has expired",
        "security token included in the request is",
        "expiredtoken",
        "token has expired",
        "token is expired",
        "token expired",
        "jwt expired",
        "expired token",
        "credentials have expired",
        "cannot be authenticated with the token provided",
        "expired_token",
        "invalid_token",
        "login has expired",
      ],
    ],
    causes: ["auth-token-expired", "auth-wrong-credentials"],
    sample:
      "Error response from daemon: pull access denied for public.ecr.aws/registry_alias/repository_name, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
    source: "https://github.com/aws-samples/eks-workshop/issues/1544",
  },
  {
    id: "completed-elsewhere",
    all: [["unauthorized", "denied", "not found", "manifest unknown"]],
    when: { is: ["completedElsewhere"] },
    causes: ["registry-host-missing", "short-name-unresolved", "repository-not-found", "auth-missing"],
    sample:
      'Failed to pull image "goharbor/harbor-db:v2.12.0": initializing source docker://quay.io/goharbor/harbor-db:v2.12.0: reading manifest v2.12.0 in quay.io/goharbor/harbor-db: unauthorized: access to the requested resource is not authorized',
    source: "https://github.com/goharbor/harbor-helm/issues/1888",
  },
  {
    id: "hub-blob-missing",
    all: ["could not fetch content descriptor", "not found"],
    when: { service: ["docker-hub"] },
    causes: ["mirror-misconfigured", "registry-blob-missing", "image-retired"],
    sample:
      'time="2024-07-17T11:03:41.934905453+08:00" level=error msg="PullImage \\"rancher/mirrored-metrics-server:v0.7.0\\" failed" error="rpc error: code = NotFound desc = failed to pull and unpack image \\"docker.io/rancher/mirrored-metrics-server:v0.7.0\\": failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:fe5ca62666f04366c8e7f605aa82997d71320183e99962fa76b3209fdfbb8b58 (application/vnd.docker.image.rootfs.diff.tar.gzip) from remote: not found"',
    source: "https://github.com/k3s-io/k3s/issues/9626",
  },
  {
    id: "blob-missing",
    all: [
      [
        "unknown blob",
        "blob unknown",
        "blob_unknown",
        "could not fetch content descriptor",
        "content at <url> not found",
        "status code 404 when fetching blob",
      ],
    ],
    causes: ["registry-blob-missing", "mirror-misconfigured"],
    sample:
      'level=error msg="response completed with error" err.code="blob unknown" err.detail=sha256:4a14bdf6da80603aa5007acea8d5ea659958b0bd1b31d31078023ca0d1c8ee05 err.message="blob unknown to registry"',
    source: "https://github.com/docker-archive/docker-registry/issues/1117",
  },
  {
    id: "gallery-name-unknown",
    all: [["name unknown", "name_unknown", "does not exist in the registry"]],
    when: { service: ["ecr-public"] },
    causes: ["image-retired", "repository-not-found"],
    sample:
      "Error response from daemon: repository public.ecr.aws/v2k0k1b1/yelb/yelb-ui not found: name unknown: The repository with name 'yelb/yelb-ui' does not exist in the registry with id 'v2k0k1b1'",
    source: "https://github.com/aws-samples/eks-alb-istio-with-tls/issues/7",
  },
  {
    id: "ecr-name-unknown",
    all: [["does not exist in the registry with id", "repositorynotfound"]],
    causes: ["repository-not-found"],
    sample:
      "repository 050568424332.dkr.ecr.us-west-2.amazonaws.com/orbit-dev-env-iso/docker.io/istio/proxyv2 not found: name unknown: The repository with name 'orbit-dev-env-iso/docker.io/istio/proxyv2' does not exist in the registry with id '050568424332'",
    source: "https://github.com/awslabs/aws-orbit-workbench/issues/720",
  },
  {
    id: "library-image-gone",
    match: /image library\/\S{1,300} not found/,
    causes: ["local-image-not-loaded", "registry-host-missing", "repository-not-found"],
    sample: 'Failed to pull image "zdlzdltomcatimage": Error: image library/zdlzdltomcatimage not found.',
    source: "https://github.com/kubernetes/kubernetes/issues/24903",
  },
  {
    id: "cache-lacks-it",
    all: [["not found", "manifest unknown", "name unknown"]],
    when: { is: ["passedThrough"] },
    causes: ["mirror-misconfigured", "repository-not-found", "tag-not-found"],
    sample:
      "Error: initializing source docker://registry.apps.okd4.myhci.com/hub/library/busybox:latest: reading manifest latest in registry.apps.okd4.myhci.com/hub/library/busybox: unknown: repository hub/library/busybox not found",
    source: "https://github.com/goharbor/harbor/issues/18292",
  },
  {
    id: "repository-unknown",
    match:
      /name[ _]unknown|repository name not known|repo(?:sitory)? not found|repository \S{1,300} not found|project \S{1,300} not found/,
    causes: ["repository-not-found", "image-retired"],
    sample: "Trying to pull registry.access.redhat.com/idonotexist:latest...\n  name unknown: Repo not found",
    source: "https://github.com/containers/image/pull/1090",
  },
  {
    id: "variant-unknown",
    all: ["manifest unknown", "reading manifest sha256:", "manifest list"],
    causes: ["image-retired", "registry-blob-missing", "digest-not-found"],
    open: true,
    sample:
      "Error: unable to copy from source docker://ghcr.io/lrstanley/vault-unseal:1.0.0: copying system image from manifest list: determining manifest MIME type for docker://ghcr.io/lrstanley/vault-unseal:1.0.0: reading manifest sha256:24ca9bceccdb0a22ae57574346dee4bec107c9b849f836811972b8f7f1baa4ef in ghcr.io/lrstanley/vault-unseal: manifest unknown",
    source: "https://github.com/lrstanley/vault-unseal/issues/78",
  },
  {
    id: "ecr-login-role",
    all: ["ecr:getauthorizationtoken"],
    causes: ["node-identity-lacks-role", "auth-insufficient-scope"],
    sample:
      "CannotPullECRContainerError: AccessDeniedException: User: arn:aws:sts::...:assumed-role/OvertureTilesCdkStack-OvertureTilesContainer... is not authorized to perform: ecr:GetAuthorizationToken on r",
    source: "https://github.com/OvertureMaps/overture-tiles/pull/20",
  },
  {
    id: "ecr-node-role",
    all: ["is not authorized to perform: ecr"],
    match: /assumed-role\/[^ ]{0,300}(?:node|\/i-0)/,
    causes: ["node-identity-lacks-role", "auth-insufficient-scope"],
    sample:
      "Error response from daemon: pull access denied for cross-aws-account-id:repository/repo-name, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::<aws-account-containing-eks-cluster>:assumed-role/<node-instance-role-for-worker-node is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:REGION:cross-aws-account-id:repository/repo-name",
    source: "https://repost.aws/knowledge-center/eks-ecr-troubleshooting",
  },
  {
    id: "ecr-role",
    all: ["is not authorized to perform: ecr"],
    causes: ["auth-insufficient-scope", "node-identity-lacks-role"],
    sample:
      "pull access denied for 123123123123.dkr.ecr.us-east-1.amazonaws.com/my_image, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::123123123123:assumed-role/MyBrokenRole/xyz is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123123123123:repository/test_image because no identity-based policy allows the ecr:BatchGetImage action",
    source: "https://github.com/aws/amazon-ecs-agent",
  },
  {
    id: "google-anonymous",
    all: ["unauthenticated requests do not have permission"],
    causes: ["auth-missing", "auth-insufficient-scope", "repository-not-found"],
    sample:
      'Unauthenticated requests do not have permission "artifactregistry.repositories.downloadArtifacts" on resource "projects/fuzzbench/locations/us/repositories/gcr.io"',
    source: "https://github.com/google/fuzzbench/issues/1981",
  },
  {
    id: "google-storage-role",
    all: [
      [
        "storage.objects.get",
        "storage.objects.list",
        "storage.buckets",
        "insufficient authentication scopes",
        "token exchange failed for project",
      ],
    ],
    causes: ["node-identity-lacks-role", "auth-insufficient-scope"],
    sample:
      "denied: Token exchange failed for project 'PROJECT'. Caller does not have permission 'storage.buckets.get'.",
    source: "https://cloud.google.com/container-registry/docs/troubleshooting",
  },
  {
    id: "google-role",
    all: ['permission "artifactregistry'],
    causes: ["auth-insufficient-scope", "node-identity-lacks-role", "repository-not-found"],
    sample:
      'Error response from daemon: Head "https://europe-west2-docker.pkg.dev/v2/<PROJECT_ID>/ml/app/manifests/4.19.5": denied: Permission "artifactregistry.repositories.downloadArtifacts" denied on resource "projects/<PROJECT_ID>/locations/europe-west2/repositories/ml" (or it may not exist)',
    source: "https://github.com/terraform-google-modules/terraform-google-kubernetes-engine/issues/1779",
  },
  {
    id: "google-no-permission",
    all: ["needed permissions to perform this operation"],
    causes: ["auth-insufficient-scope", "repository-not-found", "auth-missing", "node-identity-lacks-role"],
    sample:
      'Failed to pull image "gcr.io/kubernetes-helm/tiller:v2.16.12@sha256:6003775d503546087266eda39418d221f9afb5ccfe35f637c32a1161619a3f9c": rpc error: code = Unknown desc = Error reading manifest sha256:6003775d503546087266eda39418d221f9afb5ccfe35f637c32a1161619a3f9c in gcr.io/kubernetes-helm/tiller: unauthorized: You don\'t have the needed permissions to perform this operation, and you may have invalid credentials.',
    source: "https://github.com/kubernetes/minikube/issues/12376",
  },
  {
    id: "anonymous-token-refused",
    all: ["fetch anonymous token", ["401", "403"]],
    causes: ["auth-missing", "repository-not-found", "auth-insufficient-scope", "node-identity-lacks-role"],
    sample:
      'Failed to pull image "ghcr.io/nloui/paperless-mcp:latest": failed to pull and unpack image "ghcr.io/nloui/paperless-mcp:latest": failed to resolve reference "ghcr.io/nloui/paperless-mcp:latest": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Anloui%2Fpaperless-mcp%3Apull&service=ghcr.io: 403 Forbidden',
    source: "https://github.com/nloui/paperless-mcp/issues/10",
  },
  {
    id: "acr-token-refused",
    all: ["fetch oauth token", "401"],
    when: { service: ["acr"] },
    causes: [
      "node-identity-lacks-role",
      "auth-token-expired",
      "auth-wrong-credentials",
      "node-credential-provider-failure",
    ],
    open: true,
    sample:
      'Failed to pull image "myacr.azurecr.io/fluent/fluent-bit:3.1.6":[rpc error: code = Unknown desc = failed to pull and unpack image "myacr.azurecr.io/fluent/fluent-bit:3.1.6": failed to resove reference "myacr.azurecr.io/fluent/fluent-bit:3.1.6": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://myacr.azurecr.io/oauth2/token?scope=repository%3Afluent%2Ffluent-bit%3Apull&service=myacr.azurecr.io: 401 Unauthorized, rpc error: code = Unknown desc = failed to pull and unpack image "myacr.azurecr.io/fluent/fluent-bit:3.1.6": failed to resolve reference "myacr.azurecr.io/fluent/fluent-bit:3.1.6": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://myacr.azurecr.io/oauth2/token?scope=repository%3Afluent%2Ffluent-bit%3Apull&service=myacr.azurecr.io: 401 Unauthorized]',
    source: "https://github.com/Azure/AKS/issues/4593",
  },
  {
    id: "token-refused",
    all: ["fetch oauth token", "401"],
    causes: ["auth-wrong-credentials", "auth-token-expired", "registry-5xx"],
    sample:
      "ctr: rpc error: code = Unknown desc = failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://api.charmhub.io/v1/tokens/docker-registry?scope=repository%3Acharm%2Fb370bfzj7fqgsh1qaywdz04w5n6z835nu8kzg%2Fdashboard-image%3Apull&service=https%3A%2F%2Fregistry.jujucharms.com%2F: 401 UNAUTHORIZED",
    source: "https://github.com/juju/juju/issues/22050",
  },
  {
    id: "token-forbidden",
    all: ["fetch oauth token", "403"],
    causes: ["auth-insufficient-scope", "auth-wrong-credentials", "auth-token-expired"],
    sample:
      'Failed to pull image "faults.corp.test/token403/acme/storefront:3.1.0": failed to pull and unpack image "faults.corp.test/token403/acme/storefront:3.1.0": failed to resolve reference "faults.corp.test/token403/acme/storefront:3.1.0": failed to authorize: failed to fetch oauth token: unexpected status: 403 Forbidden',
    source: "recorded: containerd 1.6.20",
  },
  {
    id: "bearer-forbidden",
    all: ["requesting bearer token", ["401", "403"]],
    causes: ["auth-wrong-credentials", "auth-token-expired", "repository-not-found", "auth-insufficient-scope"],
    sample:
      "FATA[0000] Error listing repository tags: Requesting bearer token: received unexpected HTTP status: 403 Forbidden",
    source: "https://github.com/mccutchen/go-httpbin/issues/223",
  },
  {
    id: "wrong-login",
    all: [
      [
        "incorrect username or password",
        "invalid username/password",
        "invalid username or password",
        "invalid username and password",
        "bad credentials",
        "authentication failed",
        "unable to retrieve auth token",
        "wrong username",
        "invalid credentials",
        "basic: access denied",
        "username or password is incorrect",
        "failed with status: 401",
        "invalid_client",
        "aadsts",
        "personal access token",
        "could not find robot",
        "too many failed login attempts",
      ],
    ],
    causes: ["auth-wrong-credentials", "auth-insufficient-scope", "auth-token-expired", "repository-not-found"],
    sample:
      'Failed to pull image "image-registry.openshift-image-registry.svc:5000/example-webapp": rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password',
    source: "https://github.com/tektoncd/pipeline/issues/1106",
  },
  {
    id: "no-login-cloud",
    all: ["no basic auth credentials"],
    when: { service: ["ecr", "acr", "gar", "gcr"] },
    causes: [
      "auth-missing",
      "node-credential-provider-failure",
      "node-identity-lacks-role",
      "pull-secret-host-mismatch",
      "pull-secret-missing",
      "auth-token-expired",
    ],
    open: true,
    sample:
      'Pull image "602401143452.dkr.ecr.ap-southeast-1.amazonaws.com/amazon-k8s-cni:v1.5.3" failed: rpc error: code = Unknown desc = Error response from daemon: Get https://602401143452.dkr.ecr.ap-southeast-1.amazonaws.com/v2/amazon-k8s-cni/manifests/v1.5.3: no basic auth credentials',
    source: "https://github.com/aws/amazon-vpc-cni-k8s/issues/708",
  },
  {
    id: "no-login",
    all: ["no basic auth credentials"],
    causes: ["auth-missing", "pull-secret-host-mismatch", "pull-secret-missing", "pull-secret-malformed"],
    sample:
      'Failed to pull image"xxxx/python-http:0.0.16": rpc error: code = Unknown desc = Error response from daemon: Get xxxx/python-http/manifests/0.0.16: no basic auth credentials',
    source: "https://github.com/jenkins-x/jx/issues/1642",
  },
  {
    id: "please-log-in",
    all: [["please login to", "please log in", "login required"]],
    causes: ["auth-missing", "auth-wrong-credentials"],
    sample:
      'level=error msg="Handler for POST /v1.40/images/create returned error: Get https://registry.redhat.io/v2/rhscl/postgresql-10-rhel7/manifests/sha256:5c4f5f52a37718a9a1997ba212ef172694475558c35232b56dac638529c5b569: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication"',
    source: "https://github.com/kubernetes/minikube/issues/9732",
  },
  {
    id: "hub-bare-name",
    all: [["pull access denied", "insufficient_scope", "resource is denied", "no pull access"]],
    when: { official: true },
    causes: ["local-image-not-loaded", "registry-host-missing", "repository-not-found", "auth-missing"],
    open: true,
    sample:
      "rpc error: code = Unknown desc = Error response from daemon: pull access denied for kbld, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    source: "https://github.com/carvel-dev/kapp-controller/issues/378",
  },
  {
    id: "hub-denied",
    all: [["pull access denied", "insufficient_scope", "resource is denied", "no pull access"]],
    when: { service: ["docker-hub", "ecr"] },
    causes: [
      "repository-not-found",
      "auth-missing",
      "auth-insufficient-scope",
      "registry-host-missing",
      "image-retired",
      "registry-account-blocked",
      "node-identity-lacks-role",
    ],
    open: true,
    sample:
      "FATA[0000] pulling image failed: rpc error: code = Unknown desc = Error reading manifest latest in docker.io/crio/busybox: errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required",
    source: "https://github.com/cri-o/cri-o/issues/2331",
  },
  {
    id: "scope",
    all: ["insufficient_scope"],
    causes: ["auth-insufficient-scope", "auth-missing", "repository-not-found", "auth-token-expired"],
    open: true,
    sample:
      'Failed to pull image "nvcr.io/nim/meta/llama3-8b-instruct:1.0.0": failed to pull and unpack image "nvcr.io/nim/meta/llama3-8b-instruct:1.0.0": failed to copy: httpReadSeeker: failed open: server message: insufficient_scope: authorization failed',
    source: "https://github.com/NVIDIA/nim-deploy/issues/42",
  },
  {
    id: "access-denied",
    all: [["pull access denied", "resource is denied", "no pull access"]],
    causes: ["repository-not-found", "auth-missing", "auth-insufficient-scope", "registry-host-missing"],
    open: true,
    sample:
      "Error response from daemon: pull access denied for ***.dkr.ecr.ap-northeast-2.amazonaws.com, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    source: "https://github.com/ghkdqhrbals/spring-chatting-server/issues/109",
  },
  {
    id: "harbor-project",
    all: ["unauthorized to access repository"],
    causes: [
      "auth-insufficient-scope",
      "auth-missing",
      "pull-secret-host-mismatch",
      "auth-wrong-credentials",
      "repository-not-found",
    ],
    open: true,
    sample:
      "Error response from daemon: unauthorized: unauthorized to access repository: commons/bsk-rhel9-java17-tomcat10, action: pull: unauthorized to access repository: commons/bsk-rhel9-java17-tomcat10, action: pull",
    source: "https://github.com/goharbor/harbor/issues/17845",
  },
  {
    id: "no-permission",
    all: [
      [
        "does not have permission",
        "access forbidden",
        "access denied",
        "you are not allowed",
        "not entitled",
        "no permission",
        "insufficient permission",
        "permission_denied: read_package",
        "match expected scopes",
      ],
    ],
    causes: ["auth-insufficient-scope", "repository-not-found", "auth-missing", "auth-wrong-credentials"],
    sample:
      'Failed to pull image "my-artifactory-website:5006/imagename:4": rpc error: code = Unknown desc = Error response from daemon: unauthorized: The client does not have permission for manifest',
    source: "https://github.com/kubernetes/kubernetes/issues/65958",
  },
  {
    id: "denied",
    match: /(?:^|[\s:"])denied(?:$|[:"\s])/,
    causes: [
      "auth-insufficient-scope",
      "repository-not-found",
      "auth-missing",
      "auth-wrong-credentials",
      "auth-token-expired",
    ],
    open: true,
    sample:
      'Error response from daemon: Head "https://ghcr.io/v2/groundnuty/k8s-wait-for/manifests/v2.0": denied: denied',
    source: "https://github.com/groundnuty/k8s-wait-for/issues/70",
  },
  {
    id: "head-401",
    all: [["from head request to <url>: 401", "from get request to <url>: 401"]],
    causes: ["auth-wrong-credentials", "auth-missing", "auth-token-expired", "repository-not-found"],
    open: true,
    sample:
      'Failed to pull image "private.corp.test/team/web:1.0": failed to pull and unpack image "private.corp.test/team/web:1.0": failed to resolve image: unexpected status from HEAD request to https://private.corp.test/v2/team/web/manifests/1.0: 401 Unauthorized',
    source: "recorded: containerd 2.2.9",
  },
  {
    id: "unauthorised",
    match: /unauthori[sz]ed|authentication required|unauthenticated|\b401\b/,
    causes: [
      "auth-missing",
      "auth-wrong-credentials",
      "auth-insufficient-scope",
      "repository-not-found",
      "tag-not-found",
    ],
    open: true,
    sample:
      'Pulling opensoho (ghcr.io/opensoho/opensoho-da212a3daf23f854555a4afaf75d4a02:v0.6.0)...\nERROR: Head "https://ghcr.io/v2/opensoho/opensoho-da212a3daf23f854555a4afaf75d4a02/manifests/v0.6.0": unauthorized',
    source: "https://github.com/rubenbe/opensoho/issues/10",
  },
  {
    id: "open-registry-403",
    all: [["403 forbidden", ": forbidden"]],
    when: { service: ["kubernetes", "mcr"] },
    causes: ["registry-ip-blocked", "auth-insufficient-scope", "proxy-misconfigured"],
    sample:
      'FATA[0000] failed to resolve reference "registry.k8s.io/pause:3.7": unexpected status from HEAD request to https://registry.k8s.io/v2/pause/manifests/3.7: 403 Forbidden',
    source: "https://github.com/kubernetes/registry.k8s.io/issues/138",
  },
  {
    id: "mirror-403",
    all: ["mirror", "403 forbidden"],
    causes: ["mirror-misconfigured", "registry-ip-blocked", "auth-insufficient-scope"],
    open: true,
    sample:
      'FATA[0000] failed to resolve reference "hub-mirror.c.163.com/rancher/rancher:latest": unexpected status from HEAD request to https://hub-mirror.c.163.com/v2/rancher/rancher/manifests/latest: 403 Forbidden',
    source: "https://github.com/containerd/nerdctl/issues/2148",
  },
  {
    id: "forbidden",
    match: /\b403\b|: forbidden/,
    causes: [
      "auth-insufficient-scope",
      "auth-missing",
      "repository-not-found",
      "registry-ip-blocked",
      "node-identity-lacks-role",
    ],
    open: true,
    sample:
      "Error: GET https://jfrog.aaw.cloud.statcan.ca/v2/k8nahacr.endingo/jupyterlab-cpu/manifests/58308325: : Forbidden",
    source: "https://github.com/StatCan/aaw/issues/960",
  },
  {
    id: "digest-unknown",
    all: [["manifest unknown", "manifest_unknown", "not found"]],
    when: { digest: true },
    causes: ["digest-not-found", "image-retired"],
    sample:
      "Error response from daemon: manifest for quay.io/containers/podman@sha256:f3671cf897e2a8745c926ff2720a990fb350815a85d5b6fd58f4d5cb58ef458d not found: manifest unknown: manifest unknown",
    source: "https://github.com/parca-dev/parca-agent/pull/2319",
  },
  {
    id: "retired",
    all: [["manifest unknown", "not found", "no such host", "bad gateway", "deprecated and shutting down"]],
    when: { is: ["retired"] },
    causes: ["image-retired", "tag-not-found", "repository-not-found"],
    sample:
      'Error response from daemon: failed to resolve reference "docker.io/bitnami/spark:latest": docker.io/bitnami/spark:latest: not found',
    source: "https://github.com/bitnami/containers/issues/88419",
  },
  {
    id: "tag-unknown",
    match:
      /manifest[ _]unknown|manifest for \S{1,300} not found|tag \S{1,300} not found|artifact \S{1,300} not found|requested image not found|no such manifest/,
    causes: ["tag-not-found", "image-retired", "repository-not-found"],
    sample:
      'Failed to pull image "lachlanevenson/k8s-kubectl:v1.8.7-rancher1": rpc error: code = Unknown desc = Tag v1.8.7-rancher1 not found in repository docker.io/lachlanevenson/k8s-kubectl',
    source: "https://github.com/portworx/helm/issues/28",
  },
  {
    id: "not-found",
    match: /(?:^|[\s:"])[^\s"]{1,300}[:@][^\s"]{1,300}: not found|\b404\b|does not exist/,
    causes: ["tag-not-found", "repository-not-found", "image-retired", "mirror-misconfigured"],
    sample:
      'Failed to pull image "private.corp.test/team/web:nope": rpc error: code = NotFound desc = failed to pull and unpack image "private.corp.test/team/web:nope": failed to resolve image: private.corp.test/team/web:nope: not found',
    source: "recorded: containerd 2.2.9",
  },
];
