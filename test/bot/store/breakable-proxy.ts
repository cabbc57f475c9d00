import { connect, createServer, type Socket } from "node:net";

/** Opens a proxy to a server that one test can silence or break without disturbing the server's other clients. */
export async function openBreakableProxy(target: string) {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => silent || to.write(chunk));
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const ownPort = typeof address === "object" && address !== null ? address.port : 0;
  const url = new URL(target);
  url.port = String(ownPort);

  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    fallSilent: () => {
      silent = true;
    },
    breakAll,
    /** Closes the open connections, which lost data meanwhile. New ones work. */
    speakAgain: () => {
      silent = false;
      breakAll();
    },
    close: () => {
      breakAll();
      server.close();
    },
  };
}
