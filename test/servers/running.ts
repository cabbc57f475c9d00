import type { PrivateServer } from "./private-server.ts";

/** The servers of this run. `setup` adds them and `teardown` stops them. */
export const running: PrivateServer[] = [];
