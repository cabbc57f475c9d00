import type { LifeEvent } from "../../catalog/schema.ts";
import type { SiteOrigin } from "../../http/site-origin.ts";
import type { WebConversations } from "./conversations.ts";
import type { LinkSource } from "./landing/link-page.ts";
import type { VisitorCookies } from "./visitor.ts";

/** What the routes of the page share. */
export interface WebDependencies {
  readonly conversations: WebConversations;
  readonly links: LinkSource;
  readonly visitors: VisitorCookies;
  readonly publicOrigin: string;
  readonly siteOrigin: SiteOrigin;
  /** The address of the page's files. */
  readonly assets: string;
  readonly now: () => Date;
  readonly pointName: (id: string) => string | null;
  readonly lifeEvents: () => readonly LifeEvent[];
  readonly heartbeatMs: number;
  readonly messagesPerMinute: number;
}
