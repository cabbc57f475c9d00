import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import type { ProofKind } from "../../catalog/dossiers/proof.ts";
import { fold } from "../../catalog/text/fold.ts";
import { createDossierTexts } from "../dossier-layout.ts";
import { capitalize } from "../text.ts";
import { formatDay, formatMoment } from "./moments.ts";

/** Without diacritics an SMS holds more than twice as much. */
function toPlainText(text: string): string {
  return capitalize(fold(text));
}

const texts = createDossierTexts({
  // The names that agencies use: residents find them on their papers and on the portal.
  statusNames: {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu nộp tiền",
    7: "Đã rút theo yêu cầu",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
  },
  happened: {
    1: "Cơ quan đã nhận được hồ sơ bác nộp trên mạng, chưa kiểm tra.",
    2: "Bộ phận một cửa đã tiếp nhận hồ sơ của bác.",
    3: "Hồ sơ chưa được tiếp nhận.",
    4: "Cán bộ đang giải quyết hồ sơ của bác.",
    5: "Hồ sơ còn thiếu giấy tờ.",
    6: "Bác cần nộp tiền thì hồ sơ mới được giải quyết tiếp.",
    7: "Hồ sơ đã được rút theo yêu cầu của người nộp.",
    8: "Cơ quan đã dừng giải quyết hồ sơ.",
    9: "Hồ sơ đã giải quyết xong, kết quả đang chuyển về nơi trả.",
    10: "Kết quả đã được trả cho người nộp.",
  },
  nextSteps: {
    1: () => "Bác chờ cơ quan kiểm tra, chưa cần làm gì thêm.",
    2: () => "Bác giữ giấy hẹn và chờ đến ngày hẹn, chưa cần làm gì thêm.",
    3: (place) => `Bác hỏi ${place} lý do và cách làm lại.`,
    4: () => "Bác chờ đến ngày hẹn, chưa cần làm gì thêm.",
    5: (place) =>
      `Bác chuẩn bị giấy tờ còn thiếu rồi nộp tại ${place}, hoặc trên mạng nếu đã nộp trên mạng.`,
    6: (place) =>
      `Bác nộp tại ${place}, hoặc trên Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn theo mã hồ sơ. ` +
      `Số tiền bác hỏi ${place}, cháu chưa có thông tin.`,
    7: (place) => `Nếu không phải bác yêu cầu rút, bác báo ngay cho ${place}.`,
    8: (place) => `Bác hỏi ${place} lý do và việc cần làm tiếp.`,
    9: (place) =>
      `Bác mang giấy hẹn đến ${place} để nhận kết quả, trong giờ làm việc; bác hỏi trước xem kết quả đã về chưa.`,
    10: () => "",
  },
  steps: {
    1: "Đã nộp",
    2: "Tiếp nhận",
    4: "Giải quyết",
    5: "Bổ sung giấy tờ",
    6: "Nộp tiền",
    9: "Có kết quả",
    10: "Đã nhận kết quả",
  },
  unknownPlace: "nơi bác đã nộp hồ sơ",
  title: (code, procedure) =>
    procedure === null ? `Hồ sơ ${code}` : `Hồ sơ ${code} (${procedure})`,
  note: (quote) => `Ghi chú của cơ quan: ${quote}`,
  unknownProgress: "cơ quan đã ghi nhận, chưa có thông tin xử lý.",
  unknownProgressInList: "chưa có thông tin xử lý",
  since: (day) => `từ ${day}`,

  promisedDay: (day) => `Ngày hẹn trả trên hồ sơ: ${day}.`,
  unknownPromise: "Chưa có thông tin ngày hẹn trả kết quả.",
  promisedToday: (day) => `Hẹn trả kết quả: hôm nay, ${day}.`,
  promisedIn: (day, daysLeft) => `Hẹn trả kết quả: ${day}, còn ${daysLeft} ngày.`,
  overdue: (day, daysOverdue, place) =>
    `Hồ sơ đã quá hẹn ${daysOverdue} ngày (hẹn trả ${day}). Cháu xin lỗi vì bác phải chờ; bác hỏi ${place} giúp cháu.`,

  notifications: {
    statusSubject: (code, name) => `Hồ sơ ${code}: ${name ?? "có tin mới"}`,
    statusShort: (code, name) =>
      `Ho so ${code}: ${name === null ? "co tin moi" : toPlainText(name)}. Hoi noi da nop de biet them.`,
    today: "hôm nay",
    tomorrow: "ngày mai",
    reminderSubject: (code, day) => `Hồ sơ ${code}: ${day} hẹn trả kết quả`,
    reminder: (day, title) => `Cháu nhắc bác: ${day} là ngày hẹn trả kết quả. ${title}.`,
    reminderAdvice: (place) => `Bác hỏi ${place} trước khi đi, và mang theo giấy hẹn.`,
    reminderShort: (code, day) =>
      `Ho so ${code}: ${fold(day)} hen tra ket qua. Mang theo giay hen.`,
    overdueSubject: (code) => `Hồ sơ ${code}: quá hẹn trả kết quả`,
    overdueShort: (code) => `Ho so ${code} da qua hen. Xin loi bac. Vui long hoi noi da nop.`,
  },
  formatDay,
});

