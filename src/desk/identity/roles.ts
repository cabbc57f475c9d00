/** What an account may do: staff take care of their own help points, officials of their agency's dossiers. */
export type Role = "staff" | "official" | "administrator";

export const roles: readonly Role[] = ["staff", "official", "administrator"];

export const roleNames: Readonly<Record<Role, string>> = {
  staff: "Cộng tác viên điểm hướng dẫn",
  official: "Cán bộ cơ quan",
  administrator: "Quản trị",
};

/** Throws RangeError if this version does not know the role, so that it lets nobody in by mistake. */
export function parseRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new RangeError("An account has a role of another version");
  return role;
}

/** The groups of roles that the route table names. */
export const administrators: readonly Role[] = ["administrator"];
/** The roles that take care of help points. */
export const pointTeams: readonly Role[] = ["staff", "administrator"];
export const officials: readonly Role[] = ["official", "administrator"];
export const everybody: readonly Role[] = roles;
