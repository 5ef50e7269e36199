import type { Cause } from "./cause.ts";

/** What arrived on the node, and what becomes of it there. */
export const CONTENT_CAUSES: readonly Cause[] = [
  {
    id: "content-corrupted",
    family: "content",
    title: "The bytes are not what the manifest says",
    summary: "What arrived of {repository} does not have the digest or size that its manifest says.",
    meaning: "A proxy or cache cut it short, a push went wrong, or disk or memory of the node is faulty.",
    tellApart:
      "`unexpected commit digest`, `failed size validation`, `wrong diff id`. On one node only: its disk or cache.",
    confirm: {
      on: "here",
      command: "curl -sL https://{api}/v2/{repository}/blobs/DIGEST | sha256sum",
      shows: "another digest from here too, or the right one if the node's path is to blame",
    },
    nature: "needs-human",
    fixer: "registry-owner",
    fix: ["purge the cache or push the image again; go around the proxy; check the node's disk"],
  },
  {
    id: "content-store-broken",
    family: "content",
    title: "The node's image store is damaged",
    summary: "The image store of node {node} is damaged or was changed during the pull.",
    meaning: "Content or snapshots are missing, half removed, or locked by another pull.",
    tellApart:
      "One node only; `content digest … not found` while unpacking, `failed to prepare extraction snapshot`, `layer not known`, `locked`.",
    confirm: {
      on: "here",
      command: "kubectl get pods -A -o wide --field-selector spec.nodeName={node}",
      shows: "the image works on other nodes",
    },
    nature: "needs-human",
    fixer: "cluster-admin",
    fix: [
      "crictl rmi {image}    on the node, then let it pull again",
      "if it stays: drain the node, reset its image store, upgrade the runtime",
    ],
  },
  {
    id: "decryption-failed",
    family: "content",
    title: "The image is encrypted and the node has no key",
    summary: "{repository} has encrypted layers, and node {node} cannot decrypt them.",
    meaning: "The decoder or the private key is not on the node.",
    tellApart: "`ctd-decoder`, `+encrypted` in a media type, `private key needed for decryption`.",
    confirm: { on: "here", command: "curl -s {manifest}", shows: "layer media types that end in +encrypted" },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["install the stream processor and its keys on the nodes, or let the confidential guest pull the image"],
  },
  {
    id: "layer-unpack-failed",
    family: "content",
    title: "A layer could not be unpacked",
    summary: "A layer of {repository} arrived but could not be unpacked on node {node}.",
    meaning: "Links, whiteouts or attributes in it that the kernel or the storage driver refuses.",
    tellApart:
      "`failed to extract layer` or `failed to register layer` with a file operation other than no space, lchown or the store's own permissions.",
    confirm: {
      on: "here",
      command:
        "kubectl get nodes -o custom-columns=NAME:.metadata.name,KERNEL:.status.nodeInfo.kernelVersion,RUNTIME:.status.nodeInfo.containerRuntimeVersion",
      shows: "the image unpacks with another kernel or runtime",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["upgrade runtime or kernel, change the snapshotter, or build the image anew or flat"],
  },
  {
    id: "layer-unpack-idmap",
    family: "content",
    title: "Files belong to users outside the node's map",
    summary: "{repository} has files of users that the user namespace of node {node} does not map.",
    meaning: "Rootless nodes and user namespaces know only a range of user and group ids.",
    tellApart: "`lchown … invalid argument`, `for UID … GID …`, advice about subordinate ids.",
    confirm: {
      on: "node",
      command: "cat /etc/subuid /etc/subgid",
      shows: "ranges that do not reach the id in the message",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["widen the ranges in /etc/subuid and /etc/subgid, or build the image with ordinary owners"],
  },
];