const howToStop = "Bác không muốn nhận tin nữa thì nhắn “ngừng thông báo”.";
const howToStopGeneralNews = "Bác không muốn nhận tin chung nữa thì nhắn “ngừng tin chung”.";

const taskOpened: Record<DataSubjectRequest, string> = {
  "data-copy": "Cháu đã chuyển yêu cầu xem dữ liệu của bác cho cán bộ.",
  "data-correction": "Cháu đã chuyển yêu cầu sửa dữ liệu của bác cho cán bộ.",
  "data-restriction": "Cháu đã chuyển yêu cầu hạn chế dùng dữ liệu của bác cho cán bộ.",
  "data-objection": "Cháu đã chuyển việc bác không đồng ý dùng dữ liệu cho cán bộ.",
  "data-complaint": "Cháu đã chuyển khiếu nại về dữ liệu của bác cho cán bộ.",
};

const numberNames = { identity: "số căn cước hoặc chứng minh", phone: "số điện thoại" } as const;

const proofQuestions: Record<ProofKind, string> = {
  phone: "Để giữ kín hồ sơ, bác nhắn 4 số cuối của số điện thoại ghi trên hồ sơ.",
  "phone-and-birth-year":
    "Để giữ kín hồ sơ, bác nhắn 4 số cuối điện thoại ghi trên hồ sơ và năm sinh người nộp, ví dụ: 0001 1960.",
  identity:
    "Để giữ kín hồ sơ, bác nhắn 6 số cuối căn cước của người nộp; hồ sơ không ghi căn cước thì nhắn 4 số cuối điện thoại.",
};

const proofHints: Record<ProofKind, string> = {
  phone: "Bác nhắn đúng 4 số cuối của số điện thoại ghi trên hồ sơ giúp cháu nhé.",
  "phone-and-birth-year":
    "Bác nhắn 4 số cuối điện thoại rồi năm sinh của người nộp giúp cháu nhé, ví dụ: 0001 1960.",
  identity: "Bác nhắn đúng 6 số cuối căn cước của người nộp giúp cháu nhé.",
};

