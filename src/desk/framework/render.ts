import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { Account } from "../identity/account.ts";
import { type Role, roleNames } from "../identity/roles.ts";
import type { FieldError } from "./form.ts";
import {
  formatCount,
  formatDate,
  formatDateTime,
  formatInputDateTime,
  formatPercent,
} from "./format.ts";
import type { Identity } from "./guard.ts";
import type { Page } from "./view-result.ts";

interface RenderInput {
  readonly page: Page;
  readonly identity: Identity;
  readonly errors: readonly FieldError[];
  /** What the page before has done; null: nothing. */
  readonly message: string | null;
  readonly path: string;
}

export type Render = (input: RenderInput) => string;

/** How templates write times and numbers. */
const format = {
  date: formatDate,
  dateTime: formatDateTime,
  inputDateTime: formatInputDateTime,
  count: formatCount,
  percent: formatPercent,
};

/** Renders a template of views/ within the desk's frame. A template finds its data in `it`, the frame's in `it.frame`. */
export function createRender(assets: string): Render {
  const views = fileURLToPath(new URL("../views", import.meta.url));
  const eta = new Eta({ views, cache: true });
  return ({ page, identity, errors, message, path }) => {
    const account = identity.session?.account ?? null;
    const csrf = identity.csrf ?? "";
    return eta.render(page.view, {
      ...page.data,
      format,
      errorOf: (field: string) => errors.find((error) => error.field === field)?.reason ?? null,
      csrfField: csrf === "" ? "" : `<input type="hidden" name="_csrf" value="${csrf}">`,
      frame: {
        assets,
        title: page.title,
        account: account === null ? null : describeAccount(account),
        menu: account === null ? [] : menuFor(account.role, path),
        errors,
        message,
        csrf,
        path,
      },
    });
  };
}

function describeAccount({ name, username, role }: Account) {
  return { name, username, role, roleName: roleNames[role] };
}

interface MenuItem {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The pages of the desk's navigation, in its order. */
const menuItems: readonly MenuItem[] = [
  { path: "/desk/dossiers", name: "Hồ sơ", roles: ["official", "administrator"] },
  { path: "/desk/undelivered", name: "Chưa báo được", roles: ["official", "administrator"] },
  { path: "/desk/broadcasts", name: "Tin chung", roles: ["official", "administrator"] },
  { path: "/desk/inbox", name: "Hộp thư", roles: ["staff", "official", "administrator"] },
  { path: "/desk/tasks", name: "Yêu cầu về dữ liệu", roles: ["administrator"] },
  { path: "/desk/figures", name: "Số liệu", roles: ["staff", "official", "administrator"] },
  { path: "/desk/agencies", name: "Cơ quan", roles: ["administrator"] },
  { path: "/desk/systems", name: "Hệ thống một cửa", roles: ["administrator"] },
  { path: "/desk/catalog", name: "Danh mục", roles: ["official", "administrator"] },
  { path: "/desk/points", name: "Điểm hướng dẫn", roles: ["staff", "official", "administrator"] },
  { path: "/desk/links", name: "Đường dẫn chat", roles: ["staff", "official", "administrator"] },
  { path: "/desk/catalog/due", name: "Sắp hết hạn", roles: ["official", "administrator"] },
  { path: "/desk/sentences", name: "Câu chưa hiểu", roles: ["official", "administrator"] },
  { path: "/desk/aliases", name: "Tên gọi", roles: ["administrator"] },
  { path: "/desk/switch", name: "Bật, tắt", roles: ["administrator"] },
  { path: "/desk/people", name: "Người dùng", roles: ["administrator"] },
  { path: "/desk/audit", name: "Nhật ký", roles: ["administrator"] },
];

/** Returns what a role sees, and marks the item of the present page or of a page above it. */
function menuFor(role: Role, path: string) {
  return menuItems
    .filter((item) => item.roles.includes(role))
    .map((item) => ({
      ...item,
      isCurrent: path === item.path || path.startsWith(`${item.path}/`),
    }));
}
