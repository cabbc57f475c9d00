import type { ChangeKind } from "../../catalog/versions/change.ts";
import type { VersionStatus } from "../../db/tables/catalog-tables.ts";

/** How the pages about versions name things. */

export const kindNames: Readonly<Record<ChangeKind, string>> = {
  procedure: "Thủ tục",
  guide: "Lời hướng dẫn",
  listed: "Thủ tục nhập từ Cổng",
  placement: "Nhóm việc",
  english: "Tiếng Anh",
  source: "Nguồn",
  point: "Điểm hướng dẫn",
  holiday: "Ngày lễ",
  year: "Lịch năm",
  closure: "Nghỉ cả nơi",
};

export const statusNames: Readonly<Record<VersionStatus, string>> = {
  draft: "bản nháp",
  waiting: "chờ người thứ hai duyệt",
  active: "đang dùng",
  ended: "đã quay lại bản trước",
  discarded: "đã bỏ",
};

const fieldNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    name: "tên",
    aliases: "tên gọi khác",
    agency: "nơi giải quyết",
    agency_by_province: "nơi giải quyết theo tỉnh",
    submit_online: "nộp trên mạng",
    who: "ai được làm",
    documents: "giấy tờ",
    steps: "các bước",
    processing_times: "thời hạn",
    fees: "lệ phí",
    amounts: "mức tiền",
    result: "kết quả",
    results: "kết quả theo ngày",
    legal_basis: "căn cứ",
    branch_questions: "câu hỏi của thủ tục",
    common_mistakes: "lỗi hay gặp",
    clerk_says: "cán bộ dặn",
    related: "thủ tục liên quan",
    online_only_note: "chỉ nộp trên mạng",
    sources: "nguồn",
    checked: "ngày kiểm tra",
    doubts: "chỗ chưa chắc",
    short: "tên ngắn",
    purpose: "để làm gì",
    questions: "câu hỏi",
    issuers: "nơi cấp giấy",
    no_checklist: "chưa có danh sách",
    code: "mã thủ tục",
    decision: "quyết định công bố",
    level: "cấp thực hiện",
    field: "lĩnh vực",
    ways: "cách nộp",
    papers: "giấy tờ",
    conditions: "điều kiện",
    laws: "căn cứ",
    detail_url: "trang của Cổng",
    address: "địa chỉ",
    ward: "phường, xã",
    ward_code: "mã phường, xã",
    province: "tỉnh",
    lat: "vĩ độ",
    lon: "kinh độ",
    precision: "độ chính xác",
    coord_source: "nguồn vị trí",
    opening_hours: "giờ làm việc",
    openings: "ngày mở thêm",
    closures: "ngày nghỉ",
    phone: "điện thoại",
    status: "tình trạng",
    status_date: "ngày đổi tình trạng",
    kind: "loại",
    note: "ghi chú",
    title: "tên văn bản",
    where: "địa chỉ văn bản",
    date: "ngày",
    official: "chính thức",
    area: "nơi nghỉ",
    from: "từ ngày",
    to: "đến ngày",
    text: "câu tiếng Việt",
    english: "tiếng Anh",
    event: "nhóm việc",
    procedure: "thủ tục",
    procedures: "các thủ tục",
    phrases: "câu",
  }),
);

/** Returns the name of a field, or of a path such as `fees[2].source`. */
export function nameField(path: string): string {
  const field = /^\w+/.exec(path)?.[0] ?? path;
  const index = /^\[(\d+)\]/.exec(path.slice(field.length))?.[1];
  const name = fieldNames.get(field) ?? field;
  return index === undefined ? name : `${name} thứ ${Number(index) + 1}`;
}

/** 30/11/2026 */
export function nameDay(day: string): string {
  return day.split("-").toReversed().join("/");
}
