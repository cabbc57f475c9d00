import type { Language } from "../../catalog/language.ts";
import { toLocalDay, toMinuteOfDay } from "../../catalog/local-time.ts";
import type { EmergencyCall, Mood } from "../../catalog/vocabulary-schema.ts";
import { formatPhoneNumber } from "../../phone/phone-number.ts";
import { toSentence } from "../text.ts";
import { formatClock, formatDay } from "./moments.ts";

/** What the service says around every flow. */
export const conversation = {
  welcome:
    "Chào bác! Cháu là Hướng Dẫn. Bác cứ hỏi cháu làm giấy tờ cần gì, nộp ở đâu, chỗ nào gần nhà đang mở cửa.",
  /** The link of a point is opened at home as well as there. */
  welcomeAt: (point: string) => `Chào bác! ${point} mời bác hỏi cháu chuyện giấy tờ.`,
  welcomeBack: "Chào bác quay lại! Mình tiếp tục câu đang dở nhé.",
  unknownLink: "Đường dẫn bác mở đã cũ, cháu mời bác chọn lại từ đầu nhé.",
  usedLink:
    "Đường dẫn này chỉ dùng được một lần và đã có người dùng rồi ạ. " +
    "Bác hỏi lại nơi đã đưa, hoặc nhắn mã hồ sơ ghi trên giấy hẹn cho cháu nhé.",
  refusedLink:
    "Bác gõ nhiều mã chưa đúng quá, cháu xin nghỉ tìm một lúc. " +
    "Bác xem lại mã trên giấy, khoảng 15 phút nữa nhắn lại cho cháu nhé.",

  notice: (text: string) => `Thông báo: ${text}`,
  resting: "Hôm nay cháu tạm nghỉ trả lời tin nhắn, mong bác thông cảm ạ.",
  restingNowhere:
    "Bác cần gấp thì đến Ủy ban nhân dân phường, xã nơi bác ở, hoặc xem trên https://dichvucong.gov.vn giúp cháu nhé.",

  /** Said when the language follows what was typed; the way back is a button or its name. */
  spokenAtOnce: "Dạ, cháu trả lời bằng tiếng Việt nhé.",
  spoken: "Dạ, từ giờ cháu nói tiếng Việt ạ.",

  progress: (number: number, total: number) =>
    number === total ? `(Câu ${number}, câu cuối ạ)` : `(Câu ${number} trong khoảng ${total})`,

  more: "Xem thêm",
  fromStart: "Về đầu danh sách",

  thanked: "Dạ, không có gì ạ. Cháu chúc bác làm giấy tờ thuận lợi.",
  agreed: "Dạ vâng ạ.",
  greeted: "Cháu chào bác ạ!",
  parted: "Dạ, cháu chào bác. Khi nào cần, bác cứ nhắn cháu nhé.",
  scolded:
    "Cháu xin lỗi đã làm bác bực mình. Bác nói lại việc cần làm giúp cháu, hoặc nhắn “gặp người” để hỏi người thật.",

  notUnderstood:
    "Cháu chưa hiểu ý bác. Bác bấm vào một nút, hoặc nhắn số của câu trả lời giúp cháu nhé.",
  notUnderstoodTyped: "Cháu chưa hiểu ý bác. Bác nhắn lại giúp cháu nhé.",
  understoodAs: (option: string) =>
    `Cháu hiểu là: “${option}”. Nếu không phải, bác nhắn “quay lại” nhé.`,
  failed:
    "Cháu xin lỗi bác, cháu gặp lỗi nên chưa trả lời được tin vừa rồi. Bác nhắn lại giúp cháu. " +
    "Nếu vẫn chưa được, bác nhắn “menu” để làm lại từ đầu nhé.",
  tooLong: "Tin nhắn dài quá nên cháu chỉ đọc được phần đầu.",
  media:
    "Cháu chưa xem được ảnh, chưa nghe được tiếng và chưa mở được tệp. Bác nhắn chữ giúp cháu nhé.",
  olderQuestion: "Câu đó mình đã qua rồi ạ. Bác trả lời câu này giúp cháu nhé.",
  goneOption: "Lựa chọn đó không còn nữa ạ. Bác chọn lại giúp cháu nhé.",

  back: "Mình quay lại câu trước nhé.",
  backAtStart: "Đây là câu đầu tiên rồi ạ.",
  cancelled: (title: string) => `Cháu đã dừng việc “${title}”.`,
  resumed: (title: string) => `Mình tiếp tục việc “${title}” nhé.`,
  nothingToResume: "Bác chưa có việc nào đang làm dở ạ.",

  flowChanged: (title: string) =>
    `Hướng dẫn về “${title}” vừa được cập nhật. Cháu giữ những câu trả lời còn dùng được và hỏi tiếp từ đây nhé.`,
  flowGone: "Việc bác đang làm dở nay không còn trong danh mục. Cháu mời bác chọn lại nhé.",
};

