import type { Outlet } from "../outlet.ts";
import { accountKey } from "../pacing.ts";
import type { PushRoute } from "../push.ts";

/** Consultation messages: the same call as for replies, paced with them and after them. */
export function zaloChatRoute(outlet: Outlet, account: string): PushRoute {
  return {
    paceKey: accountKey("zalo", account),
    send: ({ account: to, to: user }, { text, language, id }) =>
      outlet.send(
        { account: to, user },
        { type: "text", text, ...(language === "en" && { language }) },
        id,
      ),
  };
}
