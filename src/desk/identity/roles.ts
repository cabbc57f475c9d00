/** What an account may do: staff see to their own help points, officials to their agency's dossiers. */
export type Role = "staff" | "official" | "administrator";

export const roles: readonly Role[] = ["staff", "official", "administrator"];

export const roleNames: Readonly<Record<Role, string>> = {
  staff: "Cộng tác viên điểm hướng dẫn",
  official: "Cán bộ cơ quan",
  administrator: "Quản trị",
};

/** Throws RangeError for a role that this version does not know: nobody is let in by mistake. */
export function asRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new RangeError("An account has a role of another version");
  return role;
}

/** Those for whom a route of the desk is, by the names that the route table uses. */
export const administrators: readonly Role[] = ["administrator"];
/** Those who see to help points. */
export const pointTeams: readonly Role[] = ["staff", "administrator"];
export const officials: readonly Role[] = ["official", "administrator"];
export const everybody: readonly Role[] = roles;