/** The words of the menu. */
export const menuWording = {
  ask: "Bác cần làm giấy tờ gì ạ? Bác chọn một mục, hoặc nhắn tên việc, ví dụ: “làm giấy khai sinh”.",
  askIn: (title: string) => `${title}: bác cần việc nào ạ?`,
  resume: "Làm tiếp việc dở",
  resumeFull: (title: string) => `Làm tiếp việc đang dở: ${title}`,
  point: "Điểm hướng dẫn",
  pointFull: "Tìm điểm hướng dẫn gần nhất đang mở",
  pointWords: ["điểm gần nhất", "tìm điểm", "chỗ nào gần"],
  dossier: "Hồ sơ của tôi",
  dossierFull: "Hồ sơ đã nộp đến đâu rồi",
  dossierWords: ["tra hồ sơ", "tra cứu hồ sơ", "mã hồ sơ", "hồ sơ đến đâu"],
  back: "Chọn mục khác",
  backWords: ["mục khác", "việc khác", "không có"],
  person: "Gặp người",
  personFull: "Gặp người hướng dẫn",
  merger: "Phường mới, giấy cũ",
  mergerFull: "Sau sáp nhập: tên phường, xã mới; giấy tờ cũ còn dùng không",
  mergerWords: ["sáp nhập", "sau sáp nhập", "tên phường mới", "phường mới", "giấy tờ cũ"],
  otherLanguage: { code: "en", name: "English" } as {
    readonly code: Language;
    readonly name: string;
  },
};

/** Short answers to questions in the residents' own words. */
export const askedWording = {
  emergency: (calls: readonly EmergencyCall[]) =>
    `Bác gọi ngay số ${calls.map(({ vi }) => vi).join(" và ")}. ` +
    "Cháu là máy nên không gọi giúp bác được. Bác gọi điện liền nhé.",
  selfHarm: (calls: readonly EmergencyCall[]) =>
    `Bác gọi ngay số ${calls.map(({ vi }) => vi).join(" hoặc ")}. ` +
    "Cháu rất lo cho bác. Bác ở bên người thân, đừng ở một mình bác nhé.",
  condolence: "Cháu xin chia buồn cùng gia đình bác.",
  moods: {
    grief: "Cháu hiểu bác đang buồn, cháu cùng bác làm từng việc một ạ.",
    anger: "Cháu xin lỗi vì bác phải bực mình. Bác muốn nói với người thật thì nhắn “gặp người” ạ.",
    thanks: "Dạ, không có gì ạ.",
  } satisfies Record<Mood, string>,
  fraud: [
    "Chuyện này giống cách kẻ gian lừa đảo. Công an, phường, thuế hay ngân hàng không gọi điện " +
      "bảo ai cài ứng dụng, bấm đường dẫn, đọc dãy số OTP, chuyển tiền.",
    "Bác làm ngay giúp cháu:\n" +
      "1. Tắt máy, đừng chuyển tiền.\n" +
      "2. Đừng cài gì, đừng bấm đường dẫn, đừng đọc cho ai dãy số OTP.\n" +
      "3. Gọi 113, hoặc ra công an phường, xã hỏi lại.\n" +
      "4. Lỡ cho mã, lỡ cài hay lỡ chuyển tiền thì gọi ngân hàng khóa thẻ liền.",
  ],
  beforeAccount:
    "Bác nhớ: chỉ tải ứng dụng từ App Store hoặc CH Play. " +
    "Ai gọi điện bảo cài, gửi đường dẫn hay hỏi dãy số OTP là lừa đảo.",
  // Step 1 is of B32 and B33 in data/sources.json; 113 is of data/nlu/emergencies.json.
  lostPapers: [
    "Bác bình tĩnh, mình làm lần lượt nhé:\n" +
      "1. Có thẻ ngân hàng trong đó thì gọi ngân hàng khóa thẻ ngay. Mất cả điện thoại thì gọi nhà mạng khóa SIM.\n" +
      "2. Bị móc túi, bị giật thì gọi 113.",
    "3. Làm lại căn cước trước, vì các giấy khác thường cần đến.\n" +
      "4. Rồi làm lại từng giấy: bằng lái, giấy đăng ký xe, thẻ bảo hiểm y tế, hộ chiếu.",
  ],
  outOfScope:
    "Việc này cháu không rành nên không dám trả lời ạ. Cháu chỉ giúp về giấy tờ, " +
    "thủ tục. Việc của nhà nước mà cháu chưa có, bác hỏi Ủy ban nhân dân phường, " +
    "xã. Bác muốn gặp người thì nhắn “gặp người”.",
  aboutMe:
    "Cháu là máy trả lời tự động. Cháu giúp bác biết làm giấy tờ cần những gì, nộp ở đâu, chỗ nào đang mở cửa.",
  didYouMean: "Cháu chưa chắc ý bác. Có phải bác hỏi một trong các việc này không ạ?",
  who: (who: string | null) =>
    who === null
      ? "Cháu chưa có thông tin ai được làm việc này. Bác hỏi cán bộ tiếp nhận nhé."
      : `Ai làm được: ${toSentence(who)} Trường hợp riêng của bác, bác hỏi thêm cán bộ tiếp nhận.`,
  steps: (steps: readonly string[]) =>
    steps.length === 0
      ? "Cháu chưa có thông tin các bước. Bác hỏi cán bộ tiếp nhận nhé."
      : steps.map((step, index) => `${index + 1}. ${toSentence(step)}`).join("\n"),
  certified: (papers: readonly string[]) =>
    papers.length === 0
      ? "Cháu chưa có thông tin giấy nào phải công chứng, chứng thực. Bác hỏi cán bộ tiếp nhận nhé."
      : `Giấy có nói đến bản chứng thực: ${toSentence(papers.join("; "))} Bác mang theo bản chính để đối chiếu, rồi hỏi cán bộ tiếp nhận.`,
};

