import type { Server } from "node:http";
import { createServer, type Server as NetServer, type Socket } from "node:net";

import type { Secure } from "./registry-tls.ts";

/** The first byte of a TLS handshake. */
const HANDSHAKE = 22;
/** A client has so many milliseconds to say what it speaks. */
const FIRST_BYTE_IN = 10_000;

/** A server in front of another one. */
export interface Front {
  readonly server: NetServer;
  /** Ends every connection. */
  cut(): void;
}

/** One port for plain HTTP and TLS: what a connection begins with says which it is. */
export function bothWays(http: Server, secure: Secure): Front {
  const open = new Set<Socket>();
  // As servers of HTTP have it: without, the second packet of an answer waits for 40 ms.
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(FIRST_BYTE_IN, () => socket.destroy());
    socket.once("readable", () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return void socket.destroy();
      socket.setTimeout(0);
      socket.unshift(first);
      if (first[0] === HANDSHAKE) secure(socket, (secured) => http.emit("connection", secured));
      else http.emit("connection", socket);
    });
  });
  return {
    server,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
  };
}
