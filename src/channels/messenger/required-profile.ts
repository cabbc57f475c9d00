import { type Language, wordingIn } from "../../wording/wording.ts";
import { getStartedPayload, persistentMenu } from "./menu.ts";

/** What `npm run messenger:setup` wants at Meta (messenger.md §1.1, §4). */

/** Fields of the Page that the webhook understands. */
export const wantedFields: readonly string[] = [
  ...["messages", "messaging_postbacks", "messaging_referrals", "message_echoes"],
  ...["message_deliveries", "message_reads", "messaging_handovers", "standby"],
  "messaging_policy_enforcement",
];

/** By the language of the resident's app; Meta wants one by default. */
const locales: readonly { readonly locale: string; readonly language: Language }[] = [
  { locale: "default", language: "vi" },
  { locale: "en_US", language: "en" },
];

export const wantedProfile: Readonly<Record<string, unknown>> = {
  get_started: { payload: getStartedPayload },
  greeting: locales.map(({ locale, language }) => ({
    locale,
    text: wordingIn(language).messenger.greeting,
  })),
  persistent_menu: locales.map(({ locale, language }) => ({
    locale,
    composer_input_disabled: false,
    call_to_actions: persistentMenu.map(({ title, payload }) => ({
      type: "postback",
      title: title(language),
      payload,
    })),
  })),
};

/** Ice breakers take the place of Get Started, with which a link's word comes; commands that of the menu. */
export const unwantedProfile: readonly string[] = ["ice_breakers", "commands"];
