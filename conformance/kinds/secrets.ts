import type { SecretObject } from "../../src/kinds/index.ts";

/** A Secret as the vectors write it. */
export interface VectorSecret {
  readonly name?: string;
  readonly uid?: string;
  readonly namespace?: string;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

export function secretObject({ name, uid, namespace, type, data }: VectorSecret): SecretObject {
  const metadata = { ...(name && { name }), ...(uid && { uid }), ...(namespace && { namespace }) };
  return { apiVersion: "v1", kind: "Secret", metadata, type, data };
}
