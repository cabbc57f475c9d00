import type { Wording } from "../vi/vietnamese.ts";

export const errorPageWording: Wording["errorPage"] = {
  unknown: {
    title: "There is no such page",
    text: "The address may have a typing mistake, or the page is gone.",
  },
  limited: {
    title: "Please wait a moment",
    text: "Many pages were opened at the same time. Please wait, then open it again.",
  },
  tooLarge: {
    title: "That is too long",
    text: "Please send a shorter text or a smaller file.",
  },
  refused: {
    title: "This page cannot be opened",
    text: "Please go back to the page before and try again.",
  },
  unreadable: {
    title: "This address cannot be read",
    text: "Please check the address, or go back to the page before and try again.",
  },
  failed: {
    title: "Something went wrong here",
    text: "It is our mistake, not yours. Please try again in a few minutes.",
  },
  busy: {
    title: "The service is busy",
    text: "Please try again in a few minutes. There is nothing else to do.",
  },
  wait: (seconds) =>
    seconds < 60
      ? `Please wait ${seconds} seconds.`
      : `Please wait ${Math.ceil(seconds / 60)} minutes.`,
  requestId: "The number of this error, for the operator:",
  toChat: "Ask Hướng Dẫn",
  toProcedures: "See the procedures",
  toPoints: "Find a help point",
  deskText: "This request cannot be read. Go back to the page before and try again.",
  toDesk: "To the desk",
};
