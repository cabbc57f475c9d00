import { running } from "./running.ts";

/** jest's globalTeardown: stops the servers that `setup` started. */
export default async function teardown(): Promise<void> {
  await Promise.all(running.map((server) => server.stop()));
}
