import type { PrivateServer } from "./private-server.ts";

/** The servers of this run: globalSetup adds, globalTeardown stops. */
export const running: PrivateServer[] = [];
