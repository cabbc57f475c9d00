import type { PlaceMatch } from "../../catalog/places/find-places.ts";
import type { OnlineUse } from "../../catalog/procedures/online-use.ts";
import { toSentence, withLabel } from "../text.ts";
import { formatDay } from "./moments.ts";

/** When a deadline ends, counted from a day that was told. */
export interface DueDay {
  readonly from: string;
  readonly due: string;
  /** Days that are left; negative if it has passed. */
  readonly left: number;
  /** The day was told in figures; otherwise it is about then. */
  readonly isExact: boolean;
  readonly now: Date;
}

interface WardToday {
  readonly match: PlaceMatch;
  /** The address of its service centre; null if it is not known. */
  readonly centre: string | null;
}

const fined = { yes: "Có bị phạt ạ.", no: "Không bị phạt ạ.", maybe: "Có thể bị phạt ạ." };

const costs = {
  yes: "Có mất tiền ạ.",
  no: "Không mất tiền ạ.",
  depends: "Tùy trường hợp ạ.",
  unknown: "Cháu chưa có câu trả lời chắc chắn về tiền.",
};

const askStaff = "Bác hỏi thêm cán bộ tiếp nhận trước khi làm nhé.";
const unsure = `Câu này cháu chưa có câu trả lời chắc chắn nên không dám đoán. ${askStaff}`;

const bullets = (lines: readonly string[]) =>
  lines.map((line) => `• ${toSentence(line)}`).join("\n");

