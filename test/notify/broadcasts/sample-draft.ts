import type { Draft } from "../../../src/notify/broadcasts/broadcast-store.ts";

/** To everyone, as soon as it is released. */
export const draft: Draft = {
  title: "Nghỉ sáng thứ Bảy",
  text: "Điểm hướng dẫn nghỉ sáng thứ Bảy 28/11.",
  plainSms: false,
  isTrial: false,
  audience: { kind: "everyone" },
  startsAt: null,
};
