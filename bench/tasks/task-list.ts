/** What a resident does: writes something, or presses the first button whose words fit. */
export type Action =
  | { readonly says: string }
  | { readonly taps: RegExp }
  /** Answers the procedure's questions with the first button that fits any of these, until the list is there. */
  | { readonly answersWith: readonly RegExp[] };

export interface Task {
  readonly id: string;
  readonly who: string;
  readonly path?: string;
  readonly sharesPlace?: true;
  readonly actions: readonly Action[];
  /** What the talk must say somewhere for the task to have succeeded. */
  readonly reaches: RegExp;
}

const confirms = [/^Đúng rồi/];

/** The twelve tasks of the review of 26 November, in the words of their residents. */
export const tasks: readonly Task[] = [
  {
    id: "01-pension",
    who: "old man, social pension, then where to hand it in",
    sharesPlace: true,
    actions: [
      { says: "trợ cấp hưu trí" },
      { answersWith: [...confirms, /^(Từ )?(đủ )?75/i, /^Không/] },
      { taps: /[Đđ]iểm (hướng dẫn )?gần nhất|^Nộp ở đâu|^Đến nộp ở đâu/ },
      { says: "phường Bình Tiên" },
      { taps: /Lúc nào cũng được|sáng/ },
    ],
    reaches: /Bình Tiên/,
  },
  {
    id: "02-late-birth",
    who: "mother, birth registered late, asks about a fine",
    actions: [
      { says: "sinh được 4 tháng chưa làm khai sinh có bị phạt không" },
      {
        answersWith: [
          ...confirms,
          /^Không, chỉ khai sinh/,
          /bệnh viện/i,
          /^Đã đăng ký/,
          /^(Đã quá|Quá)/,
          /^Không/,
        ],
      },
    ],
    reaches: /phạt[\s\S]*[Cc]hứng sinh/,
  },
  {
    id: "03-lost-card",
    who: "lost identity card, then online",
    actions: [
      { says: "em bị mất căn cước" },
      { answersWith: [...confirms, /^(Bị )?[Mm]ất/, /^Không/] },
      { taps: /trên mạng/ },
    ],
    reaches: /35\.000/,
  },
  {
    id: "04-renamed-ward",
    who: "asks what the ward is called now",
    actions: [{ says: "phường 1 quận 6 giờ đổi tên thành phường gì vậy" }],
    reaches: /Phường Bình Tiên/,
  },
  {
    id: "05-tonight",
    who: "looks for a place that is open tonight",
    actions: [{ says: "tối nay ở Bình Tiên chỗ nào mở cửa" }],
    reaches: /Tối nay cháu không biết nơi nào mở|[Cc]hưa biết nơi nào mở|không biết nơi nào mở/,
  },
  {
    id: "06-lost-licence",
    who: "southern, without diacritics, lost licence",
    actions: [{ says: "mat bang lai roi gio sao" }, { answersWith: [...confirms, /^Không/, /./] }],
    reaches: /[Cc]ấp lại/,
  },
  {
    id: "07-changes-mind",
    who: "marriage, then passport, then nothing",
    actions: [
      { says: "đăng ký kết hôn" },
      { says: "à thôi, làm hộ chiếu" },
      { taps: /[Hh]ộ chiếu|Sang|việc mới/ },
      { says: "thôi khỏi làm nữa" },
    ],
    reaches: /[Hh]ộ chiếu/,
  },
  {
    id: "08-corrects",
    who: "corrects an answer in words",
    actions: [
      { says: "đăng ký thường trú" },
      { taps: /sở hữu/ },
      { says: "à quên, tôi nói nhầm, tôi ở nhà thuê" },
    ],
    reaches: /thuê/,
  },
  {
    id: "09-dossier",
    who: "asks where the dossier is",
    actions: [{ says: "hồ sơ tới đâu rồi" }, { says: "000.00.12.H29-261116-0004" }],
    reaches: /[Hh]ồ sơ/,
  },
  {
    id: "10-out-of-scope",
    who: "fraud by phone",
    actions: [{ says: "có người gọi điện xưng công an bắt tôi chuyển tiền" }],
    reaches: /113|[Cc]ông an/,
  },
  {
    id: "11-english",
    who: "English speaker",
    actions: [{ says: "how do I register the birth of my baby" }],
    reaches: /answer in English/,
  },
  {
    id: "12-person",
    who: "asks for a person",
    actions: [{ says: "cho tôi gặp người thật" }],
    reaches: /1022|1800 1096|0\d{2,3}[ .]?\d{3}/,
  },
];
