import type { FastifyInstance } from "fastify";
import type { ChannelEvent } from "./event.ts";
import type { PaceLimits } from "./pacing.ts";
import type { PushRoutes } from "./push.ts";
import type { ChannelSender } from "./sender.ts";

/** An open platform: sends messages and receives webhooks. */
export interface Channel {
  readonly channel: ChannelEvent["channel"];
  /** The platform's server, for operators. */
  readonly server: string;
  readonly sender: ChannelSender;
  /** The routes for messages that are no replies. */
  readonly pushRoutes: PushRoutes;
  readonly limits: PaceLimits;
  addRoutes(app: FastifyInstance, receive: (event: ChannelEvent) => Promise<void>): Promise<void>;
  /** What the platform calls the account. null: it does not answer, or refuses. Never rejects. */
  readName(): Promise<string | null>;
  start(): void;
  close(): Promise<void>;
}