/** Answers to what is asked in so many words: yes or no first, then the reason. */
export const askWording = {
  unsure,
  moreCases:
    "Còn trường hợp khác nữa: bác trả lời hết các câu thì cháu nói đúng trường hợp của bác.",
  whichProcedure:
    "Bác hỏi về việc nào ạ? Bác nhắn tên việc, ví dụ “làm giấy khai sinh”, rồi cháu trả lời ngay.",
  fee: (fee: string) => toSentence(withLabel("Lệ phí", fee)),
  time: (time: string) => toSentence(withLabel("Bao lâu xong", time)),
  where: (agency: string) => `Nơi giải quyết: ${toSentence(agency)}`,
  papers: (papers: string) => `Giấy tờ thường cần: ${toSentence(papers)}`,
  cost: (cost: keyof typeof costs, fee: string) =>
    `${costs[cost]} ${toSentence(withLabel("Lệ phí", fee))}`,
  /** `ways` begin with what must be done in person, if a guide says it. */
  online: ({ use, say }: OnlineUse, ways: string) => {
    const answer = {
      submit: "Làm trên mạng được ạ.",
      ahead: "Nộp trước trên mạng được ạ, nhưng vẫn phải đến.",
      book: "Trên mạng chỉ đặt lịch trước được ạ.",
      nothing: "Việc này chưa làm trên mạng được ạ.",
    }[use];
    return say === null ? `${answer} ${toSentence(ways)}` : ways;
  },

  penalty: (answer: keyof typeof fined, say: string, basis: string | null) =>
    `${fined[answer]} ${toSentence(say)}${basis === null ? "" : ` (Theo ${basis}.)`}`,
  unsurePenalty: `Có bị phạt hay không thì cháu chưa có câu trả lời chắc chắn. ${askStaff}`,

  byProxy: (may: "yes" | "no" | "some", said: readonly string[], who: string | null) => {
    if (may === "no") return `Không nhờ người khác được ạ. ${said.map(toSentence).join(" ")}`;
    if (may === "yes") return `Nhờ người khác được ạ. Người đi thay mang thêm:\n${bullets(said)}`;
    return `Nhờ được, nhưng chỉ những người này: ${toSentence(who ?? "")} Người khác thì bác hỏi thêm cán bộ tiếp nhận.`;
  },
  unsureProxy: (who: string | null) =>
    `Nhờ người khác được không thì cháu chưa có câu trả lời chắc chắn. ${who === null ? "" : `Cháu chỉ biết người được làm là: ${toSentence(who)} `}${askStaff}`,

  goHome: (where: "permanent" | "registered" | "anywhere" | "unknown", agency: string) => {
    const reason = `Nơi giải quyết: ${toSentence(agency)}`;
    if (where === "anywhere") return `Không phải về quê ạ, làm ở đâu cũng được. ${reason}`;
    if (where === "registered")
      return `Không nhất thiết phải về quê: bác làm ở nơi đang cư trú (thường trú hoặc tạm trú). ${reason}`;
    if (where === "permanent") return `Có ạ, phải làm ở nơi bác đăng ký thường trú. ${reason}`;
    return `Có phải về quê không thì cháu chưa có câu trả lời chắc chắn. ${reason} ${askStaff}`;
  },

  permission: (name: string, exempt: readonly string[]) =>
    exempt.length === 0
      ? `Thường là có ạ: việc này có thủ tục “${name}”. Trường hợp riêng của bác, bác hỏi thêm cán bộ tiếp nhận.`
      : `Tùy trường hợp ạ.\n${bullets(exempt)}\nNgoài ra thì có, làm theo thủ tục “${name}”.`,

  amount: (amounts: string) => toSentence(withLabel("Số tiền", amounts)),
  result: (result: string) =>
    `Bác nhận được: ${toSentence(result)} Bao nhiêu tiền thì cháu chưa có số chắc chắn, bác hỏi thêm cán bộ tiếp nhận.`,

  limit: (value: number, unit: string, after: string) =>
    `Hạn là ${value} ${unit}, tính từ ${after}.`,
  tellDay: (after: string) => `Bác nhắn cháu ${after} là ngày nào thì cháu tính ra hạn cuối.`,
  due: ({ from, due, left, isExact, now }: DueDay) => {
    const about = isExact ? "" : "khoảng ";
    const counted = `Tính từ ${about}${formatDay(from, now)} thì hạn cuối là ${about}${formatDay(due, now)}.`;
    if (left < 0) return `${counted} Hạn đã qua ${about}${-left} ngày rồi ạ.`;
    return left === 0
      ? `${counted} Hôm nay là ngày cuối ạ.`
      : `${counted} Bác còn ${about}${left} ngày.`;
  },
  lateUnknown: `Trễ rồi thì làm sao, cháu chưa có câu trả lời chắc chắn. ${askStaff}`,
  unsureDeadline: `Hạn phải làm xong thì cháu chưa có câu trả lời chắc chắn. ${askStaff}`,

  benefits: (lines: readonly string[], byAge: boolean) =>
    `${byAge ? "Với tuổi và hoàn cảnh bác kể" : "Với hoàn cảnh bác kể"}, có thể được:\n${bullets(lines)}`,
  noBenefit:
    "Với tuổi và hoàn cảnh bác kể, cháu chưa thấy khoản nào chắc chắn được hưởng. Bác hỏi thêm Ủy ban nhân dân phường, xã, nhất là khi nhà nghèo, có người khuyết tật hay người có công.",
  tellAge:
    "Bác nhắn giúp cháu tuổi, và có lương hưu hay không, thì cháu xem được hưởng những gì. Ví dụ: “78 tuổi, không lương hưu, được hưởng gì”.",

  whichWard:
    "Bác nhắn cháu tên phường, xã cũ kèm quận, huyện hoặc tỉnh, cháu tìm tên mới. Ví dụ: “phường 1 quận 6 giờ là phường gì”.",
  whichOfWards: (some: readonly PlaceMatch[]) =>
    `Nhiều nơi cùng tên này, như: ${some.map(({ ward, province }) => `${ward.name}, ${province.name}`).join("; ")}. Bác nhắn thêm quận, huyện hoặc tỉnh giúp cháu nhé.`,
  wards: (wards: readonly WardToday[]) => {
    const lines = wards.map(({ match, centre }) => {
      const { ward, province, matched, isFormerName } = match;
      const today = `${ward.name}, ${province.name}`;
      const name = isFormerName
        ? `${matched} nay là ${today}.`
        : `${today} là tên hiện nay${ward.merged_from === null ? "" : `, lập từ: ${ward.merged_from}`}.`;
      return centre === null ? name : `${name} Trung tâm phục vụ hành chính công: ${centre}.`;
    });
    return lines.length === 1
      ? (lines[0] ?? "")
      : `Có ${lines.length} nơi đúng với tên bác nhắn:\n${lines.map((line) => `• ${line}`).join("\n")}`;
  },

  known: (say: string, basis: string | null, isFullText: boolean, exchange: string | null) =>
    [
      toSentence(say),
      basis === null ? "" : `(Theo ${basis}.)`,
      exchange === null ? "" : `Muốn đổi thì bác nhắn: “${exchange}”.`,
      isFullText ? "" : "Nơi nào đòi bác đổi thì bác hỏi thêm cho chắc.",
    ]
      .filter((part) => part !== "")
      .join(" "),
};
