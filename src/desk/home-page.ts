import { readWeeklyNotice } from "./catalog-due/weekly-notice.ts";
import type { DeskRoute } from "./framework/route.ts";
import { page, redirect } from "./framework/view-result.ts";
import { everybody } from "./identity/roles.ts";

export const homeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "",
    roles: everybody,
    purpose: "leads to the page that a role works on; once a week to what lapses in the catalogue",
    handle: async ({ account, now }, { database, catalog }) => {
      const { role, name } = account;
      const due =
        role === "administrator"
          ? await readWeeklyNotice({ db: database.db, catalog }, account, now)
          : null;
      return role === "staff" || due !== null
        ? page("home", "Bàn làm việc", { name, due })
        : redirect("/dossiers");
    },
  },
];
