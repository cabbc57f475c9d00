import type { FastifyInstance } from "fastify";
import type { ChannelEvent } from "./event.ts";
import type { PaceLimits } from "./pacing.ts";
import type { PushRoutes } from "./push.ts";
import type { ChannelSender } from "./sender.ts";

/** A platform that is on: how replies go out, and how its webhooks come in. */
export interface Channel {
  readonly channel: ChannelEvent["channel"];
  readonly sender: ChannelSender;
  /** How news goes out. */
  readonly pushRoutes: PushRoutes;
  readonly limits: PaceLimits;
  addRoutes(app: FastifyInstance, take: (event: ChannelEvent) => Promise<void>): Promise<void>;
  start(): void;
  close(): Promise<void>;
}
