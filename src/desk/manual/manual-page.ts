import { z } from "zod";
import type { DeskRoute } from "../framework/route.ts";
import { page } from "../framework/view-result.ts";
import { administrators, everybody, type Role, roleNames, roles } from "../identity/roles.ts";
import { installationParts, manualParts } from "./parts.ts";
import { manualPictures } from "./pictures.ts";

const path = "/huong-dan";
const installationPath = "/huong-dan/cai-dat";
const installationName = "Người cài đặt";

const answer = z.object({
  name: z.string().describe("For whom this edition is"),
  parts: z.array(z.object({ id: z.string(), title: z.string() })),
});

const querySchema = z.object({ cho: z.enum(["staff", "official", "administrator"]).optional() });

/** The manual, an edition for each role, to read and to print. Administrators open every edition, to hand it out. */
export const manualRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path,
    roles: everybody,
    purpose: "shows the manual for the account's role; to administrators any role's",
    api: { query: querySchema, answer },
    handle: async ({ account, query }) => {
      const { cho } = querySchema.parse(query ?? {});
      const role = account.role === "administrator" ? (cho ?? account.role) : account.role;
      return page("manual", "Hướng dẫn sử dụng", {
        name: roleNames[role],
        role,
        folder: "manual",
        pictures: manualPictures,
        parts: manualParts
          .filter((part) => part.roles.includes(role))
          .map(({ id, title }) => ({ id, title })),
        editions: account.role === "administrator" ? listEditions(role) : [],
      });
    },
  },
  {
    method: "GET",
    path: installationPath,
    roles: administrators,
    purpose: "shows the manual for whoever installs and runs the service",
    api: { answer },
    handle: async () =>
      page("manual", "Hướng dẫn cài đặt", {
        name: installationName,
        role: null,
        folder: "manual-install",
        parts: installationParts,
        editions: listEditions(null),
      }),
  },
];

/** Returns the links to all editions; `shown` is the role of the present one, null for the installation's. */
function listEditions(shown: Role | null) {
  return [
    ...roles.map((role) => ({
      path: `/desk${path}?cho=${role}`,
      name: roleNames[role],
      isCurrent: role === shown,
    })),
    { path: `/desk${installationPath}`, name: installationName, isCurrent: shown === null },
  ];
}
