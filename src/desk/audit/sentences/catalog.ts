import { kindNames, nameDay, nameField } from "../../catalog/labels.ts";
import { labelNames, nameIntent } from "../../sentences/labels.ts";
import { plain, type Sentences, type ToldEntry } from "./sentence.ts";

/** Versions of the catalogue, and what residents' words mean. */
export const catalogSentences: Sentences = {
  "catalog.draft": plain("mở"),
  "catalog.change": (entry) => `${entry.who} sửa trong ${entry.it}: ${nameChange(entry)}`,
  "catalog.submit": ({ who, it, detail }) => `${who} trình duyệt ${it}${startOf(detail)}`,
  "catalog.approve": ({ who, it, detail }) => `${who} duyệt ${it}${startOf(detail)}`,
  "catalog.activate": ({ who, it, detail }) => `${who} cho dùng ${it}${startOf(detail)}`,
  "catalog.withdraw": ({ who, it }) => `${who} rút ${it} về bản nháp`,
  "catalog.discard": plain("bỏ"),
  "catalog.roll-back": ({ who, it }) => `${who} ngừng dùng ${it}, quay lại bản trước`,
  "catalog.upload": plain("tải lên"),
  "catalog.import": ({ who, it, detail }) => {
    const count = /: (\d+) changes$/.exec(detail)?.[1];
    return `${who} tạo ${it} từ tệp tải lên${count === undefined ? "" : ` (${count} thay đổi)`}`;
  },
  "catalog.due": ({ who }) => `${who} đã được nhắc những chỗ sắp hết hạn trong danh mục`,
  "alias.add": ({ who, it, detail }) => `${who} thêm “${detail}” làm tên gọi khác của ${it}`,
  "alias.remove": ({ who, it, detail }) => `${who} bỏ “${detail}” khỏi tên gọi khác của ${it}`,
  "sentence.label": ({ who, it, detail, name }) =>
    `${who} gán nhãn ${it}: ${detail
      .split(" ")
      .map((part) => nameLabel(part, name))
      .join(", ")}`,
  "sentence.unlabel": plain("bỏ nhãn của"),
  "sentence.export": ({ who, detail }) => `${who} tải ${detail} câu đã gán nhãn`,
  "sentence.try": ({ who }) => `${who} thử một câu với bot`,
};

/** `now`, or the day from which a version counts. */
function startOf(detail: string): string {
  return detail === "now" || detail === "" ? ", dùng ngay" : `, dùng từ ${nameDay(detail)}`;
}

/** Names a change from `procedure an-id: fees documents`, or `…: as before`. */
function nameChange({ detail, name }: ToldEntry): string {
  const [, kind = "", id = "", fields = ""] = /^(\S+) (.*?): (.*)$/.exec(detail) ?? [];
  const kindName = Object.hasOwn(kindNames, kind)
    ? kindNames[kind as keyof typeof kindNames].toLowerCase()
    : kind;
  const record =
    kind === "procedure" || kind === "point" ? name(`${kind} ${id}`) : `${kindName} “${id}”`;
  return fields === "as before"
    ? `${record}, trở lại như trước`
    : `${record}, ${fields.split(" ").map(nameField).join(", ")}`;
}

function nameLabel(part: string, name: ToldEntry["name"]): string {
  if (Object.hasOwn(labelNames, part)) return labelNames[part as keyof typeof labelNames];
  const intent = nameIntent(part);
  return intent === part ? name(`procedure ${part}`) : intent;
}
