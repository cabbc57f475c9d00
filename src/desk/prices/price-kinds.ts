import type { MessageOccasion } from "../../db/queries/sent-messages.ts";

/** What an administrator states a price for. */
interface PriceKind {
  readonly kind: string;
  readonly name: string;
  readonly hint: string;
}

export const priceKinds: readonly PriceKind[] = [
  {
    kind: "zbs-status",
    name: "Tin mẫu Zalo (ZBS): báo bước của hồ sơ",
    hint: "Giá một tin của mẫu này trên Zalo Cloud Account",
  },
  {
    kind: "zbs-reminder",
    name: "Tin mẫu Zalo (ZBS): nhắc ngày hẹn, báo quá hẹn",
    hint: "Giá một tin của mẫu này trên Zalo Cloud Account",
  },
  {
    kind: "zbs-broadcast",
    name: "Tin mẫu Zalo (ZBS): tin gửi nhiều người",
    hint: "Giá một tin của mẫu này trên Zalo Cloud Account",
  },
  { kind: "zalo-chat", name: "Tin Zalo trong trò chuyện", hint: "Thường là 0" },
  { kind: "messenger-chat", name: "Tin Messenger trong trò chuyện", hint: "Thường là 0" },
  { kind: "messenger-template", name: "Tin mẫu Messenger", hint: "Thường là 0" },
  { kind: "sms", name: "Tin nhắn SMS", hint: "Giá trung bình một tin nhắn, kể cả tin dài" },
  { kind: "email", name: "Thư điện tử", hint: "Thường là 0" },
];

/** The price that counts for a message: of approved templates there is one for each occasion. */
export function priceKindOf(route: string, occasion: MessageOccasion): string {
  return route.startsWith("zalo-template") ? `zbs-${occasion}` : route;
}
