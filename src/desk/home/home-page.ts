import { z } from "zod";
import { readWeeklyNotice } from "../catalog-due/weekly-notice.ts";
import type { DeskContext, DeskRoute, SignedInRequest } from "../framework/route.ts";
import { page, redirect } from "../framework/view-result.ts";
import { administrators, everybody } from "../identity/roles.ts";
import { hideFirstDay, readFirstDay } from "./first-day.ts";
import { describeMyPoints } from "./my-point.ts";
import { listWaiting } from "./waiting.ts";

const count = z.int().nonnegative();
const homeSchema = z.object({
  name: z.string(),
  waiting: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      path: z.string(),
      count: count.describe("At most 100: more is not counted"),
      isLate: z.boolean(),
    }),
  ),
  points: z.array(z.unknown()).describe("The first of the team's points, as /points/ID has them"),
  morePoints: count,
  firstDay: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        path: z.string(),
        isDone: z.boolean(),
      }),
    )
    .nullable()
    .describe("What an administrator does on the first day; null once all is done or hidden"),
  due: z
    .unknown()
    .describe("This week's counts of what lapses in the catalogue, for administrators"),
});

export const homeRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "",
    roles: everybody,
    purpose: "shows what waits for the account: the first screen",
    api: { answer: homeSchema },
    handle: showHome,
  },
  {
    method: "POST",
    path: "/first-day/hide",
    roles: administrators,
    purpose: "hides what is left of the first day",
    api: { answer: z.object({ location: z.string() }) },
    handle: async ({ account, now }, { database }) => {
      await hideFirstDay(database.db, account, now);
      return redirect("", { message: "Đã ẩn. Mọi trang vẫn ở trong danh mục trang." });
    },
  },
];

async function showHome(request: SignedInRequest, desk: DeskContext) {
  const { account, now } = request;
  const { db } = desk.database;
  const isAdministrator = account.role === "administrator";
  const { catalog } = desk;
  return page("home", "Hôm nay", {
    name: account.name,
    waiting: await listWaiting(db, account, now),
    ...(await describeMyPoints(request, desk)),
    firstDay: isAdministrator ? await readFirstDay(request, desk) : null,
    due: isAdministrator ? await readWeeklyNotice({ db, catalog }, account, now) : null,
  });
}