/** What the service says about a dossier's status, and about following it. */
export const dossierWording = {
  title: "Hồ sơ đã nộp",
  askCode:
    "Bác nhắn mã hồ sơ ghi trên giấy hẹn trả kết quả giúp cháu, ví dụ: 000.00.16.H26-250815-0012.",
  askWholeCode:
    "Để giữ kín hồ sơ, bác nhắn đủ mã như trên giấy hẹn giúp cháu, ví dụ: 000.00.16.H26-250815-0012. Mấy số cuối thì cháu chưa tra được ạ.",
  asPrinted: "Giấy chỉ ghi vậy",
  asPrintedFull: "Giấy hẹn của tôi chỉ ghi vậy",
  codeUnclear: "Cháu chưa thấy mã hồ sơ trong tin đó. Bác nhắn mã ghi trên giấy hẹn giúp cháu nhé.",
  notACode: (number: "identity" | "phone") =>
    `Đó là ${numberNames[number]}, không phải mã hồ sơ; cháu không lưu số đó ạ. Mã hồ sơ ghi trên giấy hẹn, bác xem giúp cháu.`,
  mine: "Hồ sơ đang theo dõi",
  linkGone: "Cháu không còn thấy hồ sơ này.",
  unprovable: "Hồ sơ này không ghi số nào để cháu biết là của bác, nên cháu nhờ cán bộ giúp bác ạ.",

  askProof: (proof: ProofKind, code: string | null) =>
    `${code === null ? "" : `Hồ sơ ${code}. `}${proofQuestions[proof]} Cháu chỉ dùng để so, không lưu lại ạ.`,
  proofUnclear: (proof: ProofKind) => proofHints[proof],
  notTheProof: (number: "identity" | "phone", proof: ProofKind) =>
    `Đó là ${numberNames[number]}, cháu không lưu số đó ạ. ${proofHints[proof]}`,
  wrongLinkedProof: (left: number): string =>
    `Số đó chưa khớp với hồ sơ này. Bác còn thử được ${left} lần, bác xem lại giúp cháu. Cần người giúp thì bác nhắn “gặp người” ạ.`,
  wrongProof: (left: number): string =>
    "Cháu chưa thấy hồ sơ nào khớp cả mã và số đó. Có thể gõ nhầm, hoặc cơ quan chưa gửi hồ sơ sang. " +
    `Bác còn thử được ${left} lần: bác nhắn lại số, hoặc nhắn lại mã. Cần người giúp thì bác nhắn “gặp người” ạ.`,
  locked: (until: Date, now: Date) =>
    "Mã và số chưa khớp nhiều lần nên cháu tạm chưa tra tiếp được, " +
    `bác thử lại sau ${formatMoment(until, now)} ạ. Bác cần gấp thì mang giấy hẹn đến nơi đã nộp, xem trên https://dichvucong.gov.vn, hoặc nhắn “gặp người”.`,
  proofOver: "Đã lâu từ lúc bác nhắn số xác nhận, cháu xin hỏi lại để giữ kín hồ sơ.",

  ...texts,

  askConsent: (keptDays: number) =>
    "Bác có muốn cháu nhắn tại đây khi hồ sơ có thay đổi không ạ? " +
    "Cháu sẽ lưu rằng tài khoản này theo dõi hồ sơ, chỉ để báo tin. " +
    `Cháu xóa khi bác ngừng, chậm nhất ${keptDays} ngày sau thay đổi cuối. ` +
    "Bác nhắn “ngừng thông báo” lúc nào cũng được.",
  consentYes: "Đồng ý",
  consentYesFull: "Đồng ý, báo tin cho tôi",
  consentYesWords: (
    "được, được chứ, được rồi, được luôn, ok rồi, có muốn, muốn, muốn chứ, chịu, đồng ý rồi, " +
    "đồng ý nhận tin, nhận tin, có nhận, theo dõi, theo dõi đi, báo tin cho tôi, báo cho tôi, " +
    "nhắn cho tôi, cứ báo, cứ nhắn, báo đi, nhắn đi"
  ).split(", "),
  consentNo: "Không",
  consentNoFull: "Không, tôi tự hỏi khi cần",
  consentNoWords: (
    "khỏi, khỏi cần, thôi, thôi khỏi, thôi không, thôi không cần, để sau, để khi khác, " +
    "để lúc khác, để hôm khác, để bữa khác, khi khác, lúc khác, hôm khác, bữa khác, " +
    "không thích, không muốn, không nhận, không nhận tin, không muốn nhận, " +
    "không muốn nhận tin, đừng báo, đừng nhắn, tôi tự hỏi"
  ).split(", "),
  askContacts:
    "Nếu tin tại đây không tới, cháu nhắn tới số điện thoại hoặc thư điện tử ghi trên hồ sơ nhé?",
  following: "Cháu đã ghi nhận. Hồ sơ này có gì mới cháu sẽ nhắn bác ngay tại đây.",
  consentKept: "Cháu đã ghi nhận thêm ạ.",
  notFollowing:
    "Vâng, cháu không theo dõi. Bác muốn xem thì nhắn mã hồ sơ cho cháu lúc nào cũng được.",
  cannotTell:
    "Ở trang này cháu chưa báo tin được. Bác muốn xem thì nhắn mã hồ sơ cho cháu lúc nào cũng được.",

  askNext: "Bác cần gì nữa với hồ sơ này ạ?",
  again: "Xem lại",
  againFull: "Xem lại tình trạng",
  way: "Các bước đã qua",
  wayFull: "Xem các bước hồ sơ đã qua",
  papers: "Giấy tờ cần nộp",
  papersFull: "Xem giấy tờ cần nộp của thủ tục này",
  point: "Điểm gần nhất",
  pointFull: "Tìm điểm hướng dẫn gần nhất",
  stop: "Ngừng theo dõi",
  stopFull: "Ngừng theo dõi hồ sơ này",
  other: "Hồ sơ khác",
  otherFull: "Xem hồ sơ khác",
  done: "Xong rồi",
  doneWords: ["xong", "thôi", "không cần", "cảm ơn"],

  noWay: "Chưa có thông tin các bước xử lý.",
  wayTitle: "Hồ sơ đã qua các bước:",

  noneFollowed: "Bác chưa theo dõi hồ sơ nào ạ.",
  followed: (count: number) => `Bác đang theo dõi ${count} hồ sơ:`,
  askWhich: "Bác muốn xem hồ sơ nào ạ?",

  stopped: (count: number): string =>
    count === 0
      ? "Bác hiện không theo dõi hồ sơ nào, nên cháu không nhắn tin báo gì ạ."
      : "Cháu đã ngừng, sẽ không nhắn tin báo về hồ sơ nữa. Bác muốn theo dõi lại thì nhắn “theo dõi hồ sơ” kèm mã.",
  stoppedOne: "Cháu đã ngừng theo dõi hồ sơ này.",
  erased:
    "Cháu đã xóa mọi dữ liệu gắn với bác: hồ sơ theo dõi, các lần đồng ý, " +
    "tin đang chờ và cuộc trò chuyện này. Cháu chỉ giữ con số đếm, " +
    "không biết là ai.",
  askRating:
    "Bác hài lòng đến đâu với việc giải quyết hồ sơ này? Bác chọn một mức dưới đây, hoặc nhắn “chấm điểm” kèm số của mức đó.",
  scores: [
    "1: rất không hài lòng",
    "2: chưa hài lòng",
    "3: tạm được",
    "4: hài lòng",
    "5: rất hài lòng",
  ],
  papersTyped: (procedure: string) => `Giấy tờ cần nộp: bác nhắn “${procedure}”`,
  pointTyped: "Điểm hướng dẫn gần nhất: bác nhắn “điểm gần nhất”",
  askWhy: "Cháu cảm ơn bác. Vì sao bác chấm như vậy ạ? Bác nhắn một câu, hoặc chọn bỏ qua.",
  noWhy: "Bỏ qua",
  noWhyWords: ["không", "bỏ qua", "không có"],
  ratingThanks: "Cháu cảm ơn bác đã góp ý.",
  nothingToRate: "Cháu chưa thấy hồ sơ nào của bác vừa được trả kết quả ạ.",
  howToStop,
  stopLink: (url: string) => `Ngừng nhận tin: ${url}`,
  stopAsk: "Bác muốn ngừng nhận tin về hồ sơ này?",
  stopButton: "Ngừng nhận tin",
  stopDone: "Đã ngừng. Bác sẽ không nhận tin về hồ sơ này nữa.",
  stopUnknown: "Đường dẫn này không còn dùng được.",
  stopRefused: "Có nhiều đường dẫn sai được mở từ mạng này. Bác chờ khoảng 15 phút rồi mở lại nhé.",
  nobodyAnswers:
    "Ở trang này cán bộ chưa trả lời bác được, nên cháu không nhận yêu cầu tại đây. " +
    "Bác nhắn qua Zalo hoặc Messenger của cơ quan, hoặc hỏi trực tiếp ạ.",
  taskOpened: (kind: DataSubjectRequest, due: string, now: Date) =>
    `${taskOpened[kind]} Bác sẽ được trả lời chậm nhất ${formatDay(due, now)}.`,
};

