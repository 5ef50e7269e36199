import type { Pattern } from "../pattern.ts";

/** The way to the registry: mirrors and proxies, names, connections, time limits. */
export const NETWORK_PATTERNS: readonly Pattern[] = [
  {
    id: "https-on-http-host",
    all: ["host will try https first since it is configured for http"],
    causes: ["mirror-misconfigured"],
    wraps: true,
    sample:
      'INFO[0000] host will try HTTPS first since it is configured for HTTP with a TLS configuration, consider changing host to HTTPS or removing unused TLS configuration  host="localhost:5001"\nINFO[0000] trying next host                              error="failed to do request: Head \\"https://localhost:5001/v2/airflow/manifests/2.9.3-python-3.11\\": dial tcp [::1]:5001: connect: connection refused" host="localhost:5001"\nctr: failed to resolve reference "localhost:5001/airflow:2.9.3-python-3.11": failed to do request: Head "https://localhost:5001/v2/airflow/manifests/2.9.3-python-3.11": dial tcp [::1]:5001: connect: connection refused',
    source: "https://github.com/kubernetes-sigs/kind/issues/3857",
  },
  {
    id: "mirror-failed",
    when: { is: ["mirrored"] },
    causes: ["mirror-misconfigured"],
    wraps: true,
    sample:
      'FATA[0037] pulling image: failed to pull and unpack image "docker.io/library/nginx:latest": failed to copy: httpReadSeeker: failed open: unexpected status code https://docker.xxxxxx.xxx/v2/library/nginx/blobs/sha256:566e42bcee1cd697dcab6098c082789af33bc8cbcbaa95c8adbad87283c85c75?ns=docker.io: 400 Bad Request',
    source: "https://github.com/ciiiii/cloudflare-docker-proxy/issues/98",
  },
  {
    id: "proxy",
    all: [
      [
        "proxyconnect",
        "proxy authentication required",
        "lookup http:",
        "lookup https:",
        "invalid proxy",
        "unknown proxy scheme",
        "proxy: ",
        "proxyerror",
        "tunnel connection failed",
        "squid",
        "407 proxy",
      ],
    ],
    causes: ["proxy-misconfigured"],
    sample:
      'pulling image failed: rpc error: code = Unknown desc = error pinging docker registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp: lookup http: Temporary failure in name resolution',
    source: "https://github.com/cri-o/cri-o/issues/2331",
  },
  {
    id: "cluster-name",
    all: ["lookup ", ["no such host", "i/o timeout", "server misbehaving", "connection refused", "name resolution"]],
    when: { lookup: ["cluster"] },
    causes: ["registry-cluster-dns-name", "dns-nxdomain", "dns-resolver-failure"],
    sample:
      'Failed to pull image "docker-registry.default.svc:5000/mynamespace/myimage": rpc error: code = 2 desc = Get https://docker-registry.default.svc:5000/v1/_ping: dial tcp: lookup docker-registry.default.svc: no such host',
    source: "https://github.com/minishift/minishift-centos-iso/issues/222",
  },
  {
    id: "blob-host-name",
    all: ["lookup ", "i/o timeout"],
    when: { lookup: ["blobs"] },
    causes: ["egress-blocked", "dns-resolver-failure", "tcp-timeout"],
    sample: "dial tcp: lookup production.cloudfront.docker.com ... i/o timeout",
    source: "https://github.com/chainguard-dev/melange/pull/2552",
  },
  {
    id: "resolver",
    all: [["server misbehaving", "temporary failure in name resolution", "device or resource busy", ": try again"]],
    causes: ["dns-resolver-failure", "dns-nxdomain"],
    sample:
      'FATA[0000] pulling image failed: rpc error: code = Unknown desc = error pinging docker registry k8s.gcr.io: Get "https://k8s.gcr.io/v2/": dial tcp: lookup k8s.gcr.io: device or resource busy',
    source: "https://github.com/cri-o/cri-o/issues/3612",
  },
  {
    id: "resolver-silent",
    all: [
      "lookup ",
      [
        "i/o timeout",
        "read udp",
        "dial udp",
        "connection refused",
        "network is unreachable",
        "no route to host",
        "operation was canceled",
        "cannot assign requested address",
      ],
    ],
    causes: ["dns-resolver-failure", "dns-nxdomain"],
    sample:
      "Error while pulling image: Get https://index.docker.io/v1/repositories/kitematic/hello-world-nginx/images: dial tcp: lookup index.docker.io on [::1]:53: read udp [::1]:54528->[::1]:53: read: connection refused",
    source: "https://github.com/docker-archive-public/docker.kitematic/issues/1635",
  },
  {
    id: "no-such-host",
    all: [
      [
        "no such host",
        "could not resolve host",
        "name or service not known",
        "no address associated with hostname",
        "name does not resolve",
      ],
    ],
    causes: ["dns-nxdomain", "dns-resolver-failure", "egress-blocked"],
    sample:
      "Get https://192.xxx.xxx.xxx/v2/: Get https://harbor/service/token?service=harbor-registry: dial tcp: lookup harbor on 10.96.0.10:53: no such host",
    source: "https://github.com/deep-security/smartcheck-helm/issues/11",
  },
  {
    id: "tls-answer-to-http",
    all: ["malformed http response", "\\x15\\x03"],
    causes: ["https-required"],
    sample:
      'Error response from daemon: Get http://192.168.203.139:5858/v2/: malformed HTTP response "\\x15\\x03\\x01\\x00\\x02\\x02"',
    source: "https://docs.docker.com/engine/security/certificates/",
  },
  {
    id: "http-to-tls-port",
    all: [["http request was sent to https port", "http request to an https server"]],
    causes: ["https-required"],
    sample:
      "could not pull base image image docker-registry-ip-address:port/adoptopenjdk/openjdk11:slim: GET http://docker-registry-ip-address:port/v2/: unexpected status code 400 Bad Request: Client sent an HTTP request to an HTTPS server.",
    source: "https://github.com/apache/camel-k/issues/3577",
  },
  {
    id: "http-answer-public",
    all: ["server gave http response to https client"],
    when: { asked: ["public", "blobs"] },
    causes: ["http-response-to-https-client", "proxy-misconfigured", "tls-intercepted"],
    sample:
      "Error response from daemon: Get https://registry-1.docker.io/v2/: http: server gave HTTP response to HTTPS client",
    source: "https://github.com/hypriot/image-builder-rpi/issues/281",
  },
  {
    id: "http-answer",
    all: ["server gave http response to https client"],
    causes: ["http-response-to-https-client", "tag-not-found", "mirror-misconfigured"],
    sample:
      'FATA[0000] pulling image failed: rpc error: code  = Unknown déc = error pinging local-repo:4000: Get "https://local-repo:4000/v2/": http: server gave HTTP response to HTTPS client',
    source: "https://github.com/cri-o/cri-o/issues/5415",
  },
  {
    id: "not-tls",
    all: ["first record does not look like a tls handshake"],
    causes: ["tls-handshake-failure", "http-response-to-https-client", "proxy-misconfigured"],
    sample:
      'Failed to pull image "sslv.corp.test/acme/storefront:3.1.0": failed to pull and unpack image "sslv.corp.test/acme/storefront:3.1.0": failed to resolve image: failed to do request: Head "https://sslv.corp.test/v2/acme/storefront/manifests/3.1.0": tls: first record does not look like a TLS handshake',
    source: "recorded: containerd 2.2.9",
  },
  {
    id: "certificate-early",
    match: /current time \S{1,300} is before|certificate is not yet valid/,
    causes: ["node-clock-skew", "tls-cert-expired"],
    sample:
      'Get "https://registry-1.docker.io/v2/": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2022-12-20T18:29:07Z is before 2023-02-22T00:00:00Z',
    source: "https://github.com/skiffos/SkiffOS/issues/286",
  },
  {
    id: "old-roots",
    all: ["is after 2021-09-30t14:01:15z"],
    causes: ["tls-ca-bundle-stale", "tls-cert-expired"],
    sample:
      'Failed to pull image [error pulling image configuration: Get "https://production.cloudflare.docker.com/registry-v2/docker/registry/v2/blobs/sha256/0c/0cb185e1bdc0cb3f753bfbea64dbaa5c7f3ede1ae7c497eb03ca9f1cbe5f571e/data?verify=1719775387-waVPP3wCp2gM73S8Pege1t2t5C8%3D": x509: certificate has expired or is not yet valid: current time 2024-06-30T11:33:07-07:00 is after 2021-09-30T14:01:15Z].',
    source: "https://github.com/jlesage/docker-crashplan-pro/issues/465",
  },
  {
    id: "clock-years-behind",
    all: ["has expired or is not yet valid"],
    when: { is: ["absurdClock"] },
    causes: ["node-clock-skew", "tls-cert-expired"],
    sample:
      'time="2000-01-01T01:01:08Z" level=error msg="Failed Starting rancher-server : Error response from daemon: Get https://registry-1.docker.io/v2/: x509: certificate has expired or is not yet valid"',
    source: "https://github.com/rancher/os/issues/2848",
  },
  {
    id: "certificate-over",
    match: /current time \S{1,300} is after/,
    causes: ["tls-cert-expired", "node-clock-skew"],
    sample:
      'Failed to pull image "harbor.scpmtk.com/mtk-connect/mtk-connect-installers:v1.8.1": failed to pull and unpack image "harbor.scpmtk.com/mtk-connect/mtk-connect-installers:v1.8.1": failed to resolve reference "harbor.scpmtk.com/mtk-connect/mtk-connect-installers:v1.8.1": failed to do request: Head "https://harbor.scpmtk.com/v2/mtk-connect/mtk-connect-installers/manifests/v1.8.1": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2025-06-12T03:05:25Z is after 2025-06-07T05:48:45Z',
    source: "https://github.com/GoogleCloudPlatform/horizon-sdv/issues/8",
  },
  {
    id: "certificate-dates-public",
    all: [["certificate has expired", "is not yet valid"]],
    when: { asked: ["public", "blobs"] },
    causes: ["node-clock-skew", "tls-cert-expired", "tls-ca-bundle-stale", "tls-intercepted"],
    open: true,
    sample:
      'Error: error pulling image "quay.io/openshift-release-dev/ocp-release@sha256:64320fbf95d968fc6b9863581a92d373bc75f563a13ae1c727af37450579f61a": unable to pull quay.io/openshift-release-dev/ocp-release@sha256:64320fbf95d968fc6b9863581a92d373bc75f563a13ae1c727af37450579f61a: unable to pull image: Error initializing source docker://quay.io/openshift-release-dev/ocp-release@sha256:64320fbf95d968fc6b9863581a92d373bc75f563a13ae1c727af37450579f61a: error pinging docker registry quay.io: Get https://quay.io/v2/: x509: certificate has expired or is not yet valid',
    source: "https://github.com/openshift/origin/issues/24934",
  },
  {
    id: "certificate-dates",
    all: [["certificate has expired", "is not yet valid"]],
    causes: ["tls-cert-expired", "node-clock-skew", "tls-ca-bundle-stale"],
    sample:
      "Error response from daemon: unable to ping registry endpoint https://192.168.1.210:5000/v0/ v2 ping attempt failed with error: Get https://192.168.1.210:5000/v2/: x509: certificate has expired or is not yet valid",
    source: "https://github.com/moby/moby/issues/18632",
  },
  {
    id: "other-name-public",
    all: [["certificate is valid for", "is not valid for any names", "not match target host"]],
    when: { asked: ["public", "blobs"] },
    causes: ["tls-intercepted", "tls-hostname-mismatch"],
    sample:
      'Get "https://registry-1.docker.io/v2/": x509: certificate is not valid for any names, but wanted to match registry-1.docker.io',
    source: "https://pkg.go.dev/crypto/x509#HostnameError",
  },
  {
    id: "other-name",
    all: [
      [
        "certificate is valid for",
        "doesn't contain any ip sans",
        "legacy common name field",
        "is not valid for any names",
        "certificate is not valid for",
        "not match target host",
        "certificate subject name",
      ],
    ],
    causes: ["tls-hostname-mismatch", "tls-intercepted"],
    sample:
      "x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with GODEBUG=x509ignoreCN=0",
    source: "https://github.com/rancher/rke2/issues/775",
  },
  {
    id: "unknown-ca-public",
    all: [
      [
        "signed by unknown authority",
        "self-signed certificate",
        "self signed certificate",
        "local issuer certificate",
        "verify the first certificate",
        "certificate is not trusted",
      ],
    ],
    when: { asked: ["public", "blobs"] },
    causes: ["tls-intercepted", "tls-unknown-authority", "tls-ca-bundle-stale"],
    sample:
      'Failed to pull image "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.1@sha256:36d05b4077fb8e3d13663702fa337f156585ba8667cbd949c03a8e8ea6fa4366": Error response from daemon: Get "https://registry.k8s.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    source: "https://github.com/kubernetes/registry.k8s.io/issues/292",
  },
  {
    id: "unknown-ca",
    all: [
      [
        "signed by unknown authority",
        "self-signed certificate",
        "self signed certificate",
        "local issuer certificate",
        "verify the first certificate",
        "certificate is not trusted",
        "failed to load system roots",
      ],
    ],
    causes: ["tls-unknown-authority", "tls-intercepted", "tls-ca-bundle-stale"],
    sample:
      'FATA[0000] pulling image: rpc error: code = Unknown desc = error pinging docker registry s01vl9973404:5050: Get "https://s01vl9973404:5050/v2/": x509: certificate signed by unknown authority',
    source: "https://github.com/cri-o/cri-o/issues/5798",
  },
  {
    id: "handshake-slow",
    all: [["tls handshake timeout", "ssl connection timeout"]],
    causes: ["tls-handshake-timeout", "egress-blocked", "connection-interrupted"],
    sample:
      '(HTTP code 500) server error - {"message":"Get https://registry-1.docker.io/v2/library/redis/manifests/latest: Get https://auth.docker.io/token?account=daishun&scope=repository%3Alibrary%2Fredis%3Apull&service=registry.docker.io: net/http: TLS handshake timeout"}',
    source: "https://github.com/docker-archive-public/docker.kitematic/issues/2771",
  },
  {
    id: "handshake-broken",
    all: [
      [
        "remote error: tls",
        "handshake failure",
        "protocol version not supported",
        "bad certificate",
        "unrecognized name",
        "server selected unsupported protocol",
        "local error: tls",
        "ssl_error",
        "tls: ",
        "x509: ",
      ],
    ],
    causes: ["tls-handshake-failure", "tls-intercepted", "egress-blocked", "proxy-misconfigured"],
    sample:
      "3.8: Pulling from pause\n9457426d6899: Retrying in 1 second\nerror pulling image configuration: download failed after attempts=6: remote error: tls: handshake failure",
    source: "https://github.com/kubernetes/registry.k8s.io/issues/154",
  },
  {
    id: "no-route",
    all: [["network is unreachable", "no route to host", "cannot assign requested address"]],
    causes: ["no-route", "egress-blocked"],
    sample:
      'Failed to pull image "quay.io/bitnami/nginx:latest": rpc error: code = Unknown desc = pinging container registry quay.io: Get "https://quay.io/v2/": dial tcp 34.225.41.113:443: connect: no route to host',
    source: "https://github.com/Kubeinit/kubeinit/issues/633",
  },
  {
    id: "refused-here",
    all: [["connection refused", "actively refused"]],
    when: { asked: ["local"] },
    causes: ["tcp-refused", "registry-host-missing", "mirror-misconfigured"],
    sample:
      'Failed to pull image "localhost:5000/k8sros/mqtt-kube-operator:0.1.0": rpc error: code = Unknown desc = Error response from daemon: Get http://localhost:5000/v2/: dial tcp 127.0.0.1:5000: getsockopt: connection refused',
    source: "https://github.com/kubernetes/kubernetes/issues/72611",
  },
  {
    id: "refused",
    all: [["connection refused", "actively refused"]],
    causes: ["tcp-refused", "egress-blocked"],
    sample:
      'Failed to pull image "down.corp.test/acme/storefront:3.1.0": failed to pull and unpack image "down.corp.test/acme/storefront:3.1.0": failed to resolve image: failed to do request: Head "https://down.corp.test/v2/acme/storefront/manifests/3.1.0": dial tcp 127.77.0.99:443: connect: connection refused',
    source: "recorded: containerd 2.2.9",
  },
  {
    id: "blob-host-silent",
    all: [["i/o timeout", "connection timed out", "client.timeout exceeded", "timeout was reached"]],
    when: { asked: ["blobs"] },
    causes: ["egress-blocked", "tcp-timeout"],
    sample:
      'WARN[0064] Failed, retrying in 1s ... (2/3). Error: copying system image from manifest list: parsing image configuration: Get "https://production.cloudfront.docker.com/registry-v2/docker/registry/v2/blobs/sha256/38/38861297e42002fbc33854f8453ed01ae34f3f074eb7496a99aa79229a4337cd/data?Expires=1787390898&Signature=Xa1cwwWvuJg84OjLVrHI61PETBmWcKRqmiDYywxQyF5vff5Gduz~qhkIfvYFeYYz2jA8yYaVAdbv7NgsUQZl79erZUInoZSOmsI00MMoNfhfdpKDcdxZmEJev38wTPebTDmipGZl-rtgwEef2pDyRSTF4AP4RzPz2G7~fromrj6HZgU6p4yeyFVmA~69FFiumiRn3eWXwLxv3SKIm5oI1OxifEiv800VySBEbel4pCjUmk06El1AEFu-RY5pupMjocww3v4FxfPxp0v3LpNNLNRYzPp3Juq9T7uf-VrGg1VopxKGpHp5zEQF9l5vY5ba5YoHQTkFQyveKbWU2QHehg__&Key-Pair-Id=K2C9XPB6FLAKUF": dial tcp 3.174.230.110:443: i/o timeout',
    source: "https://github.com/ollama/ollama/issues/17932",
  },
  {
    id: "silent",
    all: [
      [
        "i/o timeout",
        "connection timed out",
        "client.timeout exceeded",
        "awaiting headers",
        "awaiting response headers",
        "while waiting for connection",
        "operation timed out",
        "timeout was reached",
        "did not properly respond after a period of time",
      ],
    ],
    causes: ["tcp-timeout", "egress-blocked", "proxy-misconfigured"],
    sample:
      'ctr: failed to resolve reference "docker.io/rayproject/ray:2.34.0": failed to do request: Head "https://registry-1.docker.io/v2/rayproject/ray/manifests/2.34.0": dial tcp 128.242.240.180:443: i/o timeout',
    source: "https://github.com/containerd/containerd/issues/10662",
  },
  {
    id: "no-http",
    all: [["malformed http", "malformed mime header"]],
    causes: ["registry-unexpected-response", "proxy-misconfigured"],
    sample:
      'failed to solve: mcr.microsoft.com/dotnet/aspnet:7.0: failed to do request: Head "https://mcr.microsoft.com/v2/dotnet/aspnet/manifests/7.0": malformed MIME header: missing colon: "correctly after a period of time or connection failure".',
    source: "https://github.com/microsoft/containerregistry/issues/145",
  },
  {
    id: "half-answer",
    match: /head "?<url>"?: unexpected eof/,
    when: { phase: ["resolve"] },
    causes: ["proxy-misconfigured", "connection-interrupted"],
    open: true,
    sample:
      'Failed to pull image "registry.corp.test/team/web:1.0": failed to pull and unpack image "registry.corp.test/team/web:1.0": failed to resolve image: failed to do request: Head "https://registry.corp.test/v2/team/web/manifests/1.0": unexpected EOF',
    source: "recorded: containerd 2.2.9",
  },
  {
    id: "broken-off",
    match:
      /connection reset by peer|unexpected eof|broken pipe|goaway|forcibly closed|stream error|use of closed network connection|connection lost|transport connection broken|(?:^|[\s:"])eof(?:$|["\s,;)])|416 requested range/,
    causes: ["connection-interrupted", "egress-blocked", "registry-5xx", "tls-handshake-failure"],
    sample:
      'Error response from daemon: failed to resolve reference "mcr.microsoft.com/dotnet/aspire-dashboard:latest": failed to do request: Head "https://mcr.microsoft.com/v2/dotnet/aspire-dashboard/manifests/latest": EOF',
    source: "https://github.com/microsoft/containerregistry/issues/180",
  },
  {
    id: "no-progress",
    all: [["no progress in", "no progress", "context canceled", "context cancelled"]],
    causes: ["pull-progress-timeout", "connection-interrupted"],
    sample:
      'Failed to pull image "gcr.io/istio-testing/prowbazel:0.5.14": rpc error: code = Unknown desc = context canceled',
    source: "https://github.com/kubernetes/test-infra/issues/15102",
  },
  {
    id: "request-canceled",
    match: /request canceled(?:$|["\s,;)])/,
    causes: ["pull-progress-timeout", "connection-interrupted", "tcp-timeout"],
    sample:
      'Error syncing pod, skipping: failed to "StartContainer" for "elasticsearch-logging" with ErrImagePull: "net/http: request canceled"',
    source: "https://github.com/kubernetes/kubernetes/issues/25408",
  },
  {
    id: "url-deadline",
    match: /(?:head|get) "?<url>"?: (?:context deadline exceeded|dial tcp)/,
    causes: ["tcp-timeout", "pull-deadline-exceeded", "egress-blocked"],
    sample: 'Get "https://registry-1.docker.io/v2/": context deadline exceeded',
    source: "https://github.com/coze-dev/coze-studio/issues/198",
  },
  {
    id: "deadline",
    all: [["context deadline exceeded", "rst_stream with error code: cancel", "deadlineexceeded", "operation timeout"]],
    causes: ["pull-deadline-exceeded", "pull-progress-timeout", "tcp-timeout"],
    sample:
      'Failed to pull image "noyandocker/authservice": rpc error: code = Unknown desc = context deadline exceeded',
    source: "https://github.com/kubernetes/minikube/issues/15626",
  },
];
