import type { FastifyInstance } from "fastify";
import type { ChannelEvent } from "./event.ts";
import type { Outlet } from "./outlet.ts";
import type { PaceLimits } from "./pacing.ts";
import type { PushRoutes } from "./push.ts";

/** A platform that is on: how replies go out, and how its webhooks come in. */
export interface Platform {
  readonly channel: ChannelEvent["channel"];
  readonly outlet: Outlet;
  /** How news goes out. */
  readonly pushes: PushRoutes;
  readonly limits: PaceLimits;
  addRoutes(app: FastifyInstance, take: (event: ChannelEvent) => Promise<void>): Promise<void>;
  start(): void;
  close(): Promise<void>;
}
