import type { PeerCertificate, TLSSocket } from "node:tls";

import type { CertificateFacts } from "../base/index.ts";

/** Certificates of one connection that are looked at; a chain has two to four. */
const LONGEST_CHAIN = 8;

/** What the server showed, its own certificate first. */
export function chainOf(socket: TLSSocket): readonly CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  const seen = new Set<string>();
  let next = socket.getPeerCertificate(true) as Partial<ReturnType<TLSSocket["getPeerCertificate"]>> | undefined;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256) && chain.length < LONGEST_CHAIN) {
    seen.add(next.fingerprint256);
    chain.push(factsOf(next));
    next = "issuerCertificate" in next ? next.issuerCertificate : undefined;
  }
  return chain;
}

function factsOf(certificate: Partial<PeerCertificate>): CertificateFacts {
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    names: namesOf(certificate.subjectaltname),
    validFrom: Date.parse(certificate.valid_from ?? ""),
    validTo: Date.parse(certificate.valid_to ?? ""),
    fingerprint: certificate.fingerprint256 ?? "",
  };
}

/** `CN=registry.example, O=Example`. */
function nameText(name: PeerCertificate["subject"] | undefined): string {
  const parts = Object.entries(name ?? {}) as [string, string | string[]][];
  return parts
    .toReversed()
    .flatMap(([key, values]) => [values].flat().map((value) => `${key}=${value}`))
    .join(", ");
}

function namesOf(text = ""): readonly string[] {
  return text
    .split(", ")
    .map((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1])
    .filter((name) => name !== undefined);
}
