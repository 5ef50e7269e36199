import "reflect-metadata";

import { createPrivateKey, type webcrypto } from "node:crypto";
import { isIP } from "node:net";

import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

import type { Authority, ServerCertificate } from "./certificates.ts";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY = 24 * 3_600_000;
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

/** An authority of its own, whose key is thrown away once it has signed the one certificate for loopback. */
export async function issueLoopbackCertificate(now: Date): Promise<ServerCertificate> {
  const authority = await issueAuthority(now, "CN=pullwhy sandbox");
  const to = new Date(now.getTime() + 365 * DAY);
  const issued = await issueCertificate(authority, { names: LOOPBACK, from: new Date(now.getTime() - DAY), to });
  return { authority: authority.certificate, ...issued };
}

/** An authority for a year, with the key that signs. */
export async function issueAuthority(now: Date, name: string): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + 365 * DAY),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys) };
}

export interface CertificateWish {
  /** Names and addresses that it is for. */
  readonly names: readonly string[];
  readonly from: Date;
  readonly to: Date;
}

/** A server's certificate, signed by the authority. */
export async function issueCertificate(
  authority: Authority,
  { names, from, to }: CertificateWish,
): Promise<{ readonly certificate: string; readonly key: string }> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: "CN=pullwhy sandbox server",
    issuer: new X509Certificate(authority.certificate).subject,
    publicKey: keys.publicKey,
    signingKey: await signingKey(authority.key),
    signingAlgorithm: ALGORITHM,
    notBefore: from,
    notAfter: to,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ("dns" as const) : ("ip" as const), value })),
      ),
    ],
  });
  return { certificate: certificate.toString("pem"), key: await pemOf(keys) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return globalThis.crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
}

async function pemOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return PemConverter.encode(await globalThis.crypto.subtle.exportKey("pkcs8", privateKey), PemConverter.PrivateKeyTag);
}

function signingKey(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
  return globalThis.crypto.subtle.importKey("pkcs8", bytes, ALGORITHM, false, ["sign"]);
}
