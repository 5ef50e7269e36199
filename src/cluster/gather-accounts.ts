import { listAt, textAt } from "../base/index.ts";
import type { AccountFacts, Pod } from "../kinds/index.ts";
import { eachOf } from "./each-of.ts";
import type { NotSeen } from "./gather-pods.ts";
import { readObject, type Reader } from "./read.ts";
import { typeOf } from "./resource-type.ts";

export interface Accounts {
  readonly accounts: readonly AccountFacts[];
  readonly notSeen: readonly NotSeen[];
}

/** The service accounts of pods as they are now: a pod has a copy of what its account named when the pod was made. */
export async function gatherAccounts(reader: Reader, pods: readonly Pod[]): Promise<Accounts> {
  const accounts: AccountFacts[] = [];
  const notSeen: NotSeen[] = [];
  await eachOf(new Set(pods.map(accountName)), async (full) => {
    const [namespace = "", name = ""] = full.split("/");
    const read = await readObject(reader, { type: typeOf("serviceaccounts"), namespace }, name);
    if (!read.ok) notSeen.push({ what: `service account ${full}`, fault: read.fault });
    else accounts.push({ namespace, name, pullSecrets: listAt(read.value, "imagePullSecrets").flatMap(nameOf) });
  });
  return { accounts, notSeen };
}

function accountName({ metadata, spec }: Pod): string {
  return `${metadata.namespace ?? "default"}/${spec.serviceAccountName ?? "default"}`;
}

function nameOf(reference: unknown): readonly string[] {
  const name = textAt(reference, "name") ?? "";
  return name === "" ? [] : [name];
}
