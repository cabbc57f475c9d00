import { accountKey } from "../pacing.ts";
import { chatMessageOf, type PushRoute } from "../push.ts";
import type { ChannelSender } from "../sender.ts";

/** Consultation messages: the same call as for replies, paced with them and after them. */
export function createZaloChatRoute(outlet: ChannelSender, account: string): PushRoute {
  return {
    paceKey: accountKey("zalo", account),
    send: ({ account: to, to: user }, message) =>
      outlet.send({ account: to, user }, chatMessageOf(message), message.id),
  };
}