/** "17 giờ hôm nay", "17 giờ thứ Năm 26/11": an office's closing time, as written on a door. */
function formatDue(at: Date, now: Date): string {
  const day = toLocalDay(at);
  const named = day === toLocalDay(now) ? "hôm nay" : formatDay(day, now);
  return `${formatClock(toMinuteOfDay(at))} ${named}`;
}

/** The words of a handoff: a person who answers, a number to call, or where to go. */
export const handoffWording = {
  missed: "Cháu xin lỗi, cháu vẫn chưa hiểu ý bác.",
  /** Who answers if no point and no agency does. */
  guides: "người hướng dẫn",
  handedOver: (who: string, dueAt: Date, now: Date) =>
    `Cháu đã chuyển mấy tin vừa rồi của bác cho ${who}. Bác sẽ được trả lời ngay tại đây, chậm nhất ${formatDue(dueAt, now)}. Trong lúc chờ, bác vẫn hỏi cháu được.`,
  reachAsk:
    "Bác đóng trang này thì không thấy câu trả lời. Bác có muốn để lại số điện thoại hoặc hộp thư điện tử (email) để được trả lời không ạ? Không để lại cũng được.",
  reachNone: "Không để lại",
  reachNoneWords: ["không", "không cần", "thôi", "thôi khỏi"] as readonly string[],
  reachUnread:
    "Cháu chưa đọc được số điện thoại hoặc hộp thư điện tử (email) này. Bác nhắn lại giúp cháu, hoặc chọn “Không để lại”.",
  reachKept: (kind: "phone" | "email"): string =>
    kind === "phone"
      ? "Cháu đã ghi số của bác, chỉ để người trả lời gọi lại. Bác xóa lúc nào cũng được: nhắn “xóa dữ liệu của tôi”."
      : "Cháu đã ghi email của bác, chỉ để gửi câu trả lời. Bác xóa lúc nào cũng được: nhắn “xóa dữ liệu của tôi”.",
  reachRefused: "Dạ, câu trả lời sẽ hiện trên trang này, bác mở lại trang là thấy.",
  sends: (name: string) => `${name} gửi bác:`,
  taken: (name: string) =>
    `${name} đã nhận, sẽ trả lời bác ngay tại đây. Bác cứ nhắn, cháu không xen vào. Muốn hỏi cháu, bác nhắn “menu” hoặc bấm nút.`,
  askBot: "Hỏi cháu tiếp",
  passedOn: (who: string, dueAt: Date, now: Date) =>
    `Cháu đã chuyển lời bác sang ${who}. Bác sẽ được trả lời ngay tại đây, chậm nhất ${formatDue(dueAt, now)}.`,
  handedBack: (name: string) => `${name} đã trả lời xong, giờ cháu tiếp bác nhé.`,
  closed: (name: string) => `${name} đã kết thúc phần trả lời. Bác cần gì nữa cứ nhắn cháu.`,
  backToBot: (who: string) => `Dạ, cháu trả lời bác đây. Cần ${who}, bác nhắn “gặp người”.`,
  withdrawn:
    "Dạ, cháu đã báo là bác không cần người trả lời nữa. Khi nào cần, bác nhắn “gặp người”.",
  mediaForPerson: (who: string) =>
    `${who} không xem được ảnh, tệp, giọng nói ở đây. Bác gõ chữ giúp ạ.`,
  callPoint: (point: string, phone: string) =>
    `Bác gọi ${point}, số ${formatPhoneNumber(phone)}, trong giờ làm việc có người nghe và giúp bác.`,
  callLine: (phone: string) =>
    `Bác gọi số ${formatPhoneNumber(phone)}, trong giờ làm việc có người nghe và giúp bác.`,
  visit: (point: string, address: string | null, hours: string) =>
    `Bác gặp người hướng dẫn tại ${point}${address === null ? "" : `, ${address}`}. ${hours} Cháu chưa có số điện thoại của điểm này.`,
  noPhone:
    "Cháu chưa có số điện thoại nào để bác gọi. Bác cho cháu biết bác ở đâu, cháu tìm điểm hướng dẫn gần nhất để bác đến gặp người nhé.",
  ask: "Bác muốn làm gì tiếp ạ?",
  keepOn: "Trả lời tiếp",
  keepOnFull: (title: string) => `Trả lời tiếp: ${title}`,
  point: "Điểm gần nhất",
  pointFull: "Tìm điểm hướng dẫn gần nhất",
  person: "Gặp người",
  personFull: "Gặp người hướng dẫn",
  menu: "Về menu",
};
