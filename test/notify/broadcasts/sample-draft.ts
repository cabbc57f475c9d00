import type { Draft } from "../../../src/notify/broadcasts/broadcast-store.ts";

/** To everyone, at once, with nothing special. */
export const draft: Draft = {
  title: "Nghỉ sáng thứ Bảy",
  text: "Điểm hướng dẫn nghỉ sáng thứ Bảy 28/11.",
  plainSms: false,
  isTrial: false,
  audience: { kind: "everyone" },
  startsAt: null,
};
