/**
 * What becomes of the events that the kubelet emits (client-go's correlator with the kubelet's options).
 *
 * The confusing thing: an event that is not sent is counted all the same. Equal events become one object with a count;
 * events that differ in their message are combined from the tenth on; and when an object has spent its budget of 25, what
 * follows is only counted, so the count that kubectl shows stalls and then jumps. A stalled count does not mean that the
 * kubelet has given up.
 */
export { createEventSink } from "./event-sink.ts";
export type { EventSinkOptions } from "./event-sink.ts";
