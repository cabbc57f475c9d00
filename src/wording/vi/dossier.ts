import { type DossierStatus, isEnded } from "../../catalog/dossiers/dossier-status.ts";
import type {
  DataSubjectRequest,
  DossierNotificationKind,
  DossierView,
  StatusHistoryEntry,
} from "../../catalog/dossiers/dossier-view.ts";
import { daysBetween, toLocalDay } from "../../catalog/local-time.ts";
import { fold } from "../../catalog/text/fold.ts";
import type { NotificationText } from "../push.ts";
import { quoteNote } from "../quoted.ts";
import { joinLines, joinParagraphs } from "../text.ts";
import { happened, nextStep, statusNames } from "./dossier-status.ts";
import { formatDay, formatMoment } from "./moments.ts";

/** Where the dossier was handed in, as far as it is known. */
function placeOf({ agency }: DossierView): string {
  return agency ?? "nơi bác đã nộp hồ sơ";
}

function titleOf({ code, procedureName }: DossierView): string {
  return procedureName === null ? `Hồ sơ ${code}` : `Hồ sơ ${code} (${procedureName})`;
}

function note(text: string): string {
  return text === "" ? "" : `Ghi chú của cơ quan: ${quoteNote(text)}`;
}

/** The promised day, and how far it is; "" once nothing is to come. A result that is ready may be fetched from then on. */
function promise(view: DossierView, now: Date): string {
  const { promisedAt, status } = view;
  if (status === 9 && promisedAt !== null) {
    return `Ngày hẹn trả trên hồ sơ: ${formatDay(toLocalDay(promisedAt), now)}.`;
  }
  if (status !== null && isEnded(status)) return "";
  if (promisedAt === null) return "Chưa có thông tin ngày hẹn trả kết quả.";
  const day = formatDay(toLocalDay(promisedAt), now);
  const left = daysBetween(toLocalDay(now), toLocalDay(promisedAt));
  if (left === 0) return `Hẹn trả kết quả: hôm nay, ${day}.`;
  if (left > 0) return `Hẹn trả kết quả: ${day}, còn ${left} ngày.`;
  return `Hồ sơ đã quá hẹn ${-left} ngày (hẹn trả ${day}). Cháu xin lỗi vì bác phải chờ; bác hỏi ${placeOf(view)} giúp cháu.`;
}

function status(view: DossierView, now: Date): string {
  const { status: code, since } = view;
  const place = placeOf(view);
  if (code === null) {
    return joinLines(
      `${titleOf(view)}: cơ quan đã ghi nhận, chưa có thông tin xử lý.`,
      promise(view, now),
    );
  }
  const from = since === null ? "" : `, từ ${formatDay(toLocalDay(since), now)}`;
  return joinParagraphs(
    joinLines(`${titleOf(view)}: ${statusNames[code]}${from}.`, happened[code], note(view.note)),
    promise(view, now),
    nextStep[code](place),
  );
}

/** One line of a list; short, for several dossiers stand under each other. */
function line(view: DossierView, now: Date): string {
  const { code, procedureName, status: state } = view;
  const name = procedureName === null ? code : `${code}, ${procedureName}`;
  const word = state === null ? "chưa có thông tin xử lý" : statusNames[state];
  return joinLines(`• ${name}: ${word}.`, promise(view, now));
}

const howToStop = "Bác không muốn nhận tin nữa thì nhắn “ngừng thông báo”.";

/** Of the promised day. */
function reminder(day: string) {
  return (view: DossierView, now: Date, stop: string): NotificationText => ({
    subject: `Hồ sơ ${view.code}: ${day} hẹn trả kết quả`,
    text: joinParagraphs(
      `Cháu nhắc bác: ${day} là ngày hẹn trả kết quả. ${titleOf(view)}.`,
      promise(view, now),
      note(view.note),
      `Bác hỏi ${placeOf(view)} trước khi đi, và mang theo giấy hẹn.`,
      stop,
    ),
    short: `Ho so ${view.code}: ${fold(day)} hen tra ket qua. Mang theo giay hen.`,
  });
}

