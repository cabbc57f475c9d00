import { type Language, wordingIn } from "../../wording/wording.ts";

/** The payload of the Get Started button of a new thread (docs/platforms/messenger.md, "Profile"). */
export const getStartedPayload = "GET_STARTED";

interface MenuItem {
  readonly payload: string;
  /** The command that the item stands for, as a resident would type it; it is understood in every language. */
  readonly text: string;
  title(language: Language): string;
}

const menu: MenuItem = {
  payload: "MENU",
  text: "menu",
  title: (language) => wordingIn(language).messenger.menu,
};

/** The persistent menu, which `npm run messenger:setup` sets and the webhook understands. */
export const persistentMenu: readonly MenuItem[] = [
  menu,
  {
    payload: "NEAREST",
    text: "điểm gần nhất",
    title: (language) => wordingIn(language).messenger.nearest,
  },
  {
    payload: "PERSON",
    text: "gặp người",
    title: (language) => wordingIn(language).messenger.person,
  },
];

/** Returns the command of a menu item; a button that no longer exists leads to the menu as well. */
export function textOfMenuItem(payload: string): string {
  return (persistentMenu.find((item) => item.payload === payload) ?? menu).text;
}
