import { messengerWording } from "../../wording/vi/messenger.ts";

/** Arrives with the Get Started button of a new thread (messenger.md §4, §5). */
export const getStartedPayload = "GET_STARTED";

export interface MenuItem {
  readonly title: string;
  readonly payload: string;
  /** What the tap stands for, as if it had been typed. */
  readonly says: string;
}

/** The persistent menu, which `npm run messenger:setup` sets and the webhook understands. */
export const persistentMenu: readonly MenuItem[] = [
  { ...messengerWording.menu, payload: "MENU" },
  { ...messengerWording.nearest, payload: "NEAREST" },
  { ...messengerWording.person, payload: "PERSON" },
];
