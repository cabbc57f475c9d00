import { maxWaiting, type WaitingCounts } from "../../db/queries/waiting-counts.ts";
import { administrators, everybody, officials, pointTeams, type Role } from "../identity/roles.ts";
import { isWithin } from "../manual/parts.ts";

interface MenuItem {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** How much of what the page lists waits for somebody. */
  readonly waiting?: (counts: WaitingCounts) => number;
}

interface MenuGroup {
  readonly name: string;
  readonly items: readonly MenuItem[];
}

/** Every page of the desk's navigation, in its order. A group leads to its first page. */
const groups: readonly MenuGroup[] = [
  {
    name: "Hồ sơ",
    items: [
      {
        path: "/desk/dossiers",
        name: "Hồ sơ",
        roles: officials,
        waiting: ({ overdue, dueSoon }) => overdue + dueSoon,
      },
      {
        path: "/desk/undelivered",
        name: "Tin chưa báo được",
        roles: officials,
        waiting: ({ undelivered }) => undelivered,
      },
      {
        path: "/desk/broadcasts",
        name: "Tin gửi nhiều người",
        roles: officials,
        waiting: ({ approvals }) => approvals,
      },
    ],
  },
  {
    name: "Người dân",
    items: [
      {
        path: "/desk/inbox",
        name: "Hộp thư",
        roles: everybody,
        waiting: ({ conversations, mine }) => conversations + mine,
      },
      {
        path: "/desk/tasks",
        name: "Yêu cầu về dữ liệu",
        roles: administrators,
        waiting: ({ dataRequests }) => dataRequests,
      },
      { path: "/desk/sentences", name: "Câu chưa hiểu", roles: officials },
    ],
  },
  {
    name: "Điểm hướng dẫn",
    items: [
      { path: "/desk/points", name: "Điểm hướng dẫn", roles: everybody },
      { path: "/desk/links", name: "Đường dẫn và mã QR", roles: everybody },
      { path: "/desk/links/counts", name: "Kết quả của đường dẫn", roles: pointTeams },
    ],
  },
  {
    name: "Danh mục",
    items: [
      { path: "/desk/catalog", name: "Thủ tục và nội dung", roles: officials },
      { path: "/desk/catalog/due", name: "Sắp hết hạn", roles: officials },
      { path: "/desk/aliases", name: "Từ người dân dùng", roles: administrators },
    ],
  },
  { name: "Số liệu", items: [{ path: "/desk/figures", name: "Số liệu", roles: everybody }] },
  {
    name: "Quản trị",
    items: [
      { path: "/desk/people", name: "Người dùng", roles: administrators },
      { path: "/desk/agencies", name: "Cơ quan", roles: administrators },
      { path: "/desk/systems", name: "Hệ thống một cửa", roles: administrators },
      { path: "/desk/channels", name: "Các kênh nhắn tin", roles: administrators },
      { path: "/desk/switch", name: "Tắt, bật bot", roles: administrators },
      { path: "/desk/prices", name: "Giá gửi tin", roles: administrators },
      { path: "/desk/audit", name: "Nhật ký", roles: administrators },
    ],
  },
];

/** How many things wait, as a badge shows it; null: none. */
type Badge = string | null;

interface ShownItem {
  /** Its badge's name in the frame. */
  readonly key: string;
  readonly path: string;
  readonly name: string;
  readonly badge: Badge;
  readonly isCurrent: boolean;
}

export interface Menu {
  readonly groups: readonly (ShownItem & { readonly items: readonly ShownItem[] })[];
  /** What waits on all pages together. */
  readonly badge: Badge;
}

/**
 * Returns what a role sees of the navigation. It marks the present page, or the nearest page above it, and the group of
 * that page. A group with a single page has that page's name.
 */
export function menuFor(role: Role, path: string, counts: WaitingCounts | null): Menu {
  const current = findCurrent(role, path);
  let total = 0;
  const shown = groups.flatMap(({ name, items }) => {
    const own = items.filter(({ roles }) => roles.includes(role));
    const [first] = own;
    if (first === undefined) return [];
    const waiting = own.map((item) => (counts === null ? 0 : (item.waiting?.(counts) ?? 0)));
    const sum = waiting.reduce((all, count) => all + count, 0);
    total += sum;
    return [
      {
        key: `group ${first.path}`,
        path: first.path,
        name: own.length === 1 ? first.name : name,
        badge: badgeOf(sum),
        isCurrent: own.some((item) => item === current),
        items: own.map((item, at) => ({
          key: `item ${item.path}`,
          path: item.path,
          name: item.name,
          badge: badgeOf(waiting[at] ?? 0),
          isCurrent: item === current,
        })),
      },
    ];
  });
  return { groups: shown, badge: badgeOf(total) };
}

function findCurrent(role: Role, path: string): MenuItem | null {
  const above = groups
    .flatMap(({ items }) => items)
    .filter((item) => item.roles.includes(role) && isWithin(path, item.path));
  return above.toSorted((a, b) => b.path.length - a.path.length)[0] ?? null;
}

/** Writes a count as a badge shows it. */
export function badgeOf(count: number): Badge {
  if (count === 0) return null;
  return count >= maxWaiting ? `${maxWaiting - 1}+` : String(count);
}
