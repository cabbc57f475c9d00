import type { Role } from "../identity/roles.ts";

interface MenuItem {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The pages that stand in the desk's navigation, in its order. */
const items: readonly MenuItem[] = [
  { path: "/desk/dossiers", name: "Hồ sơ", roles: ["official", "administrator"] },
  { path: "/desk/undelivered", name: "Chưa báo được", roles: ["official", "administrator"] },
  { path: "/desk/broadcasts", name: "Tin chung", roles: ["official", "administrator"] },
  { path: "/desk/tasks", name: "Việc cần làm", roles: ["staff", "administrator"] },
  { path: "/desk/figures", name: "Số liệu", roles: ["staff", "official", "administrator"] },
  { path: "/desk/agencies", name: "Cơ quan", roles: ["administrator"] },
  { path: "/desk/points", name: "Điểm hướng dẫn", roles: ["staff", "administrator"] },
  { path: "/desk/links", name: "Đường dẫn chat", roles: ["staff", "official", "administrator"] },
  { path: "/desk/aliases", name: "Tên gọi", roles: ["administrator"] },
  { path: "/desk/switch", name: "Bật, tắt", roles: ["administrator"] },
  { path: "/desk/people", name: "Người dùng", roles: ["administrator"] },
  { path: "/desk/audit", name: "Nhật ký", roles: ["administrator"] },
];

/** What a role sees; the item of the present page, or of a page below it, is marked. */
export function menuFor(role: Role, path: string) {
  return items
    .filter((item) => item.roles.includes(role))
    .map((item) => ({
      ...item,
      isCurrent: path === item.path || path.startsWith(`${item.path}/`),
    }));
}
