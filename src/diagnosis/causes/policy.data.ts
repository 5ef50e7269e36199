import type { Cause } from "./cause.ts";

/** Somebody decided that this pull is not to be. */
export const POLICY_CAUSES: readonly Cause[] = [
  {
    id: "registry-ip-blocked",
    family: "policy",
    title: "The registry refuses this address",
    summary: "{registry} refuses the address that the node comes from.",
    meaning: "A firewall of the registry, or of what stands before it, does not serve this address or country.",
    tellApart:
      "`client with IP … is not allowed access`, an HTML page with 403; other networks work. No answer at all instead of a refusal: egress-blocked.",
    confirm: {
      on: "node",
      command: "curl -si https://{api}/v2/",
      shows: "403 from the node, 200 or 401 from another network",
    },
    nature: "permanent",
    fixer: "registry-owner",
    fix: [
      "allow the cluster's outgoing address (or use a private endpoint), leave by another address, or use a mirror",
    ],
  },
  {
    id: "registry-scan-blocked",
    family: "policy",
    title: "The registry withholds the image because of a scan",
    summary: "{registry} withholds {repository}:{tag} because of its vulnerability or trust policy.",
    meaning: "Projects can refuse images with known holes, without a finished scan, or without a signature.",
    tellApart: "`cannot be pulled due to configured policy`, PROJECTPOLICYVIOLATION, HTTP 412.",
    confirm: { on: "here", command: "curl -s -u USER {manifest}", shows: "412 and the policy's words" },
    nature: "needs-human",
    fixer: "registry-owner",
    fix: ["patch or allow-list the findings, wait for the scan or run it again, or relax the project's threshold"],
  },
  {
    id: "signature-policy-rejected",
    family: "policy",
    title: "The node demands a signature that the image lacks",
    summary: "The policy of node {node} demands a signature that {repository} does not have.",
    meaning: "The node's policy accepts images of this repository only with a signature by a given identity.",
    tellApart: "`Source image rejected`, SignatureValidationFailed. Refused before a pod exists: nm-admission-webhook.",
    confirm: {
      on: "node",
      command: "cat /etc/containers/policy.json",
      shows: "a rule for {host} or {repository} other than insecureAcceptAnything",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: [
      "sign the image with the required identity, or correct the rule's scope; turn on use-sigstore-attachments where sigstore is used",
    ],
  },
  {
    id: "signature-policy-config-invalid",
    family: "policy",
    title: "The node's signature policy is broken",
    summary: "The policy file of node {node} cannot be read, so every pull on it fails.",
    meaning: "policy.json is missing, no valid JSON, or newer than the runtime that reads it.",
    tellApart: '`invalid policy in "/etc/containers/policy.json"`, for every image of the node.',
    confirm: {
      on: "node",
      command: "python3 -m json.tool /etc/containers/policy.json",
      shows: "a syntax error, or keys that the runtime does not know",
    },
    nature: "permanent",
    fixer: "cluster-admin",
    fix: ["repair the file (it needs a default rule), or upgrade the runtime that does not know the key"],
  },
];
