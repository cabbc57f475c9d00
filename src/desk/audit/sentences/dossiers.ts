import { statusName } from "../../dossiers/labels.ts";
import { leadingCount, more, plain, type Sentences } from "./sentence.ts";

/** Dossiers, their files of updates, and what residents are told about them. */
export const dossierSentences: Sentences = {
  "dossier.update": ({ who, it, detail }) => {
    const statuses = detail.match(/\d+/g)?.map((status) => `“${statusName(Number(status))}”`) ?? [];
    return more(`${who} cập nhật ${it}`, statuses.join(", "));
  },
  "dossier.undo": ({ who, it, detail }) => {
    const [steps = "0", deliveries = "0"] = detail.match(/\d+/g) ?? [];
    return `${who} hoàn tác cập nhật của ${it}: lấy lại ${steps} bước, ${deliveries} tin chưa gửi`;
  },
  "dossier.search": ({ who, detail }) =>
    `${who} tìm hồ sơ theo ${detail.split(", ").map(nameTerm).join(" và ")}`,
  "dossier.export": ({ who, detail }) => `${who} tải danh sách ${detailCount(detail)} hồ sơ`,
  "dossier.follow-by-phone": ({ who, it }) =>
    `${who} cho báo ${it} theo số điện thoại ghi trong hồ sơ`,
  "phone.read": plain("xem số điện thoại trong"),
  "delivery.retry": plain("cho gửi lại"),
  "delivery.told": ({ who, it }) => `${who} ghi là đã gọi điện báo thay ${it}`,
  "phones.read": ({ who, detail }) =>
    `${who} xem danh sách gọi điện (${detailCount(detail)} số điện thoại)`,
  "import.upload": plain("tải lên"),
  "import.columns": ({ who, it }) => `${who} chọn cột cho tệp hồ sơ của ${it}`,
  "import.words": ({ who, it, detail }) =>
    detail.startsWith("forgot")
      ? `${who} bỏ một từ đã ghi nhớ khi đọc tệp của ${it}`
      : `${who} ghi nhớ nghĩa của ${detailCount(detail)} từ trong tệp của ${it}`,
  "import.correct": ({ who, it, detail }) => `${who} sửa ${detailCount(detail)} dòng trong ${it}`,
  "import.download": plain("tải các dòng lỗi của"),
  "import.send": ({ who, it, detail }) => `${who} gửi ${detailCount(detail)} cập nhật từ ${it}`,
  "import.undo": plain("hoàn tác lần gửi của"),
};

function nameTerm(term: string): string {
  if (term === "name") return "tên người nộp";
  return term === "phone" ? "số điện thoại" : term;
}

function detailCount(detail: string): string {
  return String(leadingCount(detail) ?? "các");
}
