import { messengerWording } from "../../wording/vi/messenger.ts";
import { getStartedPayload, persistentMenu } from "./menu.ts";

/** What `npm run messenger:setup` wants at Meta (messenger.md §1.1, §4). */

/** Fields of the Page that the webhook understands. */
export const wantedFields: readonly string[] = [
  ...["messages", "messaging_postbacks", "messaging_referrals", "message_echoes"],
  ...["message_deliveries", "message_reads", "messaging_handovers", "standby"],
  "messaging_policy_enforcement",
];

const locale = "default";

export const wantedProfile: Readonly<Record<string, unknown>> = {
  get_started: { payload: getStartedPayload },
  greeting: [{ locale, text: messengerWording.greeting }],
  persistent_menu: [
    {
      locale,
      composer_input_disabled: false,
      call_to_actions: persistentMenu.map(({ title, payload }) => ({
        type: "postback",
        title,
        payload,
      })),
    },
  ],
};

/** Ice breakers take the place of Get Started, with which a link's word comes; commands that of the menu. */
export const unwantedProfile: readonly string[] = ["ice_breakers", "commands"];
