import { failed, type Transport } from "../../base/index.ts";

/**
 * The way to the registries of a sandbox. Their names mean something there only, so nobody else is asked: each is found at its own
 * port, where it is called by its name.
 */
export function sandboxTransport(transport: Transport, registries: Readonly<Record<string, string>>): Transport {
  return {
    send: async (request, { signal, maxBody }) => {
      const { host, port } = new URL(request.url);
      const address = registries[host === "registry-1.docker.io" ? "docker.io" : host];
      if (address === undefined) {
        const where = { host, port: Number(port) || 443, phases: {} };
        return failed({ code: "TRANSPORT_DNS_NOT_FOUND", phase: "lookup", detail: "not in the sandbox", ...where });
      }
      return transport.send(request, { signal, maxBody, foundAt: Number(new URL(address).port) });
    },
  };
}
