/** What a resident does, in words that every channel has a way for. */
export type Deed =
  | { readonly start: true }
  | { readonly say: string }
  /** Picks the answer with this number under the latest question: by a tap where the channel shows it as one. */
  | { readonly pick: number };

export interface Conversation {
  readonly title: string;
  readonly deeds: readonly Deed[];
}

/** Conversations that must go alike wherever they are held. */
export const conversations: readonly Conversation[] = [
  {
    title: "reads a birth certificate's checklist, from the greeting and back",
    deeds: [
      { start: true },
      { say: "lam giay khai sinh cho be" },
      ...[{ pick: 2 }, { pick: 2 }, { pick: 1 }, { pick: 1 }, { pick: 1 }, { pick: 1 }],
      { say: "quay lại" },
      { say: "menu" },
    ],
  },
  {
    title: "finds the nearest points by a typed ward and a typed day",
    deeds: [
      { start: true },
      { say: "điểm gần nhất" },
      { say: "phường Bình Tiên" },
      { pick: 3 },
      { say: "phường Tân Bình" },
      { pick: 1 },
    ],
  },
  {
    title: "chooses among several procedures, pages through a long list and asks for a person",
    deeds: [
      { start: true },
      { say: "giấy tờ cho em bé" },
      { say: "menu" },
      { say: "xem thêm" },
      { say: "gặp người" },
      { say: "hủy" },
    ],
  },
  {
    title: "answers in English",
    deeds: [
      { start: true },
      { say: "english" },
      { say: "birth certificate" },
      { pick: 2 },
      { say: "nearest point" },
      { say: "menu" },
    ],
  },
  {
    title: "handles misunderstandings, courtesies and a code that leads nowhere",
    deeds: [
      { start: true },
      { say: "đăng ký kết hôn" },
      { say: "ờ thì cũng không biết nữa" },
      { say: "cảm ơn cháu" },
      { say: "#PX12" },
      { say: "tiếp tục" },
    ],
  },
];
