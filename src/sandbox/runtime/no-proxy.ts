const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const ADDRESS_BITS = 32;

/**
 * Whether a host is reached without the proxy, by the rules of Go's httpproxy: this machine never is asked through one; an
 * entry is `*`, a name with all below it, `.domain` for what is below only, an address, or a network (`10.0.0.0/8`); a port
 * behind it has to fit.
 */
export function isWithoutProxy(host: string, noProxy: readonly string[]): boolean {
  const [name = "", port = "443"] = host.toLowerCase().split(":");
  if (name === "localhost" || name.startsWith("127.")) return true;
  return noProxy.some((entry) => covers(entry.trim().toLowerCase(), name, port));
}

function covers(entry: string, name: string, port: string): boolean {
  if (entry === "*") return true;
  const [given = "", wantedPort = port] = entry.split(":");
  const pattern = given.replace(/^\*\./, ".");
  if (wantedPort !== port) return false;
  if (pattern.includes("/")) return IPV4.test(name) && isIn(name, pattern);
  if (pattern.startsWith(".")) return name.endsWith(pattern);
  return name === pattern || name.endsWith(`.${pattern}`);
}

function isIn(address: string, network: string): boolean {
  const [base = "", bits = ""] = network.split("/");
  const block = 2 ** (ADDRESS_BITS - Number(bits));
  return Math.floor(numberOf(address) / block) === Math.floor(numberOf(base) / block);
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}
