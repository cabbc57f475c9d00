import { z } from "zod";
import { isProofKind, proofNames } from "../../agencies/proof-names.ts";
import { formatDateTime } from "../../framework/format.ts";
import { leadingCount, more, nameReferences, plain, type Sentences } from "./sentence.ts";

/** Agencies, one-stop systems and what counts for the whole service. */
export const serviceSentences: Sentences = {
  "agency.add": ({ who, it, detail }) => more(`${who} thêm ${it}`, nameAgency(detail)),
  "agency.change": ({ who, it, detail }) => more(`${who} sửa ${it}`, nameAgency(detail)),
  "system.create": ({ who, it, detail, name }) =>
    more(`${who} thêm ${it} và cấp khóa`, nameAgencies(detail, name)),
  "system.change": ({ who, it, detail, name }) =>
    more(`${who} sửa ${it}`, nameAgencies(detail, name)),
  "system.rotate": plain("cấp khóa mới cho"),
  "system.revoke": plain("thu hồi khóa của"),
  "system.use": ({ it }) => `${it} gửi dữ liệu lần đầu trong ngày`,
  "system.refuse": ({ it, detail, name }) => {
    const [reason = "", count] = detail.split("; ");
    const owner = /agency \d+$/.exec(reason)?.[0];
    const recorded = owner === undefined ? reason : reason.slice(0, -owner.length - 1);
    const known = refusals.get(recorded) ?? recorded;
    const whose = owner === undefined ? "" : ` (${name(owner)})`;
    const size = count === undefined ? "" : `, ${leadingCount(count)} hồ sơ trong lần gửi`;
    return `${it} bị từ chối: ${known}${whose}${size}`;
  },
  "switch.set": ({ who, detail }) => tellSwitch(who, detail),
  "price.set": ({ who, detail }) => more(`${who} đổi giá gửi tin`, detail),
  "audit.export": ({ who, detail }) => more(`${who} tải nhật ký về`, detail),
  "first-day.hide": ({ who }) => `${who} ẩn danh sách việc của ngày đầu`,
};

/** Why a call of a one-stop system was refused, as it is recorded. */
const refusals: ReadonlyMap<string, string> = new Map([
  ["wrong key", "khóa sai"],
  ["revoked key", "khóa đã thu hồi"],
  ["foreign", "hồ sơ thuộc cơ quan khác"],
  ["unlisted", "mã hồ sơ không mang mã định danh của cơ quan"],
  ["unbound", "cơ quan không thuộc hệ thống này"],
  ["own-system", "hồ sơ thuộc cơ quan có hệ thống riêng"],
]);

/** Names `follows contacts: yes; proof: identity; wards: 1 2; edits: a b`; what is as before is left out. */
function nameAgency(detail: string): string {
  const parts = detail.split("; ").map((part) => {
    const [field = "", value = ""] = part.split(": ");
    if (value === "as before") return "";
    const count = value.split(" ").length;
    switch (field) {
      case "follows contacts":
        return `${value === "yes" ? "" : "không "}báo theo số điện thoại ghi trong hồ sơ`;
      case "proof":
        return `người dân chứng minh bằng ${isProofKind(value) ? proofNames[value] : value}`;
      case "wards":
        return value === "not told" ? "chưa khai phường, xã" : `phục vụ ${count} phường, xã`;
      case "edits":
        return value === "none" ? "không sửa thủ tục nào" : `được sửa ${count} thủ tục`;
      default:
        return part;
    }
  });
  return parts.filter((part) => part !== "").join("; ");
}

function nameAgencies(detail: string, name: (reference: string) => string): string {
  const ids = detail.match(/\d+/g) ?? [];
  return nameReferences(ids.map((id) => `agency ${id}`).join(", "), name);
}

const settingSchema = z.object({
  isOff: z.boolean(),
  notice: z.object({ vi: z.string(), en: z.string().nullish() }).nullish(),
  backAt: z.coerce.date().nullish(),
});
const switchSchema = z.object({ was: settingSchema.nullish(), is: settingSchema });

function tellSwitch(who: string, detail: string): string {
  let parsed: z.infer<typeof switchSchema> | undefined;
  try {
    parsed = switchSchema.safeParse(JSON.parse(detail)).data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (parsed === undefined) return `${who} đổi công tắc của bot`;
  const { was, is } = parsed;
  const parts: string[] = [];
  if (was?.isOff !== is.isOff) parts.push(is.isOff ? "tắt bot" : "bật bot");
  const [before, after] = [was?.notice?.vi ?? null, is.notice?.vi ?? null];
  if (before !== after) {
    parts.push(after === null ? "bỏ thông báo chung" : `đặt thông báo chung “${after}”`);
  }
  if (is.backAt != null) parts.push(`hẹn tự bật lại lúc ${formatDateTime(is.backAt)}`);
  return `${who} ${parts.length === 0 ? "lưu lại công tắc của bot, không đổi gì" : parts.join(" và ")}`;
}
