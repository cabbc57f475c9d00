import type { CatalogRecords } from "../../../src/catalog/schema.ts";
import {
  otherProcedure,
  smallFee,
  smallProcedure,
  smallRecords,
  smallTime,
} from "../../catalog/small-records.ts";

/** A small catalogue in which something is due for each reason on 25 November 2026. */
export function dueRecords(): CatalogRecords {
  const born = smallProcedure({
    demand: 2,
    fees: [
      smallFee({ vnd: 4000, valid_to: "2026-12-31" }),
      smallFee({ vnd: 8000, valid_from: "2027-01-01" }),
      smallFee({ channel: "online", who: "trẻ em", vnd: 0, valid_to: "2026-12-15" }),
      smallFee({ channel: "post", vnd: 50_000, valid_to: "2026-10-31" }),
    ],
    processing_times: [
      smallTime({ strength: "secondary", source: "bao" }),
      smallTime({ channel: "online", valid_from: "2027-01-01" }),
    ],
  });
  return smallRecords({
    procedures: [born, { ...otherProcedure(), demand: 1, checked: "2024-05" }],
  });
}

/** How the lists name what lapses, in their order while nobody has asked for anything. */
export const lapsing = [
  ["đã hết hạn", "Lệ phí, dòng 4 (gửi bưu điện)", "50.000 đ/bản", "31/10/2026", "chưa nhập gì"],
  [
    ...["sắp hết hạn", "Lệ phí, dòng 3 (trẻ em, nộp trực tuyến)", "0 đ/bản"],
    ...["15/12/2026", "như mọi người: 4.000 đ/bản"],
  ],
  ["sắp hết hạn", "Lệ phí, dòng 1", "4.000 đ/bản", "31/12/2026", "8.000 đ/bản"],
  [
    ...["sắp có hiệu lực", "Thời hạn giải quyết, dòng 2 (nộp trực tuyến)"],
    ...["1 ngày làm việc", "01/01/2027", ""],
  ],
] as const;
