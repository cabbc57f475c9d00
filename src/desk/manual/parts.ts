import { administrators, everybody, officials, pointTeams, type Role } from "../identity/roles.ts";

/** A part of the manual, which the `?` beside a page's title opens. */
export interface ManualPart {
  /** Its anchor: `/desk/huong-dan#ID`. */
  readonly id: string;
  readonly title: string;
  readonly roles: readonly Role[];
  /** The pages that it explains, below /desk, with those below them. */
  readonly pages: readonly string[];
}

/** Every part, whose text is `views/manual/ID.eta`, in the order in which somebody new needs it. */
export const manualParts: readonly ManualPart[] = [
  { id: "dang-nhap", title: "Đăng nhập và tài khoản", roles: everybody, pages: ["/account"] },
  { id: "trang-dau", title: "Trang đầu", roles: everybody, pages: ["", "/huong-dan"] },
  {
    id: "hop-thu",
    title: "Trả lời người dân",
    roles: everybody,
    pages: ["/inbox", "/tasks"],
  },
  {
    id: "bao-cho-toi",
    title: "Báo cho tôi",
    roles: everybody,
    pages: ["/notices", "/account/notices"],
  },
  { id: "diem", title: "Điểm hướng dẫn", roles: everybody, pages: ["/points"] },
  { id: "duong-dan", title: "Đường dẫn và mã QR", roles: everybody, pages: ["/links"] },
  {
    id: "ket-qua-duong-dan",
    title: "Kết quả của đường dẫn",
    roles: pointTeams,
    pages: ["/links/counts"],
  },
  { id: "ho-so", title: "Hồ sơ", roles: officials, pages: ["/dossiers"] },
  {
    id: "tai-tep",
    title: "Tải tệp hồ sơ lên",
    roles: officials,
    // The words that an agency's files use are a page of the agency, which officials reach, too.
    pages: ["/dossiers/import", "/dossiers/imports", "/agencies/:agency/words"],
  },
  { id: "chua-bao", title: "Tin chưa báo được", roles: officials, pages: ["/undelivered"] },
  { id: "tin-chung", title: "Gửi tin cho nhiều người", roles: officials, pages: ["/broadcasts"] },
  { id: "so-lieu", title: "Số liệu", roles: everybody, pages: ["/figures"] },
  { id: "cau-chua-hieu", title: "Câu chưa hiểu", roles: officials, pages: ["/sentences"] },
  { id: "danh-muc", title: "Sửa danh mục", roles: officials, pages: ["/catalog"] },
  { id: "sap-het-han", title: "Chỗ sắp hết hạn", roles: officials, pages: ["/catalog/due"] },
  { id: "tu-nguoi-dan", title: "Từ người dân dùng", roles: administrators, pages: ["/aliases"] },
  { id: "co-quan", title: "Cơ quan", roles: administrators, pages: ["/agencies"] },
  { id: "nguoi-dung", title: "Người dùng", roles: administrators, pages: ["/people"] },
  { id: "mot-cua", title: "Hệ thống một cửa", roles: administrators, pages: ["/systems"] },
  { id: "kenh", title: "Các kênh nhắn tin", roles: administrators, pages: ["/channels"] },
  { id: "tat-bat", title: "Tắt, bật bot", roles: administrators, pages: ["/switch"] },
  { id: "don-gia", title: "Giá gửi tin", roles: administrators, pages: ["/prices"] },
  { id: "nhat-ky", title: "Nhật ký", roles: administrators, pages: ["/audit"] },
];

/** The parts for whoever installs and runs the service: `views/manual-install/ID.eta`. */
export const installationParts: readonly Pick<ManualPart, "id" | "title">[] = [
  { id: "cai-dat", title: "Cài đặt" },
  { id: "zalo", title: "Nối Zalo" },
  { id: "messenger", title: "Nối Messenger" },
  { id: "nang-cap", title: "Lên bản mới" },
  { id: "sao-luu", title: "Sao lưu và khôi phục" },
  { id: "trong-coi", title: "Trông coi hằng ngày" },
];

/** Returns the part about a page's address for somebody of this role; null: none. */
export function findHelp(path: string, role: Role): ManualPart | null {
  let [found, length]: [ManualPart | null, number] = [null, -1];
  for (const part of manualParts) {
    if (!part.roles.includes(role)) continue;
    for (const page of part.pages) {
      const isAbout = page === "" ? path === "/desk" : isWithin(path, `/desk${page}`);
      if (isAbout && page.length > length) [found, length] = [part, page.length];
    }
  }
  return found;
}

/** Whether an address is that of a page or of one below it. A `:name` in the page stands for any part of an address. */
export function isWithin(path: string, page: string): boolean {
  const parts = path.split("/");
  return page
    .split("/")
    .every((part, at) => part === parts[at] || (part.startsWith(":") && parts[at] !== undefined));
}