/** A broadcast: an official's own words, sent to many. */
export interface Announcement {
  readonly agency: string;
  readonly title: string;
  readonly text: string;
  /** Sent only to the agency's own test recipients. */
  readonly isTrial: boolean;
  /** Where the official's own words name the agency already; null: nowhere. */
  readonly namedIn: "title" | "text" | null;
}

/** General news of an agency, and consent to it. */
export const broadcastWording = {
  push: ({ agency, title, text, isTrial, namedIn }: Announcement) => {
    const trial = isTrial ? "[Tin thử] " : "";
    const sender = namedIn === null ? `${agency} thông báo: ` : "";
    return {
      subject: `${trial}${title}`,
      text: `${trial}${sender}${title}\n\n${text}\n\n${howToStopGeneralNews}`,
      short: namedIn === "text" ? `${trial}${text}` : `${trial}${agency}: ${text}`,
    };
  },
  askConsent:
    "Bác có muốn nhận cả tin chung của cơ quan này không ạ? Ví dụ: ngày nghỉ, " +
    "đổi chỗ làm việc. Bác nhắn “ngừng tin chung” lúc nào cũng được.",
  paired: "Cuộc trò chuyện này nay nhận tin thử của bàn làm việc.",
  notPaired:
    "Mã thử này không đúng hoặc đã quá 15 phút. Bác lấy mã mới ở bàn làm việc rồi nhắn lại.",
  stopped: (hadConsent: boolean): string =>
    hadConsent
      ? "Cháu đã ngừng tin chung. Tin về hồ sơ bác theo dõi thì cháu vẫn báo ạ."
      : "Bác hiện không nhận tin chung nào ạ.",
};
