import type { Checklist } from "../../catalog/procedures/checklist.ts";
import { firstCases, followedBy, toSentence, withLabel } from "../text.ts";
import { askWording } from "./asks.ts";
import { checklistWording } from "./checklist.ts";

const { fee: feeText, time: timeText, papersInBrief } = checklistWording;

const { moreCases } = askWording;
const goOn = "Giờ mình tiếp tục nhé.";

/** Of another procedure only what holds in every case is told. */
const inBrief = (text: string) => (text.includes("\n") ? "tùy trường hợp." : text);

/** A longer introduction leaves out the purpose: the name says enough. */
const maxIntroLength = 110;

/** The words of a procedure's conversation around its questions. */
export const procedureWording = {
  intro: (name: string, purpose: string, next: "asks" | "confirms" | "lists") =>
    [
      `Việc của bác: ${name}.`,
      // The name often says all of it.
      purpose.startsWith(name) || name.length + purpose.length > maxIntroLength
        ? ""
        : toSentence(purpose),
      {
        asks: "Cháu hỏi vài câu rồi gửi bác danh sách giấy tờ.",
        confirms: "",
        lists: "",
      }[next],
    ]
      .filter((part) => part !== "")
      .join(" "),

  confirm: (lines: readonly string[]) =>
    ["Cháu ghi lại thế này:", ...lines.map((line) => `• ${line}`), "Đúng chưa bác?"].join("\n"),
  /** What the resident told without being asked. */
  heard: (lines: readonly string[]) =>
    [
      "Cháu nghe bác nói:",
      ...lines.map((line) => `• ${line}`),
      "Mấy điều này cháu không hỏi lại. Sai chỗ nào thì lát nữa bác sửa.",
    ].join("\n"),
  /** A single answer was told, and nothing more is asked. */
  heardAll: (lines: readonly string[]) =>
    `Cháu nghe bác nói: ${lines.join("; ")}. Chưa đúng thì bác nhắn “sửa”.`,
  heardOne: (lines: readonly string[]) => `Cháu nghe bác nói: ${lines.join("; ")}.`,
  confirmTold: (lines: readonly string[]) =>
    ["Cháu nghe bác nói:", ...lines.map((line) => `• ${line}`), "Đúng chưa bác?"].join("\n"),
  readBack: (ask: string, answer: string) => `${ask.replace(/ ạ\?$/, "?")} ${answer}`,
  right: "Đúng rồi",
  rightWords: ["đúng", "ok", "chính xác", "chuẩn", "đồng ý", "xác nhận"],
  wrong: "Sửa lại",
  wrongWords: ["sai", "sửa", "chưa đúng", "nhầm", "không đúng"],
  fix: "Bác muốn sửa câu nào ạ?",

  why: (why: string) => `Dạ, ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
  unsure: (why: string, answer: string) =>
    `Không sao ạ. ${toSentence(why)} Bác chưa chắc thì cháu chuẩn bị theo “${answer}” cho đủ giấy; bác biết rồi thì nhắn lại.`,
  notEnough: "Dạ chưa ạ. Cháu hỏi thêm chút nữa rồi gửi bác đủ danh sách giấy tờ.",
  confirmWhy: "Dạ, cháu đọc lại để danh sách giấy tờ khớp với nhà bác.",
  confirmEnough:
    "Dạ, cháu hỏi đủ rồi. Bác xem lại giúp cháu, đúng thì cháu gửi danh sách giấy tờ ngay.",
  nextWhy:
    "Dạ, cháu hỏi để giúp tiếp nếu bác cần. Không cần gì nữa thì bác cứ theo bốn dòng ở trên.",
  nextEnough:
    "Dạ, theo những gì bác trả lời thì vậy là đủ; bác bấm “Giấy tờ chi tiết” để xem kỹ từng giấy. Nơi nhận đòi thêm giấy khác thì bác hỏi rõ lý do, hoặc nhắn “gặp người” để có người xem giúp.",
  corrected: (ask: string, answer: string) =>
    `Dạ, cháu sửa lại rồi: ${ask.replace(/ ạ\?$/, "?")} ${answer}.`,
  alreadyNoted: (answer: string) => `Dạ, cháu đang ghi đúng là “${answer}” rồi ạ.`,

  leads: (name: string) => `Vậy việc bác cần làm là “${name}”.`,
  leadsToo: (name: string) => `Bác xem thử việc “${name}” nhé.`,
  whatNow: "Bác muốn làm gì tiếp ạ?",
  goThere: "Chuyển sang việc đó",
  fixAnswer: "Sửa câu trả lời",
  fixAnswerWords: ["sửa", "sửa lại", "nhầm"],

  /** Before the four lines of a procedure without a guide. */
  listedIntro: (name: string) => `Việc của bác: ${toSentence(name)}`,
  next: "Bác muốn làm gì tiếp ạ?",
  online: "Nộp trên mạng",
  stepByStep: "Làm từng bước",
  onlineWords: ["nộp online", "nộp trực tuyến", "nộp qua mạng", "làm online", "từng bước"],
  point: "Điểm gần nhất",
  pointFull: "Tìm điểm hướng dẫn gần nhất",
  pointWords: ["tìm điểm", "nộp ở đâu", "ở đâu", "gần nhà", "đến tận nơi"],
  again: "Gửi lại danh sách",
  againWords: [
    "gửi lại",
    "xem lại",
    "đọc lại",
    "danh sách",
    "danh sách giấy tờ",
    "xem danh sách",
    "xem lại danh sách",
    "đọc lại danh sách",
    "nhắc lại danh sách",
    "xem lại danh sách giấy tờ",
    "gửi lại danh sách giấy tờ",
    "xem lại giấy tờ",
    "gửi lại giấy tờ",
  ],
  /** What the four lines leave out, behind a button each. */
  sections: {
    papers: {
      label: "Giấy tờ chi tiết",
      full: "Giấy tờ chi tiết: mẫu nào, xin ở đâu",
      words: ["chi tiết giấy tờ", "xem giấy tờ", "giấy tờ đầy đủ", "cần giấy tờ gì", "mẫu nào"],
    },
    facts: {
      label: "Tiền, ai làm được",
      full: "Tiền, thời gian, ai làm được",
      words: ["ai làm được", "ai được làm", "tiền và thời gian", "chi tiết tiền"],
    },
    cautions: {
      label: "Hay bị trả lại",
      full: "Hay bị trả lại vì sao, cán bộ dặn gì",
      words: [
        "hay bị trả lại vì sao",
        "vì sao hay bị trả lại",
        "sao bị trả lại",
        "cán bộ hay dặn",
        "cán bộ dặn gì",
      ],
    },
    words: {
      label: "Giải thích chữ khó",
      words: ["chữ khó", "từ khó", "giải nghĩa", "giải thích từ khó", "giải nghĩa chữ khó"],
    },
    law: {
      label: "Căn cứ theo luật",
      words: ["luật", "luật nào", "văn bản nào", "theo luật nào"],
    },
  },
  source: "Tin lấy ở đâu",
  sourceWords: ["nguồn", "trang của cổng", "quyết định nào"],
  other: "Thủ tục khác",
  otherWords: ["việc khác", "cái khác", "xong rồi", "cảm ơn"],
  person: "Gặp người",
  menu: "Về menu",

  brief: (purpose: string, checklist: Checklist) =>
    [
      `${checklist.name}: ${toSentence(purpose)}`,
      `Giấy tờ chính: ${papersInBrief(checklist)}`,
      withLabel("Lệ phí", inBrief(feeText(checklist))),
      withLabel("Thời gian", inBrief(timeText(checklist))),
    ].join("\n\n"),
  briefAsk: (waiting: string) =>
    `Bác đang làm dở “${waiting}”. Mình tiếp tục, hay chuyển sang việc này ạ?`,
  keepOn: "Làm tiếp việc cũ",
  keepOnWords: ["làm tiếp", "tiếp tục", "việc cũ", "tiếp"],
  switchOver: "Sang việc này",
  switchOverWords: ["chuyển", "sang", "việc này", "chuyển sang"],

  feeAnswer: (fee: string) => followedBy(withLabel("Lệ phí", firstCases(fee, moreCases)), goOn),
  timeAnswer: (time: string) =>
    followedBy(withLabel("Thời gian", firstCases(time, moreCases)), goOn),
  whereAnswer: (agency: string) => `Nơi giải quyết: ${agency} Giờ mình tiếp tục nhé.`,
  papersAnswer: (papers: string) =>
    `Giấy tờ thường cần: ${papers} Bác trả lời hết các câu thì cháu gửi danh sách đúng cho bác.`,

  choose: "Bác muốn hỏi việc nào trong các việc này ạ?",
  noneOfThese: "Không phải việc nào",
  noneWords: ["không phải", "không", "không có", "việc khác"],
};
