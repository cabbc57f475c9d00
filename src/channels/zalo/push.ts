import { accountKey } from "../pacing.ts";
import { type PushRoute, renderChatMessage } from "../push.ts";
import type { ChannelSender } from "../sender.ts";

/** Sends consultation messages: the same call as for replies, paced together with them and after them. */
export function createZaloChatRoute(outlet: ChannelSender, account: string): PushRoute {
  return {
    paceKey: accountKey("zalo", account),
    send: ({ account: to, to: user }, message) =>
      outlet.send({ account: to, user }, renderChatMessage(message), message.id),
  };
}