/** What followers are told unasked: what happened, what to do, by when, where. */
const push: Record<
  DossierNotificationKind,
  (view: DossierView, now: Date, stop: string) => NotificationText
> = {
  status: (view: DossierView, now: Date, stop: string) => ({
    subject: `Hồ sơ ${view.code}: ${view.status === null ? "có tin mới" : statusNames[view.status]}`,
    text: joinParagraphs(status(view, now), view.status === 10 ? "" : stop),
    short: `Ho so ${view.code}: ${view.status === null ? "co tin moi" : plain(statusNames[view.status])}. Hoi noi da nop de biet them.`,
  }),
  "promise-tomorrow": reminder("ngày mai"),
  "promise-today": reminder("hôm nay"),
  overdue: (view: DossierView, now: Date, stop: string) => ({
    subject: `Hồ sơ ${view.code}: quá hẹn trả kết quả`,
    text: joinParagraphs(`${titleOf(view)}.`, promise(view, now), note(view.note), stop),
    short: `Ho so ${view.code} da qua hen. Xin loi bac. Vui long hoi noi da nop.`,
  }),
};

/** Without diacritics an SMS holds more than twice as much. */
function plain(text: string): string {
  const folded = fold(text);
  return folded.slice(0, 1).toUpperCase() + folded.slice(1);
}

const taskOpened: Record<DataSubjectRequest, string> = {
  "data-copy": "Cháu đã chuyển yêu cầu xem dữ liệu của bác cho cán bộ.",
  "data-correction": "Cháu đã chuyển yêu cầu sửa dữ liệu của bác cho cán bộ.",
  "data-restriction": "Cháu đã chuyển yêu cầu hạn chế dùng dữ liệu của bác cho cán bộ.",
  "data-objection": "Cháu đã chuyển việc bác không đồng ý dùng dữ liệu cho cán bộ.",
  "data-complaint": "Cháu đã chuyển khiếu nại về dữ liệu của bác cho cán bộ.",
};

