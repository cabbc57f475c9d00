import { buildCatalog } from "../../src/catalog/catalog.ts";
import { loadRecords } from "../../src/catalog/load.ts";
import type { LabelledQuestion } from "./questions.ts";

/** So many procedures a province offers. */
const procedureCount = 5_000;
const rounds = 20;
const warmUps = 2;
const now = new Date("2026-11-26T09:30:00+07:00");

/** A made-up procedure is named after a kind of act, its object and its field. */
const acts = [
  ...["Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Thu hồi", "Đăng ký", "Đăng ký lại", "Điều chỉnh"],
  ...["Thẩm định", "Phê duyệt", "Công nhận", "Xác nhận", "Thông báo", "Đề nghị hỗ trợ", "Bổ sung"],
];
const objects = [
  ...["giấy phép hoạt động", "giấy chứng nhận đủ điều kiện", "chứng chỉ hành nghề", "hồ sơ dự án"],
  ...[
    "giấy phép khai thác",
    "quyền sử dụng đất",
    "hợp đồng thuê đất",
    "báo cáo tác động môi trường",
  ],
  ...["phương án phòng cháy", "nhãn hiệu hàng hóa", "chế độ trợ cấp", "giấy phép lao động"],
];
const fields = [
  ...["khám bệnh, chữa bệnh", "vận tải hành khách", "nuôi trồng thủy sản", "giáo dục mầm non"],
  ...["kinh doanh khí", "lữ hành quốc tế", "in ấn phẩm", "bán lẻ thuốc", "khoáng sản", "bưu chính"],
  ...["thú y", "trồng trọt", "thể thao", "di sản", "đo đạc bản đồ", "năng lượng", "hóa chất"],
  ...["trợ giúp xã hội", "người có công", "hộ tịch", "cư trú", "xây dựng", "đấu giá", "luật sư"],
  ...["công chứng", "an toàn thực phẩm", "hải quan", "đăng kiểm"],
];

export interface Speed {
  /** Percentiles over the sentences, each at the median of its runs: what other processes take of the core is left out. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The percentile over all single runs, whatever else the machine did. */
  readonly rawP99Ms: number;
  readonly procedureCount: number;
  readonly sentenceCount: number;
}

/** Measures how long `understand` takes for one sentence with a province's procedures loaded. */
export async function measureUnderstanding(questions: readonly LabelledQuestion[]): Promise<Speed> {
  const records = await loadRecords("data");
  const [pattern] = records.procedures;
  if (pattern === undefined) throw new Error("The catalogue has no procedures.");
  const added = Array.from({ length: procedureCount - records.procedures.length }, (_, index) => {
    const name = nameOf(index);
    return {
      ...pattern,
      id: `made-up-${index}`,
      name,
      aliases: [name.toLowerCase()],
      field: at(fields, index),
    };
  });
  const catalog = buildCatalog({ ...records, procedures: [...records.procedures, ...added] });
  const runs = questions.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, { text }] of questions.entries()) {
      const began = performance.now();
      catalog.understand(text, { now });
      if (round >= 0) runs[index]?.push(performance.now() - began);
    }
  }
  const medians = runs.map((times) => percentile(times, 0.5));
  return {
    p50Ms: percentile(medians, 0.5),
    p99Ms: percentile(medians, 0.99),
    rawP99Ms: percentile(runs.flat(), 0.99),
    procedureCount: catalog.procedures.size,
    sentenceCount: questions.length,
  };
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

function nameOf(index: number): string {
  const group = Math.floor(index / (acts.length * objects.length));
  const words = [
    at(acts, index),
    at(objects, Math.floor(index / acts.length)),
    "trong lĩnh vực",
    at(fields, group),
  ];
  return `${words.join(" ")} cấp ${["xã", "tỉnh", "trung ương"][index % 3]}`;
}

function at(list: readonly string[], index: number): string {
  return list[index % list.length] ?? "";
}
