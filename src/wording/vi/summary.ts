import type { FactPhrases } from "../fact-lines.ts";
import type { PaperConditions } from "../paper-condition.ts";
import type { SummaryLabels, SummaryPhrases } from "../summary-layout.ts";
import { dropBrackets } from "../text.ts";
import { numberWording } from "./numbers.ts";

/** "31/12/2026" */
const formatDay = (day: string) => day.split("-").reverse().join("/");

export const summaryLabels: SummaryLabels = {
  papers: "Mang theo",
  money: "Tiền",
  time: "Bao lâu",
  place: "Ở đâu",
};

const doubtAdvice = ", bác hỏi lại";

/** How many papers are not named. */
export const moreOfList = (count: number) => `và ${count} giấy nữa`;

/** What residents write themselves. */
const written =
  /^(tờ khai|đơn|bản khai|bản kê khai|bản đăng ký|bảng kê khai|thông báo (tạm ngừng|chấm dứt|thay đổi)|phiếu (đề nghị|yêu cầu|khai|thu thập)|giấy (đề nghị|khai (đăng ký|báo))|văn bản (đề nghị|yêu cầu)|danh sách đề nghị)/i;

/** Says who handles it in the words that people use for a ward and its offices. */
function namePlace(agency: string): string {
  return agency
    .replaceAll(/cấp xã \(xã, phường, đặc khu\)/g, "cấp xã")
    .replace(/Công an cấp xã \(bất kỳ[^)]*\)/, "Công an xã, phường nào cũng được")
    .replace(
      /^(?:UBND|Ủy ban nhân dân) cấp xã(?:;| \() ?(?:tiếp nhận|nhận hồ sơ) tại (Trung tâm Phục vụ hành chính công cấp xã)\)?/,
      "$1",
    )
    .replaceAll("cấp xã", "xã, phường")
    .replaceAll("UBND", "Ủy ban");
}

/** Names a paper as people do: the kinds of identity papers are one. */
function shortenName(name: string): string {
  const bare = dropBrackets(name)
    .replace(/^giấy tờ tùy thân: .*$/i, "căn cước hoặc hộ chiếu")
    .replace(/^thẻ căn cước, căn cước điện tử hoặc hộ chiếu/i, "căn cước hoặc hộ chiếu");
  return bare.length > 60 ? (bare.split("; ")[0] ?? bare) : bare;
}

/** The words of the four lines; `facts` and `conditions` are those of the complete list. */
export function summaryPhrases(facts: FactPhrases, conditions: PaperConditions): SummaryPhrases {
  return {
    labels: summaryLabels,
    papers: {
      ...conditions,
      written,
      madeThere: /^cán bộ in ra tại chỗ/i,
      nothing: /^không phải (mang|nộp)/i,
      told: /^(báo |thông báo với|thông tin|nội dung|yêu cầu|tài khoản|mã số|số (định danh|quyết định))/i,
      shortenName,
      kindOfForm: (name) => written.exec(name)?.[0] ?? name,
      unknown: "Cháu chưa có thông tin giấy tờ, bác hỏi trước khi đi",
      none: "Bác không cần mang giấy tờ gì",
      write: (forms) => `Bác viết ${forms}`,
      onlyWrite: (forms) => `Bác không cần mang giấy tờ gì thêm, chỉ viết ${forms}`,
      alsoWrite: (forms) => `Viết thêm ${forms}`,
      onlyTell: (told) => `Bác không cần mang giấy tờ gì, chỉ cần ${told}`,
      more: moreOfList,
      until: (day) => `mẫu dùng đến hết ${formatDay(day)}`,
      addIf: (paper, condition) => `Thêm ${paper} nếu ${condition}`,
      addInSomeCases: (count) => `Thêm ${count} giấy tùy trường hợp`,
      byCase: (papers) => `Tùy trường hợp: ${papers}`,
      addByAnswers: "Còn tùy trường hợp của bác",
    },
    facts: {
      ...facts,
      channels: { any: "", in_person: "tại quầy", online: "trên mạng", post: "qua bưu điện" },
      // What holds everywhere comes first.
      elsewhere: "",
      setByProvince: "mỗi tỉnh một mức, bác hỏi nơi nộp",
      lapses: (figure, last, next) => `${figure} đến hết ${formatDay(last)}, sau đó ${next}`,
      doubtful: (asOf) =>
        asOf.length === 0
          ? `chưa rõ của ngày nào${doubtAdvice}`
          : `tin ${asOf.join("/")}${doubtAdvice}`,
    },
    handingIn: "làm hồ sơ",
    doubtAdvice,
    otherSums: "có mức khác",
    otherTimes: "có hạn khác",
    dependsOnCase: "Tùy trường hợp của bác",
    unknownFee: "Chưa có thông tin lệ phí, bác hỏi nơi nộp",
    unknownTime: "Chưa có thông tin, bác hỏi nơi nộp",
    unknownAgency: "Chưa có thông tin, bác hỏi phường, xã",
    groups: /^(trẻ|người|cá nhân|hộ|học sinh|thân nhân|cha|con|công dân)/i,
    andOthers: (groups) => `${groups} và nhóm khác`,
    place: namePlace,
    alsoOnline: {
      submit: "Nộp trên mạng cũng được.",
      ahead: "Trên mạng chỉ nộp trước, vẫn phải đến.",
      book: "Trên mạng chỉ đặt lịch.",
      nothing: "",
    },
    isOnline: /VNeID|trên mạng/i,
    askAgain: (checked) =>
      checked.length === 0
        ? "Cháu chưa rõ các tin này của ngày nào, bác hỏi lại trước khi đi."
        : `Các tin này của ${checked.join("/")}, bác hỏi lại trước khi đi.`,
    numberFor: (lines, { call }) => numberWording.briefLineFor(lines, call),
  };
}
