import type { Cause } from "./cause.ts";

const SHOW_CHAIN = "openssl s_client -connect {asked-port} -servername {asked} -showcerts </dev/null";

/** Certificates and handshakes. With a well-known registry and a bad certificate, look at the network, not at the registry. */
export const TLS_CAUSES: readonly Cause[] = [
  {
    id: "tls-unknown-authority",
    family: "tls",
    title: "The node does not trust the registry's certificate",
    summary: "Node {node} does not trust the authority that signed the certificate of {asked}.",
    meaning: "A self-signed certificate, a company's own authority, or an intermediate that the server does not send.",
    tellApart:
      "`signed by unknown authority` with a private host. With a well-known one: tls-intercepted or tls-ca-bundle-stale.",
    confirm: { on: "node", command: SHOW_CHAIN, shows: "an issuer that the node's trust store lacks" },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "install the authority for the runtime on every node (certs.d/HOST:PORT/ca.crt, or the system's trust and a restart)",
      "or let the server send its intermediate",
    ],
  },
  {
    id: "tls-intercepted",
    family: "tls",
    title: "Something between presents its own certificate",
    summary: "Something between node {node} and {asked} presents a certificate of its own.",
    meaning: "An inspecting proxy or filter breaks the encryption, and the node does not trust its authority.",
    tellApart:
      "A certificate problem with docker.io, registry.k8s.io, quay.io or the like; the issuer is a company or a security vendor.",
    confirm: { on: "node", command: SHOW_CHAIN, shows: "another issuer than from outside" },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "trust the inspecting authority on the nodes (inside kind and minikube too), or exempt the registry's and blob store's hosts",
    ],
  },
  {
    id: "tls-ca-bundle-stale",
    family: "tls",
    title: "The node's list of authorities is too old",
    summary: "The trusted authorities of node {node} are too old for {asked}.",
    meaning: "Roots end: that of 2021-09-30 broke many old engines.",
    tellApart:
      "`is after 2021-09-30T14:01:15Z`, a very old engine or system; other machines work and the clock is right.",
    confirm: {
      on: "node",
      command: "openssl s_client -connect {asked-port} -servername {asked} </dev/null | grep -i verif",
      shows: "an error here and none elsewhere",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["update ca-certificates, or the system and engine altogether"],
  },
  {
    id: "tls-cert-expired",
    family: "tls",
    title: "The registry's certificate has expired",
    summary: "The certificate of {asked} is past its end.",
    meaning: "It was not renewed, or renewed but not yet served.",
    tellApart:
      "`current time A is after B` with A close to now. Without times the node's clock may be wrong: node-clock-skew.",
    confirm: {
      on: "here",
      command: "openssl s_client -connect {asked-port} -servername {asked} </dev/null | openssl x509 -noout -dates",
      shows: "notAfter in the past",
    },
    nature: "needs-human",
    fixer: "registry-owner",
    fix: ["renew the certificate and restart what serves it"],
  },
  {
    id: "node-clock-skew",
    family: "tls",
    title: "The node's clock is wrong",
    summary: "The clock of node {node} seems wrong, so good certificates look invalid.",
    meaning: "Certificates and tokens are judged by the node's own time.",
    tellApart: "`is before`, or a current time years off; several registries fail alike.",
    confirm: {
      on: "node",
      command: "date -u; curl -sI https://registry-1.docker.io/v2/ | grep -i ^date",
      shows: "two times that differ",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["synchronise the clock (chrony, NTP, hardware clock)"],
  },
  {
    id: "tls-hostname-mismatch",
    family: "tls",
    title: "The certificate is for another name",
    summary: "The certificate of {asked} is for other names.",
    meaning:
      "An address without an entry for it, an alias, a load balancer's default certificate, or a certificate without alternative names.",
    tellApart:
      "`certificate is valid for X, not Y`, `doesn't contain any IP SANs`, `legacy Common Name`. With a well-known registry: tls-intercepted.",
    confirm: {
      on: "here",
      command:
        "openssl s_client -connect {asked-port} -servername {asked} </dev/null | openssl x509 -noout -ext subjectAltName",
      shows: "names without {asked}",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: [
      "call the registry by a name that is certified, or issue the certificate for this one; correct the registry's external URL",
    ],
  },
  {
    id: "tls-handshake-failure",
    family: "tls",
    title: "The TLS handshake was broken off",
    summary: "{asked} broke off the TLS handshake.",
    meaning:
      "No common version or cipher, a name that is not served, a client certificate that is wanted, or a box between.",
    tellApart:
      "`remote error: tls: …`, `protocol version not supported`, `certificate required`. `first record does not look like a TLS handshake`: the peer speaks neither TLS nor HTTP.",
    confirm: {
      on: "node",
      command: "openssl s_client -connect {asked-port} -servername {asked} -tls1_2 </dev/null",
      shows: "the alert, and which versions work",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: [
      "enable TLS 1.2 or later on both ends, give the runtime the wanted client certificate, or get past the box between",
    ],
  },
  {
    id: "tls-handshake-timeout",
    family: "tls",
    title: "The TLS handshake does not end",
    summary: "{asked} accepts connections but the TLS handshake never ends.",
    meaning: "Large packets are lost on the way (MTU), the registry is overloaded, or a filter slows down.",
    tellApart: "`TLS handshake timeout`. Small packets pass and large ones do not: MTU.",
    confirm: {
      on: "node",
      command: "ping -M do -s 1450 -c 3 {asked}",
      shows: "large packets are lost while small ones pass",
    },
    nature: "transient",
    fixer: "cluster-admin",
    fix: ["lower the MTU of overlay or VPN, or clamp MSS; otherwise wait or use a mirror"],
  },
  {
    id: "http-response-to-https-client",
    family: "tls",
    title: "The registry speaks plain HTTP",
    summary: "{asked} speaks plain HTTP, and the runtime insists on HTTPS.",
    meaning: "The registry has no TLS on that port and the runtime was not told so.",
    tellApart:
      "`server gave HTTP response to HTTPS client`. With an http mirror in containerd a missing tag says the same, since containerd then falls back to HTTPS.",
    confirm: {
      on: "node",
      command: "curl -si http://{asked-port}/v2/{repository}/manifests/{reference}",
      shows: "an answer over HTTP; 404 means the tag is missing",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "mark exactly {asked-port} as insecure for the runtime (hosts.toml with http://, registries.conf, daemon.json), or give it TLS",
      "check the tag too",
    ],
  },
  {
    id: "https-required",
    family: "tls",
    title: "The runtime speaks HTTP to a TLS port",
    summary: "The runtime was told to use HTTP, and {asked} wants TLS.",
    meaning: "An insecure or http:// entry for this host is left from earlier.",
    tellApart:
      "`HTTP request was sent to HTTPS port`, `HTTP request to an HTTPS server`; old containerd says only 400.",
    confirm: { on: "node", command: "curl -skI https://{asked-port}/v2/", shows: "200 or 401 over HTTPS" },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "take the insecure or http:// entry away; where only trust is missing, use https with the authority's certificate",
    ],
  },
];
