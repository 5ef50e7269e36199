import type { Cause } from "./cause.ts";

/** The way from the node to the registry. What a workstation or a pod can reach does not matter: the node pulls. */
export const NETWORK_CAUSES: readonly Cause[] = [
  {
    id: "dns-nxdomain",
    family: "network",
    title: "The registry's name does not exist",
    summary: "The node's DNS says that {asked} does not exist.",
    meaning: "The host is misspelt or gone, or its zone cannot be seen from the node.",
    tellApart:
      "`no such host`. Name of a Service: registry-cluster-dns-name. `server misbehaving` or no answer: dns-resolver-failure.",
    confirm: { on: "node", command: "nslookup {asked}", shows: "NXDOMAIN; elsewhere too if the name is wrong" },
    nature: "permanent",
    fixer: "author",
    fix: ["correct the host in the image", "or publish the name in the DNS that the nodes use"],
  },
  {
    id: "dns-resolver-failure",
    family: "network",
    title: "The node's DNS does not work",
    summary: "The DNS of node {node} did not answer for {asked}.",
    meaning: "The resolver is unreachable, refuses, or cannot ask further.",
    tellApart:
      "`server misbehaving`, `lookup … i/o timeout`, `Temporary failure in name resolution`; other names fail as well.",
    confirm: {
      on: "node",
      command: "nslookup registry-1.docker.io",
      shows: "SERVFAIL, REFUSED or no answer for any name",
    },
    nature: "transient",
    fixer: "cluster-admin",
    fix: ["repair the node's resolver: resolv.conf, systemd-resolved, VPN, firewall for port 53"],
  },
  {
    id: "registry-cluster-dns-name",
    family: "network",
    title: "The image names a Service, which nodes cannot resolve",
    summary: "{asked} is the name of a Service, which the node's DNS does not know.",
    meaning:
      "Nodes pull with their own DNS, not with the cluster's, even though builds inside pods can push to that name.",
    tellApart: "`.svc` or `.cluster.local` in the name looked up.",
    confirm: { on: "here", command: "kubectl get services -A", shows: "a Service of that name" },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "use a name that nodes resolve (ingress, NodePort on localhost, ClusterIP), or add it to hosts or the mirrors of every node",
    ],
  },
  {
    id: "tcp-refused",
    family: "network",
    title: "Nothing listens at the registry's address",
    summary: "{asked} refuses connections: nothing listens there.",
    meaning: "The registry is down, the port is wrong, or localhost means the node itself.",
    tellApart:
      "`connection refused` at the registry. At port 53: dns-resolver-failure. After proxyconnect: proxy-misconfigured. At a socket file: runtime-unavailable.",
    confirm: { on: "node", command: "curl -v https://{asked}/v2/", shows: "connection refused" },
    nature: "transient",
    fixer: "registry-owner",
    fix: ["start the registry, or correct host and port in the image"],
  },
  {
    id: "tcp-timeout",
    family: "network",
    title: "The registry does not answer",
    summary: "{asked} did not answer in time.",
    meaning: "The path is broken, blocked or too slow; the message does not say which.",
    tellApart:
      "`i/o timeout`, `awaiting headers`. A rule explains it: egress-blocked. Connected but no handshake: tls-handshake-timeout.",
    confirm: {
      on: "node",
      command: "curl -v -m 20 https://{asked}/v2/",
      shows: "no connection from this node; compare another node and another network",
    },
    nature: "transient",
    fixer: "cluster-admin",
    fix: ["restore the path (routes, NAT, security groups), set the proxy for the runtime, or use a mirror nearby"],
  },
  {
    id: "no-route",
    family: "network",
    title: "The node has no route",
    summary: "Node {node} has no route to {asked}.",
    meaning: "No route for this address family, or a router answers that the host is unreachable.",
    tellApart:
      "`network is unreachable`, `no route to host`. Nodes with only IPv6 and a registry with only IPv4 are typical.",
    confirm: {
      on: "node",
      command: "ip route get $(getent ahosts {asked} | awk 'NR==1{print $1}')",
      shows: "unreachable, or no route",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["add the route or NAT64, prefer the family that works, or open the host firewall"],
  },
  {
    id: "connection-interrupted",
    family: "network",
    title: "The connection broke",
    summary: "The connection to {asked} was made and broke.",
    meaning: "Something between, or the registry itself, closed it: limits of proxies, overload, restarts.",
    tellApart:
      "`EOF`, `connection reset by peer`, `broken pipe`. Wrong bytes: content-corrupted. Always at once at one host: egress-blocked or tls-handshake-failure.",
    confirm: {
      on: "node",
      command: "curl -v -o /dev/null https://{asked}/v2/",
      shows: "the connection closes here too, or only for large layers",
    },
    nature: "transient",
    fixer: "nobody",
    fix: [
      "wait: the kubelet tries again",
      "if it stays: raise the limits of proxies between, use a mirror nearby, or a newer runtime that resumes",
    ],
  },
  {
    id: "egress-blocked",
    family: "network",
    title: "A rule keeps the node from the registry or its layers",
    summary: "Node {node} does not get through to {asked}; a rule seems to block it.",
    meaning:
      "Private nodes without NAT, a firewall's allow-list without the registry's or its blob store's host, national filters.",
    tellApart: "One set of hosts fails while others work; typically manifests pass and layers do not.",
    confirm: {
      on: "node",
      command: "curl -v -m 20 https://{asked}/",
      shows: "no connection, while other hosts answer; other nodes alike",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "allow the hosts of registry, token service and blob store",
      "or add NAT or a private endpoint, or keep a mirror inside",
    ],
  },
  {
    id: "proxy-misconfigured",
    family: "network",
    title: "The runtime's proxy is wrong",
    summary: "The proxy that the runtime of node {node} uses does not let it reach {registry}.",
    meaning:
      "It is dead, needs a login, has the wrong scheme, is not set for the runtime's service, or NO_PROXY lacks the internal registry.",
    tellApart:
      "`proxyconnect`, `Proxy Authentication Required`, error pages of a proxy. A proxy that signs certificates itself: tls-intercepted.",
    confirm: {
      on: "node",
      command: "systemctl show containerd crio docker --property=Environment",
      shows: "the proxy that the runtime really uses",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "set HTTP_PROXY, HTTPS_PROXY and NO_PROXY for the runtime's service (http:// scheme, password encoded), then restart it",
    ],
  },
];
