import type { Catalog } from "../catalog/catalog.ts";
import type { SiteOrigin } from "../http/site-origin.ts";
import type { RenderPage } from "./frame.ts";
import type { KeptLists } from "./kept/kept-lists.ts";

export interface PagesOptions {
  /** Called once a request, because a change of data replaces the catalogue. */
  readonly catalog: () => Catalog;
  readonly now: () => Date;
  readonly keptLists: KeptLists;
  /** The address that residents open. */
  readonly publicUrl: string;
  /** The number to call that the operator has set; null if there is none. */
  readonly contactPhone: string | null;
  /** Of one address, which a whole neighbourhood may share. */
  readonly requestsPerMinute?: number;
}

/** What the routes of the pages share. */
export interface PageDependencies extends PagesOptions {
  readonly render: RenderPage;
  /** Without a slash at the end. */
  readonly publicOrigin: string;
  readonly siteOrigin: SiteOrigin;
}
