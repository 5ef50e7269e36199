/**
 * The ground floor: ports to the outside world and their deterministic twins. Nothing here knows Kubernetes.
 *
 * The confusing thing is time. The engine never asks what time it is and never sets a timer: it is handed a `Clock`.
 * On the system clock it runs live; on a `ManualClock` an hour passes in milliseconds, always the same.
 */
export { isPending } from "./awaitable.ts";
export type { Awaitable } from "./awaitable.ts";
export { binaryBytes, binaryText, base64, utf8Bytes, utf8Text } from "./bytes.ts";
export type { Clock, Gate, Instant, Now } from "./clock.ts";
export { formatGoDuration, parseGoDuration } from "./duration.ts";
export { goQuote } from "./go-quote.ts";
export { goLower } from "./go-unicode.ts";
export { isJsonObject, jsonEqual, listAt, objectAt, textAt, valueAt } from "./json.ts";
export type { JsonObject } from "./json.ts";
export { ManualClock } from "./manual-clock.ts";
export { mapTexts } from "./map-texts.ts";
export { oncePerObject, oncePerKey } from "./memo.ts";
export { failed, ok } from "./outcome.ts";
export type { Failed, Outcome } from "./outcome.ts";
export { SeededRandom } from "./random.ts";
export type { Random } from "./random.ts";
export { Secret } from "./secret.ts";
export { sha256 } from "./sha256.ts";
export { sha512 } from "./sha512.ts";
export { TimerQueue } from "./timer-queue.ts";
export { timestamp } from "./timestamp.ts";
export type {
  AddressKind,
  CertificateFacts,
  Exchange,
  FaultFacts,
  Phase,
  Phases,
  PlainFaultCode,
  SendOptions,
  TlsFaultCode,
  Transport,
  TransportFault,
  TransportRequest,
} from "./transport.ts";
