import { type Role, roleNames, roles } from "../../identity/roles.ts";
import { nameReferences, plain, type Sentences, type ToldEntry } from "./sentence.ts";

/** Signing in, accounts and their second factors. */
export const accountSentences: Sentences = {
  "account.create": ({ who, it, detail }) => {
    const role = roleOf(detail.split(" ").at(-1) ?? "");
    return `${who} tạo tài khoản cho ${it}${role === null ? "" : ` (${role})`}`;
  },
  "account.change": (entry) => {
    const { who, it, detail } = entry;
    const [was = "", is = ""] = detail.split(" -> ");
    const change =
      was === is
        ? `vẫn là ${nameAccess(is, entry)}`
        : `từ ${nameAccess(was, entry)} thành ${nameAccess(is, entry)}`;
    return `${who} sửa tài khoản của ${it}: ${change}`;
  },
  "account.close": plain("đóng tài khoản của"),
  "account.reset": plain("đặt lại tài khoản bằng lệnh trên máy chủ cho"),
  "notice.choose": ({ who }) => `${who} chọn cách được báo việc`,
  "notice.head": ({ who, it }) => `${who} chọn ${it} là người được báo việc trễ của cơ quan`,
  "notice.head-end": ({ who, it }) => `${who} thôi báo việc trễ của cơ quan cho ${it}`,
  "notice.email": ({ who }) => `${who} nhập địa chỉ thư để được báo việc`,
  "notice.email-verify": ({ who }) => `${who} xác nhận địa chỉ thư để được báo việc`,
  "notice.email-remove": ({ who }) => `${who} bỏ địa chỉ thư để được báo việc`,
  "notice.device": ({ who }) => `${who} bật báo việc trên một máy`,
  "notice.device-remove": ({ who }) => `${who} tắt báo việc trên một máy`,
  "invitation.make": plain("tạo đường dẫn mời mới, bỏ mật khẩu cũ của"),
  "invitation.take": ({ it }) => `${it} mở đường dẫn mời và đặt mật khẩu`,
  "session.begin": ({ who, detail }) => {
    const at = detail.lastIndexOf(", ");
    const factor = at === -1 ? undefined : factorNames[detail.slice(at + 2)];
    if (factor === undefined) return `${who} đăng nhập${by(detail)}`;
    return `${who} đăng nhập${by(detail.slice(0, at))}, với ${factor}`;
  },
  "session.end": ({ who }) => `${who} đăng xuất`,
  "session.end-all": ({ who, it, isOwn }) =>
    isOwn ? `${who} đăng xuất khỏi mọi thiết bị` : `${who} kết thúc mọi phiên đăng nhập của ${it}`,
  "password.change": ({ who }) => `${who} đổi mật khẩu của mình`,
  "second-factor.enrol": ({ who }) => `${who} cài đăng nhập hai bước`,
  "second-factor.remove": ({ who }) => `${who} bỏ đăng nhập hai bước`,
  "second-factor.refuse": ({ who }) => `${who} gõ sai mã đăng nhập hai bước`,
  "second-factor.reset": plain("bỏ điện thoại đã mất của"),
  "second-factor.roles": ({ who, detail }) => {
    const [was = "", is = ""] = detail.split(" -> ");
    return `${who} đổi vai trò phải đăng nhập hai bước: trước là ${nameRoles(was)}, nay là ${nameRoles(is)}`;
  },
  "recovery-code.use": ({ who }) => `${who} đăng nhập bằng một mã dự phòng`,
  "recovery-code.renew": ({ who }) => `${who} tạo mã dự phòng mới`,
};

const factorNames: Readonly<Record<string, string>> = {
  code: "mã trên điện thoại",
  "recovery code": "một mã dự phòng",
  "recovery-code": "một mã dự phòng",
};

function by(device: string): string {
  return device === "" ? "" : ` bằng ${device}`;
}

function roleOf(text: string): string | null {
  const role = roles.find((known) => known === text);
  return role === undefined ? null : roleNames[role].toLowerCase();
}

/** Names what an account reaches, from `official (agency 3)` or `staff (a-point,another)`. */
function nameAccess(access: string, { name }: ToldEntry): string {
  const [, role = access, place = ""] = /^(\S+) \((.*)\)$/.exec(access) ?? [];
  const roleName = roleOf(role) ?? role;
  if (place === "") return roleName;
  const places = place.startsWith("agency ")
    ? nameReferences(place, name)
    : place
        .split(",")
        .map((point) => name(`point ${point}`))
        .join(", ");
  return `${roleName} (${places})`;
}

function nameRoles(list: string): string {
  if (list === "none" || list === "") return "chỉ quản trị";
  const named = list.split(", ").map((role) => roleNames[role as Role] ?? role);
  return `quản trị, ${named.join(", ").toLowerCase()}`;
}
