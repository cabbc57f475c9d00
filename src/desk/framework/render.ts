import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { Account } from "../identity/account.ts";
import { roleNames } from "../identity/roles.ts";
import { findHelp } from "../manual/parts.ts";
import type { ShownCounts } from "../notices/live-counts.ts";
import type { FieldError } from "./form.ts";
import {
  formatCount,
  formatDate,
  formatDateTime,
  formatInputDateTime,
  formatPercent,
} from "./format.ts";
import type { Identity } from "./guard.ts";
import { badgeOf, menuFor } from "./menu.ts";
import type { Page } from "./view-result.ts";

interface RenderInput {
  readonly page: Page;
  readonly identity: Identity;
  readonly errors: readonly FieldError[];
  /** What the page before has done; null: nothing. */
  readonly message: string | null;
  readonly path: string;
  /** What waits for the reader, for the menu's badges; null: not counted. */
  readonly waiting: ShownCounts | null;
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
  return ({ page, identity, errors, message, path, waiting }) => {
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
        menu: account === null ? null : menuFor(account.role, path, waiting),
        notices: { key: "notices", badge: badgeOf(waiting?.notices ?? 0) },
        help: account === null ? null : findHelp(path, account.role),
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
