import { tellPointChange } from "./point-changes.ts";
import { more, nameReferences, plain, type Sentences } from "./sentence.ts";

/** Help points and the links that lead to them. */
export const pointSentences: Sentences = {
  "point.edit": ({ who, it, detail }) => tellPointChange(who, it, detail),
  "point.target": ({ who, it, detail }) =>
    detail === "none"
      ? `${who} bỏ chỉ tiêu của ${it}`
      : `${who} đặt chỉ tiêu của ${it}: ${detail} người bắt đầu chat mỗi tuần`,
  "link.make": ({ who, it, detail, name }) =>
    more(`${who} tạo ${it}`, nameReferences(detail, name).replace(", ", ", mở ")),
  "link.revoke": plain("thu hồi"),
};
