/**
 * What etcd is to a real cluster: objects under (resource, namespace, name) and one counter of changes.
 *
 * The confusing thing is `resourceVersion`: it belongs to the store, not to the object. Every change of anything takes
 * the next number, so the versions of one object have gaps, and a deletion has a version too.
 */
export type * from "./contract.ts";
export { createStore } from "./memory-store.ts";