/** Asking for a dossier's status, and following it. */
export const dossierWording = {
  title: "Hồ sơ đã nộp",
  askCode:
    "Bác nhắn mã hồ sơ ghi trên giấy hẹn trả kết quả giúp cháu, ví dụ: 000.00.16.H26-250815-0012. Bác chỉ nhớ mấy số cuối cũng được ạ.",
  codeUnclear: "Cháu chưa thấy mã hồ sơ trong tin đó. Bác nhắn mã ghi trên giấy hẹn giúp cháu nhé.",
  mine: "Hồ sơ đang theo dõi",
  notFound: (typed: string) =>
    `Cháu chưa thấy hồ sơ nào có mã “${typed}”. Có thể cơ quan chưa gửi sang, hoặc mã gõ nhầm một chữ: bác xem lại giấy hẹn giúp cháu. Bác cũng xem được trên Cổng Dịch vụ công quốc gia https://dichvucong.gov.vn, hoặc hỏi nơi đã nộp.`,
  linkGone: "Cháu không còn thấy hồ sơ của đường dẫn này.",
  ambiguous: (typed: string) =>
    `Có nhiều hồ sơ cùng kết thúc bằng “${typed}”. Bác nhắn đủ mã hồ sơ giúp cháu nhé.`,
  wordOnly: (word: DossierStatus | null) =>
    `Tình trạng hồ sơ: ${word === null ? "chưa có thông tin xử lý" : statusNames[word]}. Hồ sơ này không ghi số điện thoại nên cháu chỉ được nói đến đây; bác cần rõ hơn thì hỏi nơi đã nộp ạ.`,

  askDigits:
    "Để giữ kín hồ sơ, bác nhắn 4 số cuối của số điện thoại ghi trên hồ sơ. Cháu chỉ dùng để so, không lưu lại ạ.",
  digitsUnclear: "Bác nhắn đúng 4 chữ số cuối của số điện thoại ghi trên hồ sơ giúp cháu nhé.",
  wrongDigits: (left: number): string =>
    left === 0
      ? "Bốn số đó chưa đúng."
      : `Bốn số đó chưa đúng. Bác còn thử được ${left} lần, bác xem lại giúp cháu nhé.`,
  locked: (until: Date, now: Date) =>
    `Bốn số chưa đúng nhiều lần nên cháu tạm khóa việc tra hồ sơ này, đến ${formatMoment(until, now)}. Bác cần gấp thì mang giấy hẹn đến nơi đã nộp hỏi ạ.`,
  proofOver: "Đã lâu từ lúc bác nhắn 4 số cuối, cháu xin hỏi lại để giữ kín hồ sơ.",

  statusNames,
  status,
  line,
  note,
  /** An SMS, too, quotes the officer's note word for word, though its marks then cost more parts. */
  push: (
    kind: DossierNotificationKind,
    view: DossierView,
    now: Date,
    stop: string,
  ): NotificationText => {
    const told = push[kind](view, now, stop);
    return { ...told, short: joinLines(told.short, note(view.note)) };
  },
  statusName: (code: DossierStatus) => statusNames[code],
  todo: (view: DossierView) => (view.status === null ? "" : nextStep[view.status](placeOf(view))),
  day: (at: Date, now: Date) => formatDay(toLocalDay(at), now),

  askConsent: (keptDays: number) =>
    `Bác có muốn cháu nhắn tại đây khi hồ sơ có thay đổi không ạ? Cháu sẽ lưu rằng tài khoản này theo dõi hồ sơ, chỉ để báo tin. Cháu xóa khi bác ngừng, chậm nhất ${keptDays} ngày sau thay đổi cuối. Bác nhắn “ngừng thông báo” lúc nào cũng được.`,
  consentYes: "Đồng ý",
  consentYesFull: "Đồng ý, báo tin cho tôi",
  consentYesWords: ["có", "được", "đồng ý", "ok", "ừ", "vâng"],
  consentNo: "Không",
  consentNoFull: "Không, tôi tự hỏi khi cần",
  consentNoWords: ["không", "khỏi", "thôi khỏi", "không đồng ý"],
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
  station: ({ status: code, at, note: words }: StatusHistoryEntry, now: Date) =>
    joinLines(`• ${formatDay(toLocalDay(at), now)}: ${statusNames[code]}.`, note(words)),

  noneFollowed: "Bác chưa theo dõi hồ sơ nào ạ.",
  followed: (count: number) => `Bác đang theo dõi ${count} hồ sơ:`,
  askWhich: "Bác muốn xem hồ sơ nào ạ?",

  stopped: (count: number): string =>
    count === 0
      ? "Bác hiện không theo dõi hồ sơ nào, nên cháu không nhắn tin báo gì ạ."
      : "Cháu đã ngừng, sẽ không nhắn tin báo về hồ sơ nữa. Bác muốn theo dõi lại thì nhắn “theo dõi hồ sơ” kèm mã.",
  stoppedOne: "Cháu đã ngừng theo dõi hồ sơ này.",
  erased:
    "Cháu đã xóa mọi dữ liệu gắn với bác: hồ sơ theo dõi, các lần đồng ý, tin đang chờ và cuộc trò chuyện này. Cháu chỉ giữ con số đếm, không biết là ai.",
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
  nobodyAnswers:
    "Ở trang này cán bộ chưa trả lời bác được, nên cháu không nhận yêu cầu tại đây. Bác nhắn qua Zalo hoặc Messenger của cơ quan, hoặc hỏi trực tiếp ạ.",
  taskOpened: (kind: DataSubjectRequest, due: string, now: Date) =>
    `${taskOpened[kind]} Bác sẽ được trả lời chậm nhất ${formatDay(due, now)}.`,
};
