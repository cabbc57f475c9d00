import type { DeskRoute } from "./framework/route.ts";
import { page, redirect } from "./framework/view-result.ts";
import { everybody } from "./identity/roles.ts";

export const homeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "",
    roles: everybody,
    purpose: "leads to the page that a role works on",
    handle: async ({ account }) =>
      account.role === "staff"
        ? page("home", "Bàn làm việc", { name: account.name })
        : redirect("/dossiers"),
  },
];
