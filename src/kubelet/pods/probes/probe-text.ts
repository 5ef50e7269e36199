import { formatGoDuration, goQuote } from "../../../base/index.ts";
import type { Container, Probe } from "../../../kinds/index.ts";
import type { ProbeAnswer } from "../../ports.ts";

/** What a probe has met: nobody who listens at an address, or a program that says that it is not well. */
export interface ProbeTarget {
  readonly probe: Probe;
  readonly container: Container;
  readonly podIP: string;
}

/**
 * The text behind `probe failed: ` (pkg/probe/http, tcp, grpc and exec, with the words of Go's net and net/http). A command
 * says what it has written, which is nothing here.
 */
export function failureText(answer: Exclude<ProbeAnswer, "ok">, { probe, container, podIP }: ProbeTarget): string {
  const { httpGet, tcpSocket, grpc } = probe;
  if (httpGet !== undefined) {
    if (answer === "failing") return "HTTP probe failed with statuscode: 500";
    const { scheme = "HTTP", host = podIP, path = "/" } = httpGet;
    const address = `${host}:${portOf(httpGet.port, container)}`;
    const url = `${scheme.toLowerCase()}://${address}${path.startsWith("/") ? "" : "/"}${path}`;
    return `Get ${goQuote(url)}: ${refused(address)}`;
  }
  if (tcpSocket !== undefined) return refused(`${tcpSocket.host ?? podIP}:${portOf(tcpSocket.port, container)}`);
  if (grpc === undefined) return "";
  if (answer === "failing") return 'service unhealthy (responded with "NOT_SERVING")';
  const timeout = formatGoDuration((probe.timeoutSeconds ?? 1) * 1000);
  return `timeout: failed to connect service ${goQuote(`${podIP}:${grpc.port}`)} within ${timeout}: context deadline exceeded`;
}

function refused(address: string): string {
  return `dial tcp ${address}: connect: connection refused`;
}

/** A port by number, or by the name that the container gives it. */
function portOf(port: number | string, { ports = [] }: Container): string {
  return String(ports.find(({ name }) => name === port)?.containerPort ?? port);
}
