import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import type { Account } from "../identity/account.ts";
import { roleNames } from "../identity/roles.ts";
import type { FieldError } from "./form.ts";
import * as format from "./format.ts";
import type { Identity } from "./guard.ts";
import { menuFor } from "./menu.ts";
import type { Page } from "./view-result.ts";

export interface Shown {
  readonly page: Page;
  readonly identity: Identity;
  readonly faults: readonly FieldError[];
  /** What was done on the page before; null for nothing. */
  readonly said: string | null;
  readonly path: string;
}

export type Render = (shown: Shown) => string;

/** Renders a page of views/ within the desk's frame. A template finds its data in `it`, the frame in `it.frame`. */
export function createRender(assets: string): Render {
  const views = fileURLToPath(new URL("../views", import.meta.url));
  const eta = new Eta({ views, cache: true });
  return ({ page, identity, faults, said, path }) => {
    const account = identity.session?.account ?? null;
    const csrf = identity.csrf ?? "";
    return eta.render(page.view, {
      ...page.data,
      format,
      faultOf: (field: string) => faults.find((fault) => fault.field === field)?.reason ?? null,
      csrfField: csrf === "" ? "" : `<input type="hidden" name="_csrf" value="${csrf}">`,
      frame: {
        assets,
        title: page.title,
        account: account === null ? null : viewAccount(account),
        menu: account === null ? [] : menuFor(account.role, path),
        faults,
        said,
        csrf,
        path,
      },
    });
  };
}

function viewAccount({ name, username, role }: Account) {
  return { name, username, role, roleName: roleNames[role] };
}
