/** What an entry is about, to choose by. Actions are named `noun.verb`: a kind holds some of the nouns. */
interface AuditKind {
  readonly id: string;
  readonly name: string;
  readonly nouns: readonly string[];
}

export const auditKinds: readonly AuditKind[] = [
  { id: "ho-so", name: "Hồ sơ và tin báo", nouns: ["dossier", "delivery", "phone", "phones"] },
  { id: "tep", name: "Tệp hồ sơ tải lên", nouns: ["import"] },
  { id: "tin", name: "Tin gửi nhiều người", nouns: ["broadcast", "trial-address"] },
  { id: "hop-thu", name: "Trò chuyện với người dân", nouns: ["task", "canned"] },
  { id: "diem", name: "Điểm hướng dẫn, đường dẫn", nouns: ["point", "link"] },
  { id: "danh-muc", name: "Danh mục", nouns: ["catalog"] },
  { id: "cau", name: "Lời người dân", nouns: ["sentence", "alias"] },
  {
    id: "dang-nhap",
    name: "Đăng nhập",
    nouns: ["session", "password", "second-factor", "recovery-code"],
  },
  { id: "nguoi-dung", name: "Tài khoản", nouns: ["account", "invitation", "notice"] },
  { id: "co-quan", name: "Cơ quan, hệ thống một cửa", nouns: ["agency", "system"] },
  { id: "chung", name: "Cài đặt chung", nouns: ["switch", "price", "first-day", "audit"] },
];
