import { page, redirect } from "./frame/answer.ts";
import type { DeskRoute } from "./frame/route.ts";
import { everybody } from "./people/roles.ts";

export const homeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "",
    roles: everybody,
    does: "leads to the page that a role works on",
    answer: async ({ account }) =>
      account.role === "staff"
        ? page("home", "Bàn làm việc", { name: account.name })
        : redirect("/dossiers"),
  },
];
