/** What a resident does, in words that every channel has a way for. */
export type Step =
  | { readonly start: true }
  | { readonly say: string }
  /** Picks the answer with this number under the latest question, by its button if the channel shows one. */
  | { readonly pick: number };

export interface Conversation {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Conversations that must be alike on every channel. */
export const conversations: readonly Conversation[] = [
  {
    title: "reads a birth certificate's checklist, from the greeting and back",
    steps: [
      { start: true },
      { say: "lam giay khai sinh cho be" },
      ...[{ pick: 2 }, { pick: 2 }, { pick: 1 }, { pick: 1 }, { pick: 1 }, { pick: 1 }],
      { say: "quay lại" },
      { say: "menu" },
    ],
  },
  {
    title: "finds the nearest points by a typed ward and a typed day",
    steps: [
      { start: true },
      { say: "điểm gần nhất" },
      { say: "phường Bình Tiên" },
      { pick: 2 },
      { say: "phường Tân Bình" },
      { pick: 1 },
    ],
  },
  {
    title: "chooses among several procedures and pages through a long list",
    steps: [
      { start: true },
      { say: "giấy tờ cho em bé" },
      { say: "menu" },
      { say: "xem thêm" },
      { say: "hủy" },
    ],
  },
  {
    title: "answers in English",
    steps: [
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
    steps: [
      { start: true },
      { say: "đăng ký kết hôn" },
      { say: "ờ thì cũng không biết nữa" },
      { say: "cảm ơn cháu" },
      { say: "#PX12" },
      { say: "tiếp tục" },
    ],
  },
];
