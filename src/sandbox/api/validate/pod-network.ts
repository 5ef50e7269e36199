import { type JsonObject, listAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, required } from "./cause.ts";
import { isAddress } from "./addresses.ts";
import { subdomainProblems } from "./names.ts";

const NOT_AN_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";

export function validateDns(spec: JsonObject, field: string): Cause[] {
  if (spec["dnsPolicy"] === "None" && spec["dnsConfig"] === undefined) {
    return [required(`${field}.dnsConfig`, "must provide `dnsConfig` when `dnsPolicy` is None")];
  }
  return listAt(spec, "dnsConfig", "nameservers").flatMap((server, index) =>
    addressProblems(String(server), `${field}.dnsConfig.nameservers[${index}]`),
  );
}

export function validateHostAliases(spec: JsonObject, field: string): Cause[] {
  return listAt(spec, "hostAliases").flatMap((alias, index) => {
    const at = `${field}.hostAliases[${index}]`;
    const names = listAt(alias, "hostnames").map(String);
    return [
      ...addressProblems(textAt(alias, "ip") ?? "", `${at}.ip`),
      ...names.flatMap((name) => invalidEach(`${at}.hostnames`, name, subdomainProblems(name))),
    ];
  });
}

function addressProblems(address: string, field: string): Cause[] {
  return isAddress(address) ? [] : [invalidField(field, address, NOT_AN_ADDRESS)];
}
