import { type Language, wordingIn } from "../../wording/wording.ts";

/** Arrives with the Get Started button of a new thread (messenger.md §4, §5). */
export const getStartedPayload = "GET_STARTED";

export interface MenuItem {
  readonly payload: string;
  /** What the tap stands for, as if it had been typed: a command, understood in every language. */
  readonly says: string;
  title(language: Language): string;
}

const menu: MenuItem = {
  payload: "MENU",
  says: "menu",
  title: (language) => wordingIn(language).messenger.menu,
};

/** The persistent menu, which `npm run messenger:setup` sets and the webhook understands. */
export const persistentMenu: readonly MenuItem[] = [
  menu,
  {
    payload: "NEAREST",
    says: "điểm gần nhất",
    title: (language) => wordingIn(language).messenger.nearest,
  },
  {
    payload: "PERSON",
    says: "gặp người",
    title: (language) => wordingIn(language).messenger.person,
  },
];

/** What a tap of the menu says; one of a button that is no more leads to the menu too. */
export function saidByMenu(payload: string): string {
  return (persistentMenu.find((item) => item.payload === payload) ?? menu).says;
}
