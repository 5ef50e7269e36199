import type { About, Recorder } from "../../kinds/index.ts";
import { type ConnectResult, hostName } from "../registry/index.ts";
import { isAddress } from "./peer.ts";

const DNS_ANSWERS: Partial<Record<ConnectResult["kind"], string>> = {
  "dns-nxdomain": "NXDOMAIN",
  "dns-servfail": "SERVFAIL",
  "dns-timeout": "no answer",
};
const TCP_RESULTS: Partial<Record<ConnectResult["kind"], string>> = {
  "connection-refused": "connection refused",
  "connection-timeout": "no answer",
  "connection-reset": "connection reset",
  "no-route": "no route to host",
};
const TLS_RESULTS: Partial<Record<ConnectResult["kind"], string>> = {
  ok: "verified",
  "plain-http": "the server speaks plain HTTP",
  "not-tls": "the server does not speak TLS",
  "tls-silent": "no answer",
  "tls-unknown-authority": "certificate signed by unknown authority",
  "tls-expired": "certificate has expired",
  "tls-not-yet-valid": "certificate is not valid yet",
  "tls-wrong-name": "certificate is for another name",
  "tls-alert": "refused by the server",
};

export interface Way {
  readonly recorder: Recorder;
  readonly about: About;
}

export interface Target {
  /** As in the URL. */
  readonly host: string;
  /** `address:port` */
  readonly peer: string;
  readonly tls: boolean;
}

/** Name, connection, TLS: records each step that was taken. */
export function traceDial({ recorder, about }: Way, { host, peer, tls }: Target, { kind }: ConnectResult): void {
  const name = hostName(host);
  const dns = DNS_ANSWERS[kind];
  if (name !== "localhost" && !isAddress(name)) {
    recorder.record("dns", { host: name, answer: dns ?? hostName(peer) }, about);
  }
  if (dns !== undefined) return;
  const tcp = TCP_RESULTS[kind];
  recorder.record("tcp", { host: peer, result: tcp ?? "connected" }, about);
  if (tcp === undefined && tls) recorder.record("tls", { host: name, result: TLS_RESULTS[kind] ?? kind }, about);
}

/** What is opened through a proxy: the proxy has looked the name up. */
export function traceTunnel({ recorder, about }: Way, host: string, { kind }: ConnectResult): void {
  recorder.record("tls", { host: hostName(host), result: TLS_RESULTS[kind] ?? kind }, about);
}
